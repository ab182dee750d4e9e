#include "analysis/sensitivity/measure.hpp"
#include "analysis/sensitivity/shown.hpp"
#include "heed/run/unit_cube.hpp"

#include "catch.hpp"
#include "unit/analysis/sample_files.hpp"

using namespace heed;
using namespace heed::analysis;

namespace {

/// Four walks of two points, x = 0 and 1, by seeds 1 and 2: an output of x + 10 seed. In the second walk a
/// run failed, and in the third one of each seed.
std::string write_walks(const std::string& path) {
  TrajectoryWriter file(path);
  sample::write_head(file, "walks", "morris");
  const std::vector<double> one = {0};
  const std::vector<std::string> run = {"run"};
  file.axis({.name = "run", .length = 16, .labels = {}, .attributes = {}});
  file.axis({.name = "time", .length = 1, .labels = one, .attributes = {}});
  file.variable({"x", Type::float64, run, {{"path", std::string("dynamics.x")}}});
  file.variable({"seed", Type::float64, run, {}});
  file.variable({"point", Type::int32, run, {}});
  file.variable({"mean", Type::float64, {"run", "time"}, {}});
  file.variable(sample::status_variable(run));
  file.variable({"steps", Type::float64, run, {}});
  std::vector<double> x, seed, mean, steps(16, 1);
  std::vector<std::int32_t> point;
  std::vector<std::int8_t> status;
  for (int r = 0; r < 16; ++r) {
    const bool failed = r == 7 || r == 8 || r == 11;
    point.push_back(r / 2);
    x.push_back(r / 2 % 2);
    seed.push_back(1 + r % 2);
    mean.push_back(failed ? sample::missing : x.back() + 10 * seed.back());
    status.push_back(failed ? 2 : 1);
  }
  file.write("x", view(x));
  file.write("seed", view(seed));
  file.write("point", view(point));
  file.write("mean", view(mean));
  file.write("status", view(status));
  file.write("steps", view(steps));
  file.finish();
  return path;
}

}  // namespace

TEST_CASE("points of a row are held against each other by the seeds that all of them have") {
  const sample::Folder folder("sensitivity");
  const Results results = read_results(write_walks(folder / "walks.h5"));
  const Sensitivity found = measure_sensitivity(results, 0, analysis::Moment{});
  CHECK(found.rows == 3);
  CHECK(found.rows_left_out == 1);
  CHECK(found.rows_of_fewer_seeds == 1);
  const auto& effects = std::get<std::vector<MorrisEffect>>(found.effects);
  CHECK_THAT(effects.at(0).mean, WithinRel(1 / morris_step, 1e-12));
  CHECK_THAT(effects.at(0).deviation, WithinAbs(0, 1e-12));
  const std::vector<std::string> caveats = sensitivity_caveats(found);
  REQUIRE(caveats.size() >= 2);
  CHECK(caveats[0] == "1 of 4 rows of 'mean' are left out: no seed has a number at all their points");
  CHECK(caveats[1] == "in 1 of 3 rows of 'mean' some seeds are left out: not all points have them");
}
