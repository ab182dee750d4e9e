#include "analysis/figure/catalogue.hpp"
#include "analysis/figure/data.hpp"
#include "analysis/figure/drawn_network.hpp"
#include "analysis/figure/opinion_words.hpp"
#include "analysis/figure/source.hpp"
#include "analysis/figure/spec.hpp"
#include "heed/core/error.hpp"
#include "heed/io/trajectory.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "catch.hpp"
#include "drawn.hpp"
#include "unit/analysis/sample_files.hpp"
#include <fmt/format.h>

using namespace heed;
using namespace heed::analysis;
using Catch::Matchers::Contains;
using tests::every_figure;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// A run of opinions on a ring of `agents`, at two times; in `communities` of equal size, numbered along the
/// ring, or in none. `same`: what all think. `later`: graphs of both times are kept; at the second, the first
/// half hears the next but one, and nobody else hears anyone.
std::string write_ring(const std::string& path, int agents, int communities, std::optional<double> same = {},
                       bool later = false) {
  TrajectoryWriter file(path);
  file.attribute({"title", std::string("a ring")});
  file.attribute({"scenario", std::string("opinion")});
  file.attribute({"status", std::string("horizon")});
  file.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
  file.axis({.name = "snapshot", .grows = true, .labels = {}, .attributes = {}});
  std::vector<std::int32_t> number(static_cast<std::size_t>(agents)), community, heard, hearer;
  std::iota(number.begin(), number.end(), 0);
  file.axis({.name = "agent", .labels = number, .attributes = {}});
  file.axis({.name = "topic", .labels = std::vector<std::string>{"tax"}, .attributes = {}});
  file.axis({.name = "graph/edge", .length = number.size(), .labels = {}, .attributes = {}});
  file.variable({"opinion", Type::float64, {"snapshot", "agent", "topic"}, {}});
  file.variable({"graph/source", Type::int32, {"graph/edge"}, {}});
  file.variable({"graph/target", Type::int32, {"graph/edge"}, {}});
  if (later) {
    file.axis({.name = "graph/snapshot_g", .grows = true, .labels = {}, .attributes = {}});
    for (const char* name : {"graph/source_at", "graph/target_at"})
      file.variable({name, Type::int32, {"graph/snapshot_g", "graph/edge"}, {}});
  }
  for (const int i : number) {
    if (communities > 0) community.push_back(i * communities / agents);
    hearer.push_back(i);
    heard.push_back((i + 1) % agents);
  }
  if (communities > 0) {
    file.variable({"community", Type::int32, {"agent"}, {}});
    file.write("community", view(community));
  }
  file.write("graph/source", view(heard));
  file.write("graph/target", view(hearer));
  for (int s = 0; s < 2; ++s) {
    std::vector<double> opinion;
    for (const int i : number)
      opinion.push_back(i == 0 ? missing : same.value_or(s + static_cast<double>(i) / agents));
    const Entry entry{"opinion", view(opinion)};
    file.append("snapshot", s, std::span(&entry, 1));
    file.append("time", s, {});
    if (!later) continue;
    const std::vector<Entry> graph{{"graph/source_at", view(heard)}, {"graph/target_at", view(hearer)}};
    file.append("graph/snapshot_g", s, graph);
    for (const int i : number) {
      heard[static_cast<std::size_t>(i)] = 2 * i < agents ? (i + 2) % agents : -1;
      hearer[static_cast<std::size_t>(i)] = 2 * i < agents ? i : -1;
    }
  }
  file.finish();
  return path;
}

}  // namespace

TEST_CASE(
    "rows of a figure are CSV with twelve digits, whole numbers whole, and what is not finite is missing") {
  FigureData data{{"x"}, {"who", true}};
  data.add({1 / 3.0, std::string("a, \"b\"\n<script>")});
  data.add({1735689600000.0, std::string()});
  data.add({missing, std::string("c")});
  data.add({std::numeric_limits<double>::infinity(), std::string("d")});
  const Json json = data.json();
  CHECK(json["values"] == "x,who\n0.333333333333,\"a, \"\"b\"\"\n<script>\"\n1735689600000,\n,c\n,d\n");
  CHECK(json["format"] == Json{{"type", "csv"}, {"parse", {{"x", "number"}, {"who", "string"}}}});
  CHECK(data.rows() == 4);
  CHECK_THROWS_WITH(data.add({1.0}), Contains("1 cells but there are 2 fields"));
  FigureData words{{"word", true}};
  words.add({std::string(1'000'000, 'x')});
  CHECK(words.json()["values"] == "word\n" + std::string(1000, 'x') + "\n");
}

TEST_CASE("numbers get the digits asked for") {
  CHECK(to_digits(0.123456, 3) == 0.123);
  CHECK(to_digits(-98765, 2) == -99000);
  CHECK(to_digits(1.2345e-310, 2) == 1.2e-310);
  CHECK(to_digits(std::numeric_limits<double>::max(), 2) == std::numeric_limits<double>::max());
  CHECK(std::isnan(to_digits(-std::numeric_limits<double>::infinity(), 3)));
}

