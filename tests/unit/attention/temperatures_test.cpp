// Temperatures over the steps of a run and over agents.
#include "heed/temperatures.hpp"

#include "heed/core/error.hpp"
#include "heed/graphs/common/checked.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace heed;

namespace {

std::string refusal(const AnyLaw& law, const Network& network) {
  try {
    temperatures::Drawn{law}.each(network, 1);
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::data);
    return e.what();
  }
  return "no error";
}

Network three_agents(std::vector<double> column) {
  Network out;
  out.graph = Graph(3, {});
  out.columns.push_back({"openness", std::move(column)});
  return out;
}

temperatures::Ramp ramp(temperatures::Ramp::Scale scale) {
  return {.from = 4, .to = 0.25, .first = 10, .last = 30, .scale = scale};
}

}  // namespace

TEST_CASE("a constant temperature is the same at every step") {
  const temperatures::Constant constant{.value = 0.3};
  CHECK(constant.at(0) == 0.3);
  CHECK(constant.at(1'000'000'000'000) == 0.3);
}

TEST_CASE("a ramp is constant before its first and from its last step on") {
  const auto scale = GENERATE(temperatures::Ramp::Scale::linear, temperatures::Ramp::Scale::log);
  CHECK(ramp(scale).at(0) == 4);
  CHECK(ramp(scale).at(10) == 4);
  CHECK(ramp(scale).at(11) < 4);
  CHECK(ramp(scale).at(29) > 0.25);
  CHECK(ramp(scale).at(30) == 0.25);
  CHECK(ramp(scale).at(1000) == 0.25);
}

TEST_CASE("a ramp goes in even steps of T, or of ln T") {
  const auto linear = ramp(temperatures::Ramp::Scale::linear), log = ramp(temperatures::Ramp::Scale::log);
  // Bars: one rounding of each operation.
  CHECK_THAT(linear.at(20), WithinRel((4 + 0.25) / 2, 1e-15));
  CHECK_THAT(log.at(20), WithinRel(1.0, 1e-15));  // the geometric mean of 4 and 1/4
  CHECK_THAT(linear.at(15), WithinRel(4 - 3.75 / 4, 1e-15));
  CHECK_THAT(log.at(15), WithinRel(2.0, 1e-15));
}

TEST_CASE("a ramp may rise, and one of no length is a jump") {
  const temperatures::Ramp rising{
      .from = 1, .to = 3, .first = 0, .last = 4, .scale = temperatures::Ramp::Scale::linear};
  CHECK(rising.at(1) == 1.5);
  const temperatures::Ramp jump{
      .from = 1, .to = 3, .first = 5, .last = 5, .scale = temperatures::Ramp::Scale::log};
  CHECK(jump.at(4) == 1);
  CHECK(jump.at(5) == 3);
}

TEST_CASE("steps: each value holds from its start up to the next") {
  const temperatures::Steps steps{.starts = {0, 10, 12}, .values = {1, 0.5, 2}};
  CHECK(steps.at(0) == 1);
  CHECK(steps.at(9) == 1);
  CHECK(steps.at(10) == 0.5);
  CHECK(steps.at(11) == 0.5);
  CHECK(steps.at(12) == 2);
  CHECK(steps.at(1000) == 2);
}

TEST_CASE("temperatures hold their parameters to what they must satisfy") {
  using namespace temperatures;
  CHECK_THROWS_AS(graphs::check(Constant{.value = 0}), Error);
  CHECK_THROWS_AS(graphs::check(Ramp{.from = 1, .to = -1}), Error);
  CHECK_THROWS_AS(graphs::check(Ramp{.first = 5, .last = 4}), Error);
  CHECK_THROWS_AS(graphs::check(Steps{.starts = {0, 5, 5}, .values = {1, 2, 3}}), Error);
  CHECK_THROWS_AS(graphs::check(Steps{.starts = {1, 5}, .values = {1, 2}}), Error);
  CHECK_THROWS_AS(graphs::check(Steps{.starts = {0, 5}, .values = {1}}), Error);
}

TEST_CASE("drawn: each agent has the temperature that the law gives it") {
  const Network network = three_agents({0.1, 0.2, 3});
  CHECK(temperatures::Drawn{laws::Column{{"openness"}}}.each(network, 1) == std::vector<double>{0.1, 0.2, 3});
  const AnyLaw law = laws::LogNormal{.median = 0.2, .sigma = 1};
  CHECK(temperatures::Drawn{law}.each(network, 7) == draw(law, network, 7, Purpose::temperature));
}

TEST_CASE("drawn: a temperature that is not above 0 is refused") {
  const std::string advice = " but must be above 0; choose a law that stays above 0, such as log_normal";
  const Network network = three_agents({1, 0.5, -2});
  CHECK(refusal(laws::Column{{"openness"}}, network) == "the temperature of agent 2 is -2" + advice);
  CHECK(refusal(laws::Constant{.value = 0}, network) == "the temperature of agent 0 is 0" + advice);
}
