#include "analysis/layout_checks.hpp"

#include "heed/io/trajectory.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "catch.hpp"
#include "unit/analysis/sample_files.hpp"

using namespace heed;
using namespace heed::analysis;
using Catch::Matchers::Contains;

TEST_CASE("arrays of a run that do not go together are refused before they are read") {
  const sample::Folder folder("layout_checks");
  const auto opened = [&](const std::function<void(TrajectoryWriter&)>& declare,
                          const std::vector<double>& snapshots = {}) {
    const std::string path = folder / "run.h5";
    std::filesystem::remove(path);
    TrajectoryWriter file(path);
    sample::write_head(file, "run", "");
    file.axis({.name = "time", .labels = std::vector<double>{0}, .attributes = {}});
    file.axis({.name = "snapshot", .grows = true, .labels = {}, .attributes = {}});
    file.axis({.name = "agent", .length = 3, .labels = {}, .attributes = {}});
    declare(file);
    for (const double at : snapshots) file.append("snapshot", at, {});
    file.finish();
    return read_results(path).agents;
  };
  const auto nothing = [](TrajectoryWriter&) {};
  CHECK(opened(nothing, {0, 5, 5}) == 3);
  CHECK_THROWS_WITH(opened(nothing, {5, 3}), Contains("'snapshot' has 3 after 5; steps go on from 0"));
  CHECK_THROWS_WITH(opened(nothing, {1e300}), Contains("'snapshot' has 1e+300 after 0"));
  const auto nameless_topics = [](TrajectoryWriter& file) {
    file.axis({.name = "topic", .labels = std::vector<double>{1}, .attributes = {}});
    file.variable({"opinion", Type::float64, {"snapshot", "agent", "topic"}, {}});
  };
  CHECK_THROWS_WITH(opened(nameless_topics), Contains("its topics have no names"));
  const auto many_scenarios = [](TrajectoryWriter& file) {
    file.variable({"scenario_text", Type::text, {"agent"}, {}});
  };
  CHECK_THROWS_WITH(opened(many_scenarios), Contains("its 'scenario_text' is not one text"));
  const auto two_networks = [](TrajectoryWriter& file) {
    file.axis({.name = "edge", .length = 3, .labels = {}, .attributes = {}});
    file.variable({"graph/weight", Type::float64, {"edge"}, {}});
    file.axis({.name = "graph/edge", .length = 2, .labels = {}, .attributes = {}});
    file.variable({"graph/source", Type::int32, {"edge"}, {}});
  };
  CHECK_THROWS_WITH(opened(two_networks), Contains("'graph/weight' is of 3 ties and 'graph/source' of 2"));
}