TEST_CASE("numbers that lie close together for their size get more digits") {
  CHECK(digits_between(-1, 1) == 4);
  CHECK(digits_between(0, 1e6) == 4);
  CHECK(digits_between(1000, 1001) == 8);
  CHECK(to_digits(1000.123456, digits_between(1000, 1001)) == 1000.1235);
  CHECK(digits_between(101300, 101350) == 8);
  CHECK(digits_between(1e15, 1e15 + 1) == 15);
  CHECK(digits_between(2, 2) == 15);
}

TEST_CASE("an axis is logarithmic where ratios are more alike than differences") {
  CHECK(is_geometric({0.1, 1, 10}));
  CHECK(is_geometric({10, 0.1, 1, 1}));
  CHECK_FALSE(is_geometric({1, 5, 9}));
  CHECK_FALSE(is_geometric({0, 1, 10}));
  CHECK_FALSE(is_geometric({1, 2, 4}));  // less than a factor of 8
  CHECK_FALSE(is_geometric({1, 100}));
}

TEST_CASE("places are even, with the first and the last") {
  CHECK(even_places(11, 3) == std::vector<std::size_t>{0, 5, 10});
  CHECK(even_places(3, 10) == std::vector<std::size_t>{0, 1, 2});
  CHECK(even_places(5, 1) == std::vector<std::size_t>{4});
  CHECK(even_places(0, 4).empty());
  CHECK(part_text(3, 3) == "all 3");
  CHECK(part_text(3, 30) == "3 of 30, evenly spaced");
  CHECK(first_text(3, 3) == "all 3");
  CHECK(first_text(3, 30) == "the first 3 of 30");
  CHECK(first_sentence(3, 3, "methods").empty());
  CHECK(first_sentence(8, 9, "methods") == " Drawn are the first 8 of 9 methods.");
}

TEST_CASE("sliders and lists have their labels beside them, and on paper stand below the title") {
  Json spec = specification(FigureData{{"x"}});
  add_slider(spec, "moment", "time", {"0", "10", "20"}, 2);
  add_choice(spec, "topic", "topic", {"a", "b"});
  add_choice(spec, "only", "only", {"one"});
  CHECK(spec["params"][0]["bind"]["max"] == 2);
  CHECK(spec["params"][1] == Json{{"name", "moment_labels"}, {"value", {"0", "10", "20"}}});
  CHECK_FALSE(spec["params"][4].contains("bind"));
  const Json paper = for_paper(spec, "a title");
  CHECK(paper["title"]["text"] == "a title");
  CHECK(paper["title"]["subtitle"] == "time 20, topic a");
  CHECK_FALSE(paper["params"][0].contains("bind"));
  CHECK(paper["width"].is_number());
}

TEST_CASE("a figure that stands alone has a title and a width, and its sliders still move it") {
  Json spec = specification(FigureData{{"x"}});
  add_slider(spec, "moment", "time", {"0", "10", "20"}, 2);
  spec["params"].push_back(zoom({"x"}));
  const Json alone = standing_alone(spec, "a title");
  CHECK(alone["params"] == spec["params"]);
  CHECK(alone["title"]["text"] == "a title");
  CHECK(alone["width"].is_number());
  spec["title"] = {{"text", {{"expr", "moment_labels[moment]"}}}};
  CHECK(standing_alone(spec, "a title")["title"] == spec["title"]);
  CHECK(for_paper(spec, "a title")["title"]["text"] == "a title");
}

TEST_CASE("nodes with a tie are put nearer to each other than others, and always at the same places") {
  std::vector<std::pair<std::size_t, std::size_t>> ties;  // two cliques of ten, with one tie between
  for (std::size_t i = 0; i < 10; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      ties.emplace_back(j, i);
      ties.emplace_back(10 + j, 10 + i);
    }
  ties.emplace_back(0, 10);
  const std::vector<PlaceOnPage> places = spring_layout(20, ties), again = spring_layout(20, ties);
  double within = 0, between = 0;
  for (std::size_t i = 0; i < 20; ++i) {
    CHECK((places[i].x == again[i].x && places[i].y == again[i].y));
    CHECK((places[i].x >= 0 && places[i].x <= 1 && places[i].y >= 0 && places[i].y <= 1));
    for (std::size_t j = 0; j < i; ++j)
      (i / 10 == j / 10 ? within : between) +=
          std::hypot(places[i].x - places[j].x, places[i].y - places[j].y);
  }
  CHECK(within / 90 < 0.6 * between / 100);  // 90 pairs within, 100 between
  CHECK(spring_layout(0, {}).empty());
  CHECK(spring_layout(1, {}).size() == 1);
}

