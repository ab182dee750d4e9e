#include "analysis/sweep_report.hpp"

#include "catch.hpp"
#include "unit/analysis/sample_files.hpp"

using namespace heed::analysis;

TEST_CASE("a table of points puts polarization and variance first and words to the left") {
  const sample::Folder folder("sweep_report");
  const std::string grid = sweep_text(read_results(sample::write_grid(folder / "grid.h5")), {});
  CHECK(grid.find(
            "\ntemperature  polarization              sd  variance               sd  converged  failed\n") !=
        std::string::npos);
  const std::string cube = sweep_text(read_results(sample::write_hypercube(folder / "cube.h5")), {});
  CHECK(cube.starts_with(
      "a hypercube: latin hypercube, 3 points x 2 seeds, horizon 5\n"
      "\n"
      "temperature  score   mean[climate]    sd  mean[tax]    sd  clusters    sd  converged  not run\n"
      "---------------------------------------------------------------------------------------------\n"
      "        0.5  dot     2 [1, 3]       1.41  3 [2, 4]   1.41  1 [1, 1]     0        2/2        0\n"
      "       0.25  cosine  6 [5, 7]       1.41  7 [6, 8]   1.41  3 [2, 4]  1.41        2/2        0\n"
      "          2  dot     9                 -  10            -  3            -        1/1        1\n"));
}

TEST_CASE("remarks name the runs that are left out, ten at most") {
  const sample::Folder folder("sweep_remarks");
  Results grid = read_results(sample::write_grid(folder / "grid.h5"));
  for (RunEnd& run : grid.runs)
    run = {.point = run.point, .seed = run.seed, .status = heed::analysis::RunStatus::not_run, .message = {}};
  const auto remarks = sweep_remarks(grid);
  REQUIRE(remarks.size() == 1);
  CHECK(remarks[0].starts_with(
      "12 of 12 runs did not run and are left out: run 0 (temperature 0.1, seed 11); run 1 "));
  CHECK(remarks[0].ends_with("run 9 (temperature 10, seed 12); and 2 more"));
}
