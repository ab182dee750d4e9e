#include "analysis/results.hpp"

#include "heed/core/error.hpp"

#include <cmath>

#include "catch.hpp"
#include "unit/analysis/sample_files.hpp"

using namespace heed;
using namespace heed::analysis;

namespace {

using Names = std::vector<std::string>;

Names names(const Results& results) {
  Names out;
  for (const Series& s : results.series) out.push_back(s.name);
  return out;
}

std::string message_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

}  // namespace

TEST_CASE("a grid opens as points by seeds, the first parameter slowest") {
  const sample::Folder folder("results_grid");
  const Results grid = read_results(sample::write_grid(folder / "grid.h5"));
  CHECK(grid.is_sweep());
  CHECK(grid.title == "three temperatures");
  CHECK(grid.points == 3);
  CHECK(grid.seeds == 4);
  REQUIRE(grid.parameters.size() == 1);
  CHECK(grid.parameters[0].path == "attention.temperature");
  CHECK(grid.parameters[0].values == std::vector<Cell>{0.1, 1.0, 10.0});
  REQUIRE(grid.runs.size() == 12);
  CHECK(grid.runs[6].point == 1);
  CHECK(grid.runs[6].seed == 13);
  CHECK(grid.runs[6].status == analysis::RunStatus::failed);
  CHECK(grid.runs[6].message == "step 15: the opinion of agent 2 is no longer a finite number");
  CHECK(grid.runs[11].status == analysis::RunStatus::horizon);
  CHECK(names(grid) == Names{"variance", "polarization"});
  const Results plane = read_results(sample::write_plane(folder / "plane.h5"));
  CHECK(plane.parameters[0].values[4] == Cell(1.0));
  CHECK(plane.parameters[0].values[5] == Cell(2.0));
  CHECK(plane.parameters[1].values[6] == Cell("cosine"));
}

TEST_CASE("another design opens run by run, with a series for each topic") {
  const sample::Folder folder("results_hypercube");
  const Results cube = read_results(sample::write_hypercube(folder / "cube.h5"));
  CHECK(cube.points == 3);
  CHECK(cube.seeds == 2);
  CHECK(cube.parameters[0].values == std::vector<Cell>{0.5, 0.25, 2.0});
  CHECK(cube.parameters[1].values == std::vector<Cell>{"dot", "cosine", "dot"});
  CHECK(cube.runs[5].status == analysis::RunStatus::not_run);
  CHECK(names(cube) == Names{"mean[climate]", "mean[tax]", "clusters"});
  std::vector<double> tax, recorded;
  for_each_run(cube, [&](std::size_t, const OneRun& run) {
    tax.push_back(run(1, 1));
    recorded.push_back(static_cast<double>(recorded_times(run)));
  });
  tax.pop_back();
  CHECK(tax == std::vector<double>{2, 4, 6, 8, 10});
  CHECK(recorded == std::vector<double>{2, 2, 2, 2, 2, 0});
}

TEST_CASE("an axis with texts for labels makes a series of each; states are known as such") {
  const sample::Folder folder("results_parts");
  {
    TrajectoryWriter file(folder / "fusion.h5");
    sample::write_head(file, "two methods", "");
    file.attribute({"status", std::string("complete")});
    file.axis({.name = "time", .length = 0, .grows = true, .labels = {}, .attributes = {}});
    file.axis({.name = "method", .labels = Names{"mean", "median"}, .attributes = {}});
    file.axis({.name = "place", .length = 2, .labels = {}, .attributes = {}});
    file.variable({"mse", Type::float64, {"time", "method"}, {}});
    file.variable({"weight", Type::float64, {"time", "place"}, {}, true});
    file.variable({"truth", Type::float64, {"time"}, {}, true});
    const std::vector<double> two{0.25, 0.5}, one{3};
    const std::vector<Entry> slices{{"mse", view(two)}, {"weight", view(two)}, {"truth", view(one)}};
    file.append("time", 1, slices);
    file.finish();
  }
  const Results run = read_results(folder / "fusion.h5");
  CHECK(names(run) == Names{"mse[mean]", "mse[median]", "truth"});
  CHECK(run.runs[0].status == analysis::RunStatus::complete);
  CHECK(asked_or_no_states(run, {}) == std::vector<std::size_t>{0, 1});
  CHECK(asked_or_no_states(run, {"truth"}) == std::vector<std::size_t>{2});
  for_each_run(run, [](std::size_t, const OneRun& numbers) {
    CHECK(numbers(0, 1) == 0.5);
    CHECK(numbers(0, 2) == 3);
  });
}

