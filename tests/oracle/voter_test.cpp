// The voter model: who copies one of those it hears, drawn alike, follows backwards a random walk on the
// graph. So π · s is kept on average, and a run ends at 1 with probability π · s(0) (Holley and Liggett 1975;
// on graphs Sood and Redner 2005), π being the walk's stationary law: by degree on a graph heard both ways.
// A17.
#include "heed/graphs/ring.hpp"

#include <cmath>

#include "catch.hpp"
#include "karate.hpp"
#include "models.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

constexpr int runs = 2000;

Model voter(Choice<schedules::Catalogue> schedule) {
  Model out = from_column();
  out.dynamics.kind = dynamics::Voter{};
  out.dynamics.schedule = std::move(schedule);
  return out;
}

/// The share of runs that end with all at 1; each must end with all alike, at 0 or 1.
double share_at_one(const Model& model, const Network& network) {
  int ones = 0;
  for (std::uint64_t seed = 0; seed < runs; ++seed) {
    Simulation<double> simulation(model, network, seed);
    double sum = -1;
    while (sum != 0 && sum != network.agents()) {
      REQUIRE(simulation.steps() < 100000);  // thousands of times the mean of about N steps
      simulation.step();
      sum = simulation.state().sum();
    }
    ones += sum > 0;
  }
  return double(ones) / runs;
}

double bar(double probability) { return 3 * std::sqrt(probability * (1 - probability) / runs); }

}  // namespace

TEST_CASE("voters on the karate club agree with the probability of the degrees of those who held it") {
  // Random-sequential order is left out: on a graph that is not regular it keeps π · s to second order only.
  const Choice<schedules::Catalogue> schedule =
      GENERATE(Choice<schedules::Catalogue>(schedules::Synchronous{}),
               Choice<schedules::Catalogue>(schedules::Gossip{.mutual = false}));
  const Network club = karate();
  // Mr. Hi, the officer and agent 32 hold 1: three of 34 agents, but 45 of the 156 ends of ties.
  std::vector<double> held(34, 0);
  double ends = 0;
  for (const Agent i : {0, 32, 33}) {
    held[static_cast<std::size_t>(i)] = 1;
    ends += static_cast<double>(club.graph.degree(i));
  }
  REQUIRE(ends == 45);
  const double expected = ends / static_cast<double>(club.graph.edges());
  CHECK_THAT(share_at_one(voter(schedule), with_opinions(club, held)), WithinAbs(expected, bar(expected)));
}

TEST_CASE("voters in a ring agree with the probability of how many held it, in any order") {
  const Choice<schedules::Catalogue> schedule =
      GENERATE(Choice<schedules::Catalogue>(schedules::Synchronous{}),
               Choice<schedules::Catalogue>(schedules::RandomSequential{}));
  const std::vector<double> held{1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0};  // 11: an even ring may never agree
  const Network ring = graphs::Ring{.agents = 11, .degree = 2}.make(1);
  const double expected = 3.0 / 11;
  CHECK_THAT(share_at_one(voter(schedule), with_opinions(ring, held)), WithinAbs(expected, bar(expected)));
}
