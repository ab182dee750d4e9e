// From files to a critical value: sizes, branches, runs that do not count, what could not be done.
#include "analysis/transition/findings.hpp"
#include "heed/core/error.hpp"

#include <cmath>
#include <functional>

#include "catch.hpp"
#include "unit/analysis/sample_files.hpp"

using namespace heed;
using namespace heed::analysis;

namespace {

/// |m| goes back and forth between mean - spread and mean + spread, so that χ = N spread².
struct Order {
  double mean, spread;
};
using OrderAt = std::function<Order(double agents, double temperature)>;

/// A grid over agents, temperature and three seeds, 40 times each; the last run of all failed.
std::string write_sizes(const std::string& path, const std::vector<double>& agents,
                        const std::vector<double>& temperature, const OrderAt& order) {
  TrajectoryWriter file(path);
  sample::write_head(file, "sizes", "grid");
  const std::vector<double> seeds{1, 2, 3};
  std::vector<double> times(40), values, steps;
  for (std::size_t t = 0; t < times.size(); ++t) times[t] = static_cast<double>(t);
  const auto axis = [&](const std::string& name, const std::string& at, const std::vector<double>& labels) {
    file.axis({.name = name, .length = labels.size(), .labels = labels, .attributes = {{"path", at}}});
  };
  file.axis({.name = "time", .length = times.size(), .labels = times, .attributes = {}});
  axis("agents", "graph.agents", agents);
  axis("temperature", "attention.temperature", temperature);
  axis("seed", "run.seed", seeds);
  const std::vector<std::string> runs{"agents", "temperature", "seed"};
  file.variable({"magnetization", Type::float64, {"agents", "temperature", "seed", "time"}, {}});
  file.variable(sample::status_variable(runs));
  file.variable({"steps", Type::float64, runs, {}});
  std::vector<std::int8_t> status;
  for (const double n : agents)
    for (const double temp : temperature)
      for (const double seed : seeds) {
        const Order at = order(n, temp);
        const double mean = at.mean + 0.001 * (seed - 2);
        for (std::size_t t = 0; t < times.size(); ++t)
          values.push_back(mean + (t % 2 == 0 ? 1 : -1) * at.spread);
        status.push_back(0);
        steps.push_back(39);
      }
  status.back() = 2;
  file.write("magnetization", std::span<const double>(values));
  file.write("status", std::span<const std::int8_t>(status));
  file.write("steps", std::span<const double>(steps));
  file.finish();
  return path;
}

const std::vector<double> swept_over{1.6, 1.8, 2, 2.2, 2.4, 2.6, 2.8};

/// χ peaks at 2 + 4 N^-1/2 on a parabola, and U of all sizes is the same at T = 2.1, where it falls the
/// faster with T the larger N is.
Order critical(double agents, double temperature) {
  const double away = temperature - (2 + 4 / std::sqrt(agents));
  const double spread = std::sqrt((1 - 0.5 * away * away) / agents);
  return {0.5 - 0.01 * std::sqrt(agents) * (temperature - 2.1), spread};
}

std::string message(const TransitionOptions& options) {
  try {
    find_transition(options);
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("peaks of three sizes and their drift are found in one sweep over sizes") {
  const sample::Folder folder("transition_sizes");
  const std::string file = write_sizes(folder / "sizes.h5", {100, 400, 1600}, swept_over, critical);
  const TransitionFindings found = find_transition({.files = {file}});
  CHECK(found.read.parameter == "temperature");
  CHECK(found.read.observable == "magnetization");
  REQUIRE(found.estimate.sizes.size() == 3);
  for (const SizeEstimate& size : found.estimate.sizes) {
    REQUIRE(size.peak.found.found());
    // The seeds differ by 0.001 in their means, which adds N 6.7e-7 to χ at every temperature alike.
    CHECK_THAT(size.peak.found.at, WithinAbs(2 + 4 / std::sqrt(size.agents), 1e-9));
    CHECK_THAT(size.peak.found.height, WithinAbs(1, 2e-3));
  }
  CHECK_THAT(found.estimate.drift.drift.limit, WithinAbs(2, 1e-9));
  REQUIRE(found.estimate.sizes[0].points.size() == 7);
  CHECK(found.estimate.sizes[0].points[0].runs == 3);
  REQUIRE(found.read.remarks.size() == 1);
  CHECK(found.read.remarks[0] ==
        file + ": 1 of 63 runs failed and is left out: run 62 (agents 1600, temperature 2.8, seed 3)");
}

TEST_CASE("files of one size each are put together, and a value is chosen where more is swept") {
  const sample::Folder folder("transition_files");
  const std::string small = write_sizes(folder / "small.h5", {100}, swept_over, critical),
                    large = write_sizes(folder / "large.h5", {400}, swept_over, critical);
  const TransitionFindings found = find_transition({.files = {large, small}});
  REQUIRE(found.estimate.sizes.size() == 2);
  CHECK(found.estimate.sizes[0].agents == 100);
  CHECK(found.estimate.crossings.size() == 1);
  CHECK(found.loops.empty());
  const std::string both = write_sizes(folder / "both.h5", {100, 400}, swept_over, critical);
  CHECK(find_transition({.files = {both}, .where = {"agents=400"}}).estimate.sizes.size() == 1);
}

TEST_CASE("the cumulants of two sizes cross where they are equal") {
  const sample::Folder folder("transition_crossing");
  const std::string file = write_sizes(folder / "f.h5", {100, 400}, swept_over, [](double n, double t) {
    return Order{0.5 - 0.05 * (t - 2.1), 0.2 + 0.002 * std::sqrt(n) * (t - 2.1)};  // U falls with the spread
  });
  const TransitionFindings found = find_transition({.files = {file}});
  REQUIRE(found.estimate.crossings[0].crossing.found.found());
  // The line between two values is not quite U: U is curved, and its curve is stronger for the larger size.
  CHECK_THAT(found.estimate.crossings[0].crossing.found.at, WithinAbs(2.1, 0.005));
  REQUIRE(found.estimate.critical);
  CHECK(found.estimate.critical->how == "where the Binder cumulants of 100 and 400 agents cross");
  CHECK(found.estimate.critical->resamples == bootstrap_resamples);
}

TEST_CASE("a crossing that many resamples of the seeds do not have is not taken for critical") {
  const sample::Folder folder("transition_chance");
  const std::string file = write_sizes(folder / "f.h5", {100, 400}, swept_over, critical);
  const Estimated sure{.found = {.at = 2.1}, .spread = {}, .resamples = 1900};
  CHECK(sure.is_sure());
  CHECK_FALSE(Estimated{.found = {.at = 2.1}, .spread = {}, .resamples = 1899}.is_sure());
  CHECK(Estimated{.found = {.at = 2.1}, .spread = {}, .resamples = {}}.is_sure());
  TransitionFindings found = find_transition({.files = {file}});
  REQUIRE(found.estimate.crossings.size() == 1);
  found.estimate.crossings[0].crossing = {
      .found = {.at = 2.1, .height = 0.6}, .spread = {}, .resamples = 900};
  const std::string text = transition_text(found);
  CHECK(text.find("2.1 (found in 900 of 2000 resamples)") != std::string::npos);
  CHECK(
      text.find("the Binder crossing of 100 and 400 agents is found in 900 of 2000 resamples only: it may be "
                "chance\n") != std::string::npos);
}

TEST_CASE("two files of one size over the same values are the branches of a loop") {
  const sample::Folder folder("transition_loop");
  const std::string up = write_sizes(folder / "up.h5", {100}, swept_over,
                                     [](double, double t) {
                                       return Order{t < 2.5 ? 0.9 : 0.1, 0.05};
                                     }),
                    down = write_sizes(folder / "down.h5", {100}, swept_over, [](double, double t) {
                      return Order{t < 1.9 ? 0.9 : 0.1, 0.05};
                    });
  const TransitionFindings found = find_transition({.files = {up, down}});
  REQUIRE(found.loops.size() == 1);
  REQUIRE(found.loops[0].loop.open);
  CHECK(found.loops[0].loop.open->low == 2);
  CHECK(found.loops[0].loop.open->high == 2.4);
  CHECK_THAT(found.loops[0].loop.points[found.loops[0].loop.widest].gap.value, WithinAbs(-0.8, 1e-12));
  CHECK_FALSE(found.estimate.critical);
  CHECK(transition_sentences(found)[0] ==
        "the branches part between temperature 2 and 2.4: no single critical temperature");
  CHECK(message({.files = {up, down, up}}) ==
        "there are three curves of 100 agents; one is a size, two are the branches of a loop");
}

TEST_CASE("of branches that do not part, the one that the critical value is of is named") {
  const sample::Folder folder("transition_branch");
  const std::string up = write_sizes(folder / "up.h5", {100}, swept_over, critical),
                    down = write_sizes(folder / "down.h5", {100}, swept_over, critical);
  for (const auto& files : {std::vector{up, down}, std::vector{down, up}}) {
    const TransitionFindings found = find_transition({.files = files});
    REQUIRE(found.estimate.critical);
    CHECK(found.branch == files[0]);
    CHECK(found.estimate.critical->how.ends_with("; of the branch " + files[0]));
  }
  CHECK(find_transition({.files = {up}}).branch.empty());
}

TEST_CASE("warnings of a file and a run that did not end are remarks on a transition") {
  const sample::Folder folder("transition_interrupted");
  const std::string path = folder / "run.h5";
  TrajectoryWriter file(path);
  sample::write_head(file, "one run", "");
  file.attribute({"seed", std::vector<std::int64_t>{5}});
  file.attribute({"status", std::string("interrupted")});
  file.attribute({"warnings", std::string("agent 2 hears no one")});
  const std::string scenario =
      "heed = 1\n[attention]\ntemperature = { kind = \"steps\", starts = [0, 20], values = [1.0, 2.0] }\n";
  file.variable({"scenario_text", Type::text, {}, {}});
  file.write("scenario_text", std::span<const std::string>(&scenario, 1));
  std::vector<double> times(40), magnetization(40, 0.5);
  for (std::size_t t = 0; t < times.size(); ++t) times[t] = static_cast<double>(t);
  file.axis({.name = "time", .length = times.size(), .labels = times, .attributes = {}});
  file.variable({"magnetization", Type::float64, {"time"}, {}});
  file.write("magnetization", std::span<const double>(magnetization));
  file.finish();
  const TransitionFindings found = find_transition({.files = {path}});
  REQUIRE(found.read.remarks.size() >= 2);
  CHECK(found.read.remarks[0] == path + ": agent 2 hears no one");
  CHECK(found.read.remarks[1] == path + ": the run did not end; its last plateau may be cut short");
}

TEST_CASE("what cannot be found is said, with the reason") {
  const sample::Folder folder("transition_not");
  const std::string file = write_sizes(folder / "f.h5", {100}, swept_over, [](double, double t) {
    return Order{0.5, 0.1 * t};
  });
  const std::vector<std::string> said = transition_sentences(find_transition({.files = {file}}));
  CHECK(said ==
        std::vector<std::string>{
            "no critical temperature was found",
            "no susceptibility peak of 100 agents: it is highest at the last value: let the sweep go further",
            "no Binder crossing: it takes two sizes",
            "no drift of the peaks: a drift takes peaks of two sizes or more, there are 0",
            "± and 95 % are too small with 3 seeds: take 5 or more"});
  CHECK(message({.files = {file}, .observable = "magnetisation"}).find("did you mean 'magnetization'?") !=
        std::string::npos);
  CHECK(message({.files = {file}, .exponent = "half"}) ==
        "--exponent half: should be a number above 0, or fit");
  CHECK(message({.files = {sample::write_grid(folder / "grid.h5")}})
            .find("has neither 'order_parameter' nor 'magnetization'") != std::string::npos);
}

TEST_CASE("runs that are still on their way are counted and named") {
  const sample::Folder folder("transition_unsettled");
  const std::string file = write_sizes(folder / "f.h5", {100}, swept_over, critical);
  const TransitionFindings found = find_transition({.files = {file}, .from = 35});
  REQUIRE(found.read.remarks.size() == 2);
  CHECK(found.read.remarks[1].starts_with(file + ": 20 of 20 runs hold fewer than 30 effective samples"));
  CHECK(found.read.remarks[1].find("run 0 (agents 100, temperature 1.6, seed 1); ") != std::string::npos);
  CHECK(found.read.remarks[1].ends_with("and 10 more"));
}