TEST_CASE("up to 2000 agents are drawn, more are merged to communities, or met along ties, which is said") {
  const sample::Folder folder("drawn_network");
  const auto drawn = [&](int agents, int communities) {
    const std::string path = folder / fmt::format("{}-{}.h5", agents, communities);
    const FigureSource source(write_ring(path, agents, communities));
    DrawnNetwork out = drawn_network(source);
    draw_ties(out, source, {0, 1});
    return out;
  };
  const DrawnNetwork all = drawn(2000, 0), merged = drawn(2100, 5), some = drawn(2100, 0);
  CHECK(all.nodes() == 2000);
  CHECK_THAT(all.how, Contains("Each of the 2000 agents is a dot; lines are ties."));
  CHECK(merged.nodes() == 5);
  CHECK(merged.agents == std::vector<std::size_t>(5, 420));
  CHECK(merged.ties.at(0).pairs.size() == 5);  // a ring of communities
  CHECK_THAT(merged.how, Contains("2100 agents are too many to draw: each dot is one of 5 communities"));
  CHECK(some.nodes() == 500);
  CHECK(some.ties.at(0).pairs.size() == 499);  // a stretch of the ring
  CHECK_THAT(some.how, Contains("2100 agents are too many to draw: these are the first 500"));
}

TEST_CASE("ties are those of the moment where graphs were kept on the way") {
  const sample::Folder folder("later_graphs");
  const FigureSource source(write_ring(folder / "run.h5", 30, 0, {}, true));
  DrawnNetwork drawn = drawn_network(source);
  draw_ties(drawn, source, {0, 1});
  REQUIRE(drawn.ties.size() == 2);
  CHECK(drawn.ties[0].pairs.size() == 30);
  CHECK(drawn.ties[1].pairs.size() == 15);
  CHECK((drawn.ties[0].last == 0 && drawn.ties[1].first == 1));
  CHECK_THAT(drawn.how, Contains("lines are ties of the moment, as last kept (record.graph_every)."));
  CHECK(source.graph_place(0.5) == 1);
  CHECK(source.graph_at(2).hears(3).front() == 5);
}

TEST_CASE("the end in words has the lowest and highest opinion that are numbers, not the ends of an axis") {
  const sample::Folder folder("end_in_words");
  const FigureSource agreed(write_ring(folder / "agreed.h5", 30, 0, 1.0)),
      lost(write_ring(folder / "lost.h5", 30, 0, missing));
  CHECK_THAT(end_in_words(agreed), Contains("lie between 1 and 1; their mean is 1 and their standard "
                                            "deviation 0."));
  CHECK(end_in_words(lost) == "At time 1 no opinion is a finite number.");
}

TEST_CASE("opinions as large or as small as numbers get are drawn on an axis that holds them") {
  const sample::Folder folder("extreme_opinions");
  const FigureSource large(write_ring(folder / "large.h5", 30, 0, -1e300)),
      small(write_ring(folder / "small.h5", 30, 0, 1e-310)),
      beyond(write_ring(folder / "beyond.h5", 30, 0, 1.7e308));
  CHECK(large.range({0, 1}, 0).first < -1e300);
  CHECK(large.range({0, 1}, 0).second > -1e300);
  CHECK(small.range({0, 1}, 0) == std::pair{-0.5, 0.5});
  CHECK(beyond.range({0, 1}, 0) == std::pair{0.0, 1.0});
  for (const FigureSource* source : {&large, &small})
    for (const Figure& figure : every_figure(*source)) {
      INFO(figure.name);
      CHECK(figure.spec.dump().find("nan") == std::string::npos);
    }
  CHECK(bin_at(-3, 40) == 0);
  CHECK(bin_at(39.9, 40) == 39);
  CHECK(bin_at(std::numeric_limits<double>::infinity(), 40) == 39);
}

TEST_CASE("of many communities the seven largest have a name, and the rest is one group") {
  const sample::Folder folder("groups");
  const FigureSource few(write_ring(folder / "few.h5", 80, 8)), many(write_ring(folder / "many.h5", 80, 20)),
      none(write_ring(folder / "none.h5", 80, 0));
  CHECK(few.groups().names == std::vector<std::string>{"0", "1", "2", "3", "4", "5", "6", "7"});
  CHECK(many.groups().names.size() == 8);
  CHECK(many.groups().names.back() == "13 others");
  CHECK(many.groups().of[79] == 7);
  CHECK(none.groups().names == std::vector<std::string>{"all"});
}

TEST_CASE(
    "a file without a model says why attention cannot be found, and opinions that are no numbers do no "
    "harm") {
  const sample::Folder folder("no_model");
  const FigureSource source(write_ring(folder / "run.h5", 30, 3));
  CHECK_THAT(source.lacks_attention(), Contains("attention was not recorded (record.attention_every)"));
  CHECK_THROWS_AS(source.attention(0), Error);
  CHECK(source.range({0, 1}, 0) == std::pair{1.0 / 30, 1 + 29.0 / 30});
  for (const Figure& figure : every_figure(source)) {
    INFO(figure.name);
    CHECK(figure.spec.dump().find("nan") == std::string::npos);
  }
  CHECK_THROWS_WITH(
      draw(*find_figure("phase_diagram"), source),
      Contains("has nothing to draw 'phase_diagram' of: it is of a sweep, and this is one run"));
}