TEST_CASE("two places of an axis of one name are refused: their series could not be told apart") {
  const sample::Folder folder("results_twice");
  const std::string path = folder / "twice.h5";
  {
    TrajectoryWriter file(path);
    sample::write_head(file, "two of a name", "");
    file.axis({.name = "time", .labels = std::vector<double>{0}, .attributes = {}});
    file.axis({.name = "topic", .labels = Names{"tax", "climate", "tax"}, .attributes = {}});
    file.variable({"mean", Type::float64, {"time", "topic"}, {}});
    file.finish();
  }
  CHECK(message_of([&] { read_results(path); }) ==
        "'" + path + "' calls two places of its axis 'topic' 'tax'; the labels of an axis should all differ");
}

TEST_CASE("a run opens as one point with one seed") {
  const sample::Folder folder("results_run");
  const Results run = read_results(sample::write_run(folder / "run.h5"));
  CHECK_FALSE(run.is_sweep());
  CHECK(run.agents == 3);
  CHECK(run.times == std::vector<double>{0, 1, 2, 3, 4});
  REQUIRE(run.runs.size() == 1);
  CHECK(run.runs[0].seed == 5);
  CHECK(run.runs[0].steps == 4);
  CHECK(run.runs[0].status == analysis::RunStatus::converged);
  CHECK(run.warnings == Names{"agent 2 hears no one", "second warning"});
}

TEST_CASE("runs of a grid come in the order of the file, with their own numbers") {
  const sample::Folder folder("results_order");
  const Results grid = read_results(sample::write_grid(folder / "grid.h5"));
  std::size_t expected = 0;
  for_each_run(grid, [&](std::size_t r, const OneRun& run) {
    CHECK(r == expected++);
    const double end = (3 - static_cast<double>(r / 4)) / 4 + static_cast<double>(r % 4) / 100;
    CHECK(run(1, 1) == end / 4);  // exact: a division by a power of two
    CHECK(run(1, 0) == end / 2);
  });
  CHECK(expected == 12);
}

TEST_CASE("what a file does not have is named with what it has") {
  const sample::Folder folder("results_errors");
  const Results run = read_results(sample::write_run(folder / "run.h5"));
  const std::string at = "'" + (folder / "run.h5") + "'";
  CHECK(message_of([&] { find_series(run, {"varance"}); }) ==
        at + " has no observable 'varance'; did you mean 'variance'? it has variance, assortativity");
  CHECK(message_of([&] { find_series(run, {"q"}); }) ==
        at + " has no observable 'q'; it has variance, assortativity");
  CHECK(message_of([&] { find_parameter(run, "t"); }) ==
        at + " has no swept parameter 't'; it has no swept parameters");
  const Results cube = read_results(sample::write_hypercube(folder / "cube.h5"));
  CHECK(find_parameter(cube, "attention.score") == 1);
  CHECK(find_series(cube, {"clusters", "mean"}) == std::vector<std::size_t>{2, 0, 1});
  CHECK(find_series(cube, {"mean[tax]"}) == std::vector<std::size_t>{1});
}

TEST_CASE("a file without time is neither a run nor a sweep") {
  const sample::Folder folder("results_neither");
  {
    TrajectoryWriter file(folder / "empty.h5");
    sample::write_head(file, "nothing", "");
    file.finish();
  }
  CHECK(message_of([&] { read_results(folder / "empty.h5"); }) ==
        "'" + (folder / "empty.h5") + "' is neither a run nor a sweep: it has no axis 'time'");
}

TEST_CASE("a part into which nothing came yet says so") {
  const sample::Folder folder("results_begun");
  const std::string part = folder / "begun.h5.part";
  {
    TrajectoryWriter file(folder / "begun.h5");
    sample::write_head(file, "begun", "");
    file.keep_partial();
    file.flush();
    CHECK(message_of([&] { read_results(part); }) ==
          "'" + part + "' holds nothing yet: what writes it has only begun; look again later");
  }
  CHECK(
      message_of([&] { read_results(part); }) ==
      "'" + part +
          "' holds nothing yet: what wrote it was stopped before; go on with it by --resume, or begin anew");
}

