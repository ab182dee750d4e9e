// Twins share everything with the run they part from: held for every scenario of opinions that ships.
#include "heed/audit/twins.hpp"

#include "heed/core/parallel.hpp"
#include "heed/run/kept_state.hpp"
#include "scenarios/load.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace heed;

namespace {

std::vector<std::string> shipped() {
  std::vector<std::string> out;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(HEED_SOURCE_DIR) + "/scenarios/opinion"))
    if (entry.path().extension() == ".toml") out.push_back(entry.path().string());
  return out;
}

Course course_in(const ScenarioFile& file) {
  std::vector<Problem> problems;
  const auto scenario = scenarios::make_point(file, problems);
  REQUIRE(problems.empty());
  std::optional<Course> out = scenario->course(file);
  REQUIRE(out);
  return std::move(*out);
}

Course course_of(const std::string& path) { return course_in(ScenarioFile::read(path)); }

/// Ties, stubborn agents and settings change on the way; what is drawn does, too.
const std::string eventful = R"(
[run]
steps = 20
[graph]
kind = "stochastic_block"
blocks = [9, 9]
p_in = 0.6
p_out = 0.3
[opinions]
initial = { kind = "normal" }
[attention]
score = "similarity"
temperature = { kind = "drawn", law = { kind = "log_normal" } }
[[event]]
kind = "rewire"
every = 2
threshold = 0.2
rate = 0.8
[[event]]
kind = "add_stubborn"
step = 3
every = 3
count = 2
stubbornness = 0.7
[[event]]
step = 5
set = { attention.score = "distance" }
[dynamics]
)";

std::vector<Agent> heard_in(const Graph& graph) {
  std::vector<Agent> out;
  for (const Tie& t : graph.ties()) out.push_back(t.heard);
  return out;
}

std::string carried_by(Simulation<double>& simulation) {
  return keep_state([&](Carried& c) { simulation.carried(c); });
}

bool same_bits(const Matrix<double>& a, const Matrix<double>& b) { return a == b; }

}  // namespace

TEST_CASE("a nudge of nothing changes nothing, whatever the model") {
  for (const std::string& path : shipped()) {
    INFO(path);
    const Course course = course_of(path);
    Simulation<double> start = begin(course);
    advance(course, start, 2);
    const Twins twins(course, start, {.delta = 0, .horizons = {1, 3}});
    for (const Agent j : {0, 13}) CHECK(twins.effect(j).isZero(0));
  }
}

TEST_CASE("a twin goes on with the bits of the run it parts from, whatever happens on the way") {
  for (const std::string& path : shipped()) {
    INFO(path);
    const Course course = course_of(path);
    Simulation<double> run = begin(course);
    advance(course, run, 2);
    Simulation<double> twin(run);
    CHECK(same_bits(twin.state(), run.state()));
    advance(course, run, 5);
    advance(course, twin, 5);
    CHECK(same_bits(twin.state(), run.state()));
    CHECK(twin.network().graph.ties().size() == run.network().graph.ties().size());
  }
}

TEST_CASE("a twin carries what the run carries, at any moment of a world that events change", "[A24]") {
  const std::string dynamics =
      GENERATE(as<std::string>(),
               "kind = 'attention'\nnoise = 0.1\nstubbornness = { kind = 'uniform', low = 0.0, high = 0.5 }",
               "kind = 'attention'\nschedule = 'random_sequential'",
               "kind = 'continuous'\nstep = 0.1\nintegrator = 'runge_kutta'");
  const Course course = course_in(ScenarioFile::parse(eventful + dynamics));
  Simulation<double> run = begin(course);
  std::vector<Simulation<double>> twins;
  for (std::int64_t step = 0; step < 10; ++step) {
    advance(course, run, step);
    twins.emplace_back(run);
    CHECK((carried_by(twins.back()) == carried_by(run)));  // not shown: bytes
    CHECK(twins.back().fixed_agents() == run.fixed_agents());
    CHECK(Twins(course, run, {.delta = 0, .horizons = {1, 10 - step}}).effect(7).isZero(0));
  }
  advance(course, run, 10);
  CHECK(run.fixed_agents() > 0);
  CHECK(heard_in(run.network().graph) != heard_in(course.setup.network.graph));
  for (Simulation<double>& twin : twins) {
    advance(course, twin, 10);
    CHECK((carried_by(twin) == carried_by(run)));
  }
}

TEST_CASE("what is done to one agent matters to someone, in every model where agents hear each other") {
  for (const std::string& path : shipped()) {
    INFO(path);
    const Course course = course_of(path);
    const Twins twins(course, begin(course), {.delta = 0.1, .horizons = {1, 4}});
    double others = 0;
    for (const Agent j : {0, 1, 2, 3, 13, 21, 33}) {
      const Matrix<double> effect = twins.effect(j);
      CHECK(effect.allFinite());
      others += effect.cwiseAbs().sum() - effect.col(j).cwiseAbs().sum();
    }
    CHECK(others > 0);
  }
}

TEST_CASE("twins have the same bits on any number of threads") {
  const Course course = course_of(std::string(HEED_SOURCE_DIR) + "/scenarios/opinion/echo_chamber.toml");
  std::vector<Matrix<double>> found;
  for (const int count : {1, 3}) {
    use_threads(count);
    found.push_back(Twins(course, begin(course), {.delta = 0.01, .horizons = {1, 20}}).effect(7));
  }
  use_threads(0);
  CHECK(same_bits(found[0], found[1]));
}
