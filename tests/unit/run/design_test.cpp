// Designs: which points a sweep visits.
#include "heed/run/design.hpp"

#include "heed/core/random.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "catch.hpp"

using namespace heed;

namespace {

SweepSettings over(DesignKind kind, std::vector<Setting> settings) {
  SweepSettings out;
  out.design = kind;
  out.over = std::move(settings);
  out.seeds = 3;
  return out;
}

Design made(const SweepSettings& settings) {
  std::vector<Problem> problems;
  Design out = make_design(settings, 1, problems);
  REQUIRE(problems.empty());
  return out;
}

std::string problem(const SweepSettings& settings) {
  std::vector<Problem> problems;
  make_design(settings, 1, problems);
  REQUIRE(!problems.empty());
  return problems.front().message;
}

}  // namespace

TEST_CASE("a grid is every combination, the last parameter fastest, and every seed of each") {
  const Design d = made(over(DesignKind::grid, {{"a.x", "[1, 2]", ""}, {"b.y", "['u', 'v', 'w']", ""}}));
  CHECK(d.names == std::vector<std::string>{"x", "y"});
  REQUIRE(d.points.size() == 6);
  CHECK(d.points[1] == std::vector<std::string>{"1", "'v'"});
  CHECK(d.points[3] == std::vector<std::string>{"2", "'u'"});
  CHECK(d.runs() == 18);
  CHECK(d.point(5) == 1);
  CHECK(d.seed(5) == d.seeds[2]);
  CHECK(d.settings(5).back().value == std::to_string(d.seeds[2]));
}

TEST_CASE("a log range is even in the logarithm and hits both ends") {
  const Design d =
      made(over(DesignKind::grid, {{"t", "{ from = 0.01, to = 10.0, count = 4, scale = 'log' }", ""}}));
  REQUIRE(d.points.size() == 4);
  CHECK(d.points[0][0] == "0.01");
  CHECK(d.points[3][0] == "10");
  CHECK_THAT(std::stod(d.points[1][0]), WithinRel(0.1, 1e-12));
}

TEST_CASE("zip takes first with first, and refuses lists of different length") {
  const Design d = made(over(DesignKind::zip, {{"x", "[1, 2]", ""}, {"y", "[3, 4]", ""}}));
  CHECK(d.points == std::vector<std::vector<std::string>>{{"1", "3"}, {"2", "4"}});
  CHECK(problem(over(DesignKind::zip, {{"x", "[1, 2]", ""}, {"y", "[3]", ""}})) ==
        "'y' has 1 values but 'x' has 2");
}

TEST_CASE("a latin hypercube has one point in each cell of each parameter") {
  SweepSettings settings = over(DesignKind::latin_hypercube,
                                {{"x", "{ from = 0, to = 1 }", ""}, {"y", "{ from = 0, to = 1 }", ""}});
  settings.points = 50;
  const Design d = made(settings);
  for (std::size_t k = 0; k < 2; ++k) {
    std::set<int> cells;
    for (const auto& p : d.points) cells.insert(static_cast<int>(std::stod(p[k]) * 50));
    CHECK(cells.size() == 50);
  }
}

TEST_CASE("a Sobol sequence fills the square: each quarter holds a quarter of the first 64 points") {
  SweepSettings settings =
      over(DesignKind::sobol, {{"x", "{ from = 0, to = 1 }", ""}, {"y", "{ from = 0, to = 1 }", ""}});
  settings.points = 64;
  const Design d = made(settings);
  int quarter[4] = {0, 0, 0, 0};
  for (const auto& p : d.points) ++quarter[2 * (std::stod(p[0]) >= 0.5) + (std::stod(p[1]) >= 0.5)];
  for (const int count : quarter) CHECK(std::abs(count - 16) <= 1);
}