TEST_CASE("a long run comes in pieces that are together the run, with each series where it was asked for") {
  const sample::Folder folder("results_long");
  constexpr std::size_t times = 300'000;  // more than is read at once
  {
    TrajectoryWriter file(folder / "long.h5");
    sample::write_head(file, "a long run", "");
    file.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
    file.axis({.name = "topic", .labels = std::vector<std::string>{"climate", "tax"}, .attributes = {}});
    file.variable({"mean", Type::float64, {"time", "topic"}, {}});
    file.variable({"variance", Type::float64, {"time"}, {}});
    for (std::size_t t = 0; t < times; ++t) {
      const auto now = static_cast<double>(t);
      const std::vector<double> mean{now, -now}, variance{t + 7 < times ? 2 * now : sample::missing};
      const std::vector<Entry> entries{{"mean", view(mean)}, {"variance", view(variance)}};
      file.append("time", now, entries);
    }
    file.finish();
  }
  const Results run = read_results(folder / "long.h5");
  REQUIRE(names(run) == Names{"mean[climate]", "mean[tax]", "variance"});
  std::size_t next = 0, pieces = 0, wrong = 0;
  for_each_piece(run, {2, 1}, [&](const Piece& piece) {
    CHECK(piece.first == next);
    for (Eigen::Index row = 0; row < piece.numbers.rows(); ++row, ++next) {
      const auto now = static_cast<double>(next);
      const double variance = piece.numbers(row, 0);
      wrong += piece.numbers(row, 1) != -now;
      wrong += next + 7 < times ? variance != 2 * now : !std::isnan(variance);
    }
    ++pieces;
  });
  CHECK(next == times);
  CHECK(wrong == 0);
  CHECK(pieces > 1);
  CHECK(recorded_times(run, 0) == times);
  const OneRun end = read_times(run, {0, 2}, 0, times - 9, 9);
  CHECK(end(0, 0) == times - 9);
  CHECK(end(1, 1) == 2 * (times - 8));
  CHECK(std::isnan(end(2, 1)));
  for_each_run(run, [&](std::size_t, const OneRun& whole) {
    CHECK(whole.rows() == times);
    CHECK(whole(times - 1, 1) == -(times - 1.0));
  });
}

TEST_CASE("runs of a sweep come whole, in order, where their axes are many") {
  const sample::Folder folder("results_plane");
  const Results plane = read_results(sample::write_plane(folder / "plane.h5"));
  const std::vector<double> all = plane.reader.numbers(plane.series[0].variable);
  std::size_t next = 0;
  for_each_run(plane, [&](std::size_t r, const OneRun& run) {
    CHECK(r == next++);
    for (Eigen::Index t = 0; t < run.rows(); ++t) {
      const double is = all[r * plane.times.size() + static_cast<std::size_t>(t)];
      CHECK((run(t, 0) == is || (std::isnan(is) && std::isnan(run(t, 0)))));
    }
  });
  CHECK(next == plane.runs.size());
}

TEST_CASE("what a file claims without holding it is not believed") {
  const sample::Folder folder("results_claims");
  const auto written = [&](const std::string& name, const Axis& time, const Axis& more,
                           const std::vector<std::string>& opinions) {
    TrajectoryWriter file(folder / name);
    sample::write_head(file, name, "");
    file.axis(time);
    file.axis(more);
    if (!opinions.empty()) file.variable({"opinion", Type::float64, opinions, {}});
    file.finish();
    return message_of([&] { read_results(folder / name); });
  };
  const Axis one{.name = "time", .labels = std::vector<double>{0}, .attributes = {}};
  const Axis agents{.name = "agent", .length = 2'000'000, .labels = {}, .attributes = {}};
  CHECK_THAT(written("agents.h5", one, agents, {}),
             Catch::Matchers::Contains("it claims 2000000 agents in "));
  const Axis bare{.name = "time", .length = 3, .labels = {}, .attributes = {}};
  const Axis few{.name = "agent", .length = 3, .labels = {}, .attributes = {}};
  CHECK_THAT(written("times.h5", bare, few, {}), Catch::Matchers::Contains("its times have no values"));
  CHECK_THAT(written("opinions.h5", one, few, {"agent"}),
             Catch::Matchers::Contains("'opinion' is not by snapshot, agent, topic"));
}

TEST_CASE("labels of a file are spelled out only as far as its length bears out") {
  const sample::Folder folder("results_labels");
  const Axis seed{.name = "seed", .labels = std::vector<double>{1}, .attributes = {}};
  const Axis time{.name = "time", .labels = std::vector<double>{0}, .attributes = {}};
  const Axis words{.name = "word", .labels = std::vector{std::string(1'000'000, 'x')}, .attributes = {}};
  const Axis numbers{.name = "number", .labels = std::vector<double>(200), .attributes = {}};
  const std::string points = folder / "points.h5", series = folder / "series.h5";
  {
    TrajectoryWriter file(points);
    sample::write_head(file, "one long word at each point", "grid");
    for (const Axis& axis : {words, numbers, seed, time}) file.axis(axis);
    file.variable(sample::status_variable({"word", "number", "seed"}));
    file.variable({"steps", Type::float64, {"word", "number", "seed"}, {}});
    file.finish();
  }
  {
    TrajectoryWriter file(series);
    sample::write_head(file, "one long word in the name of each series", "");
    for (const Axis& axis : {words, time}) file.axis(axis);
    for (int v = 0; v < 200; ++v)
      file.variable({"v" + std::to_string(v), Type::float64, {"time", "word"}, {}});
    file.finish();
  }
  for (const std::string& path : {points, series})
    CHECK_THAT(message_of([&] { read_results(path); }),
               Catch::Matchers::StartsWith("'" + path + "' is damaged: its labels come to more than "));
}
