#include "analysis/tidy.hpp"

#include <sstream>

#include "catch.hpp"
#include "unit/analysis/sample_files.hpp"

using namespace heed::analysis;

namespace {

std::string tidy(std::vector<Results> files, const std::vector<std::string>& observables = {}) {
  std::ostringstream out;
  write_tidy(files, observables, out);
  return out.str();
}

template <class... Files> std::vector<Results> opened(const Files&... files) {
  std::vector<Results> out;
  (out.push_back(read_results(files)), ...);
  return out;
}

}  // namespace

TEST_CASE("a run as CSV has all its times, and nothing where nothing is") {
  const sample::Folder folder("tidy_run");
  CHECK(tidy(opened(sample::write_run(folder / "run.h5"))) ==
        "run,seed,time,variance,assortativity\n"
        "0,5,0,1,\n"
        "0,5,1,0.5,-0.5\n"
        "0,5,2,0.25,-0.5\n"
        "0,5,3,0.125,-0.5\n"
        "0,5,4,0.0625,-0.5\n");
}

TEST_CASE("a sweep as CSV has the runs that finished, up to their last recorded time") {
  const sample::Folder folder("tidy_cube");
  CHECK(tidy(opened(sample::write_hypercube(folder / "cube.h5"))) ==
        "run,seed,temperature,score,time,mean[climate],mean[tax],clusters\n"
        "0,1,0.5,dot,0,0,0,9\n"
        "0,1,0.5,dot,5,1,2,1\n"
        "1,2,0.5,dot,0,0,0,9\n"
        "1,2,0.5,dot,5,3,4,1\n"
        "2,1,0.25,cosine,0,0,0,9\n"
        "2,1,0.25,cosine,5,5,6,2\n"
        "3,2,0.25,cosine,0,0,0,9\n"
        "3,2,0.25,cosine,5,7,8,4\n"
        "4,1,2,dot,0,0,0,9\n"
        "4,1,2,dot,5,9,10,3\n");
  const std::string grid = tidy(opened(sample::write_grid(folder / "grid.h5")), {"polarization"});
  CHECK(
      grid.starts_with("run,seed,temperature,time,polarization\n"
                       "0,11,0.1,0,0\n"
                       "0,11,0.1,10,0.1875\n"
                       "0,11,0.1,20,0.375\n"
                       "0,11,0.1,30,0.5625\n"
                       "1,12,0.1,0,0\n"));
  CHECK(grid.find("\n6,13,") == std::string::npos);
  // 10 runs with five times, one that converged after four, and the names.
  CHECK(std::count(grid.begin(), grid.end(), '\n') == 55);
}

TEST_CASE("several files as CSV share their columns and number their runs on") {
  const sample::Folder folder("tidy_both");
  const std::string text = tidy(
      opened(sample::write_grid(folder / "grid.h5"), sample::write_run(folder / "run.h5")), {"variance"});
  CHECK(text.starts_with("run,seed,temperature,time,variance\n0,11,0.1,0,0\n"));
  CHECK(text.ends_with("\n12,5,,3,0.125\n12,5,,4,0.0625\n"));
}