TEST_CASE("seeds are the same at every point, differ from each other, and stay below 2^53") {
  const Design d = made(over(DesignKind::grid, {{"x", "[1, 2, 3]", ""}}));
  CHECK(d.seed(0) == d.seed(3));
  CHECK(std::set<std::uint64_t>(d.seeds.begin(), d.seeds.end()).size() == 3);
  for (const auto s : d.seeds) CHECK(s <= largest_seed);
  CHECK(d.seeds[2] == replicate_seed(1, 2));
}

TEST_CASE("a parameter goes by the last part of its place unless that name is taken") {
  const SweepSettings settings = over(DesignKind::grid, {{"a.x", "[1]", ""},
                                                         {"a.mse", "[1]", ""},
                                                         {"a.seed", "[1]", ""},
                                                         {"b.y", "[1]", ""},
                                                         {"c.y", "[1]", ""}});
  std::vector<Problem> problems;
  CHECK(make_design(settings, 1, problems, {"mse"}).names ==
        std::vector<std::string>{"x", "a_mse", "a_seed", "b_y", "c_y"});
  CHECK(problems.empty());
}

TEST_CASE("a design says what it lacks") {
  CHECK(problem(over(DesignKind::grid, {{"x", "{ from = 0, to = 1 }", ""}})) ==
        "'x' has a range without a 'count'");
  CHECK(problem(over(DesignKind::sobol, {{"x", "[1, 2]", ""}})) ==
        "'x' has a list of values, but design 'sobol' needs a range");
  CHECK(problem(over(DesignKind::grid, {{"x", "0.5", ""}})) == "'x' takes a list of values or a range");
}

TEST_CASE("a grid of more points than can be counted is refused") {
  std::vector<Setting> many;
  for (int k = 0; k < 64; ++k) many.push_back({"a.x" + std::to_string(k), "[1, 2]", ""});
  CHECK(problem(over(DesignKind::grid, many)) == "the grid has more than 10000000 points");
  CHECK(problem(over(DesignKind::grid, {{"x", "{ from = 0, to = 1, count = 1000000000000 }", ""}}))
            .find("count") != std::string::npos);
}

TEST_CASE("a parameter of a sweep is a place in a scenario file") {
  CHECK(problem(over(DesignKind::grid, {{"a\"b", "[1]", ""}})) == "'a\"b' is no place in a scenario file");
  CHECK(problem(over(DesignKind::grid, {{"a..b", "[1]", ""}})) == "'a..b' is no place in a scenario file");
}

TEST_CASE("points times parameters, and points times seeds, are bounded before a point is made") {
  const Setting range{"x", "{ from = 0, to = 1 }", ""}, other{"y", "{ from = 0, to = 1 }", ""};
  SweepSettings settings = over(DesignKind::sobol, {range});
  settings.points = 10000000;
  settings.seeds = 10;
  CHECK(problem(settings) == "10000000 points with 10 seeds each make more than 10000000 runs");
  settings.points = 11;
  settings.seeds = 1000000;
  for (const DesignKind kind : {DesignKind::sobol, DesignKind::latin_hypercube}) {
    settings.design = kind;
    CHECK(problem(settings) == "11 points with 1000000 seeds each make more than 10000000 runs");
  }
  settings.points = 4;
  settings.design = DesignKind::saltelli;
  CHECK(problem(settings) == "12 points with 1000000 seeds each make more than 10000000 runs");
  settings.points = 6;
  settings.design = DesignKind::morris;
  CHECK(problem(settings) == "12 points with 1000000 seeds each make more than 10000000 runs");
  settings.design = DesignKind::sobol;
  settings.over = {range, other};
  settings.points = 5000001;
  settings.seeds = 1;
  CHECK(problem(settings) == "5000001 points with 2 parameters each make more than 10000000 values");
  const std::string eleven = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]";
  for (const DesignKind kind : {DesignKind::grid, DesignKind::zip}) {
    settings = over(kind, {{"x", eleven, ""}});
    settings.seeds = 1000000;
    CHECK(problem(settings) == "11 points with 1000000 seeds each make more than 10000000 runs");
    settings.seeds = 909090;
    CHECK(made(settings).points.size() == 11);
  }
}
