// Opinions in motion: what a move does to an agent, and in which order each schedule moves them.
#include "heed/motion/motion.hpp"

#include "heed/core/parallel.hpp"
#include "heed/graphs/complete.hpp"
#include "heed/graphs/empty.hpp"
#include "heed/graphs/ring.hpp"
#include "heed/run/kept_state.hpp"
#include "heed/schedules.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <vector>

#include "catch.hpp"

using namespace heed;

namespace {

/// Motion on a network with all scores alike; rate 1, no noise, no one stubborn.
Motion<double> motion_on(const Network& network, const std::vector<double>& x, std::uint64_t seed = 1,
                         Mode mode = Mode::mean) {
  Matrix<double> initial(network.agents(), 1);
  for (Agent i = 0; i < network.agents(); ++i) initial(i, 0) = x[static_cast<std::size_t>(i)];
  Motion<double> out(initial, seed);
  Attention attention;
  attention.score = scores::Uniform{};
  attention.mode = mode;
  out.use(make_attend<double>(attention, network, 1), mode);
  return out;
}

Network digraph(Agent agents, std::vector<Tie> ties) {
  Network out;
  out.graph = Graph(agents, std::move(ties));
  return out;
}

std::vector<double> drawn(Agent count, std::uint64_t seed) {
  Stream stream(seed, Purpose::test);
  std::vector<double> out;
  for (Agent i = 0; i < count; ++i) out.push_back(stream.uniform(-1, 1));
  return out;
}

std::vector<double> opinions(const Motion<double>& motion) {
  return {motion.state().data(), motion.state().data() + motion.state().size()};
}

template <class Schedule> void step(Motion<double>& motion, const Schedule& schedule, int steps = 1) {
  for (int t = 0; t < steps; ++t) {
    schedule.move(motion);
    motion.finish_step();
  }
}

double mean(const std::vector<double>& x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

/// Σ (x - mean)².
double squares(const std::vector<double>& x) {
  const double m = mean(x);
  double sum = 0;
  for (const double v : x) sum += (v - m) * (v - m);
  return sum;
}

}  // namespace

TEST_CASE("a move goes the rate towards what is heard, and is pulled back to the first opinion") {
  const Network network = digraph(2, {{0, 1}});
  Motion<double> motion = motion_on(network, {0, 8});
  motion.use(0.5, 0, {0.25, 0});
  step(motion, schedules::Synchronous{});  // 0.75 (0.5 · 0 + 0.5 · 8) + 0.25 · 0
  CHECK(opinions(motion) == std::vector<double>{3, 8});
  step(motion, schedules::Synchronous{});  // 0.75 (0.5 · 3 + 0.5 · 8) + 0.25 · 0
  CHECK(opinions(motion) == std::vector<double>{4.125, 8});
  CHECK(motion.step() == 2);
}

TEST_CASE("full stubbornness never moves, and whoever is fixed takes the new opinion at once") {
  const Network network = digraph(2, {{0, 1}, {1, 0}});
  Motion<double> motion = motion_on(network, {0, 8});
  motion.use(1, 0, {1, 0});
  step(motion, schedules::Synchronous{}, 3);
  CHECK(opinions(motion) == std::vector<double>{0, 0});
  motion.fix(1, 5, 0.5);
  CHECK(opinions(motion) == std::vector<double>{0, 5});
  CHECK(motion.stubbornness(1) == 0.5);
  step(motion, schedules::Synchronous{});  // 0.5 · 0 + 0.5 · 5
  CHECK(opinions(motion) == std::vector<double>{0, 2.5});
}

TEST_CASE("noise is normal with the stated sd, new at each step and for each agent") {
  constexpr Agent n = 40000;
  const Network network = graphs::Empty{.agents = n}.make(1);
  Motion<double> motion = motion_on(network, std::vector<double>(n, 3));
  motion.use(1, 0.5, std::vector<double>(n, 0));
  step(motion, schedules::Synchronous{});
  const auto first = opinions(motion);
  // Four standard errors: σ / √n for a mean, σ² √(2 / n) for a variance.
  CHECK_THAT(mean(first), WithinAbs(3, 4 * 0.5 / std::sqrt(n)));
  CHECK_THAT(squares(first) / n, WithinAbs(0.25, 4 * 0.25 * std::sqrt(2.0 / n)));
  step(motion, schedules::Synchronous{});
  CHECK_THAT(squares(opinions(motion)) / n, WithinAbs(0.5, 4 * 0.5 * std::sqrt(2.0 / n)));
}

TEST_CASE("in sample mode an agent copies each of those it heeds equally often") {
  const Network network = digraph(4, {{0, 1}, {0, 2}, {0, 3}});
  Motion<double> motion = motion_on(network, {0, 1, 2, 3}, 4, Mode::sample);
  std::map<double, int> copied;
  constexpr int steps = 12000;
  for (int t = 0; t < steps; ++t) {
    step(motion, schedules::Synchronous{});
    ++copied[motion.state()(0, 0)];
  }
  CHECK(copied.size() == 3);
  const double bar = 4 * std::sqrt(2.0 / 9 / steps);  // four binomial standard deviations
  for (const double said : {1.0, 2.0, 3.0}) CHECK_THAT(copied[said] / double(steps), WithinAbs(1.0 / 3, bar));
}

TEST_CASE("random_sequential moves each agent once, in any order alike, hearing those who moved before") {
  const Network network = digraph(3, {{0, 1}, {1, 2}, {2, 0}});
  std::map<std::vector<double>, int> expected, found;
  std::array<std::size_t, 3> order{0, 1, 2};
  do {
    std::vector<double> x{0, 8, 64};
    for (const std::size_t i : order) x[i] = (x[i] + x[(i + 1) % 3]) / 2;
    ++expected[x];
  } while (std::next_permutation(order.begin(), order.end()));
  REQUIRE(expected.size() == 6);
  constexpr int seeds = 6000;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Motion<double> motion = motion_on(network, {0, 8, 64}, seed);
    motion.use(0.5, 0, {0, 0, 0});
    step(motion, schedules::RandomSequential{});
    ++found[opinions(motion)];
  }
  CHECK(found.size() == 6);
  const double bar = 4 * std::sqrt(seeds * 5.0 / 36);  // four binomial standard deviations
  for (const auto& [x, orders] : expected) CHECK_THAT(found[x], WithinAbs(seeds / 6.0, bar));
}

TEST_CASE("gossip: who listens moves, the other does not") {
  const Network network = digraph(2, {{0, 1}});  // only agent 0 hears anyone
  Motion<double> motion = motion_on(network, {0, 8});
  motion.use(0.5, 0, {0, 0});
  step(motion, schedules::Gossip{}, 60);
  CHECK_THAT(motion.state()(0, 0), WithinAbs(8, 1e-9));  // halved about 60 times; 33 would do
  CHECK(motion.state()(1, 0) == 8);
}

TEST_CASE("gossip: mutual meetings keep the mean") {
  const Network network = graphs::Ring{.agents = 50, .degree = 4}.make(1);
  const auto x = drawn(50, 3);
  Motion<double> motion = motion_on(network, x);
  motion.use(0.3, 0, std::vector<double>(50, 0));
  step(motion, schedules::Gossip{.mutual = true}, 100);
  CHECK_THAT(mean(opinions(motion)), WithinAbs(mean(x), 1e-14));  // 5000 roundings of 1e-16, over 50 agents
}

TEST_CASE("gossip: a mutual meeting takes 4 μ (1 - μ) / (n - 1) of the squares about the mean") {
  const double mu = GENERATE(0.2, 0.5);
  const int steps = GENERATE(1, 2);
  constexpr Agent n = 10;
  constexpr int replicas = 4000;
  const Network network = graphs::Complete{.agents = n}.make(1);
  const auto x = drawn(n, 6);
  std::vector<double> ratio;
  for (std::uint64_t seed = 0; seed < replicas; ++seed) {
    Motion<double> motion = motion_on(network, x, seed);
    motion.use(mu, 0, std::vector<double>(n, 0));
    step(motion, schedules::Gossip{.mutual = true}, steps);
    ratio.push_back(squares(opinions(motion)) / squares(x));
  }
  const double error = std::sqrt(squares(ratio)) / replicas;  // of the mean over replicas
  CHECK(error < 0.01);
  CHECK_THAT(mean(ratio), WithinAbs(std::pow(1 - 4 * mu * (1 - mu) / (n - 1), n * steps), 3 * error));
}

TEMPLATE_LIST_TEST_CASE("a schedule gives the same bits on 1 and 5 threads", "", schedules::Catalogue) {
  const Mode mode = GENERATE(Mode::mean, Mode::sample);
  const Network network = graphs::Ring{.agents = 3000, .degree = 6}.make(1);
  const auto run = [&](int threads) {
    use_threads(threads);
    Motion<double> motion = motion_on(network, drawn(3000, 8), 2, mode);
    motion.use(0.4, 0.1, std::vector<double>(3000, 0.2));
    step(motion, TestType{}, 5);
    use_threads(0);
    return opinions(motion);
  };
  const auto one = run(1);
  CHECK(one == run(5));
  CHECK(one != drawn(3000, 8));
}

TEST_CASE("what a motion of another number of agents kept is refused") {
  const auto kept = [](Agent agents) {
    Motion<double> motion = motion_on(graphs::Complete{.agents = agents}.make(1), drawn(agents, 1));
    return keep_state([&](Carried& c) { motion.carried(c); });
  };
  for (const Agent agents : {3, 5, 400}) {
    Motion<double> motion = motion_on(graphs::Complete{.agents = 4}.make(1), drawn(4, 2));
    const std::string other = kept(agents);
    CHECK_THROWS_WITH(give_back_state(other, [&](Carried& c) { motion.carried(c); }),
                      "a checkpoint does not fit this run: 'state' has " + std::to_string(agents) +
                          " values, but should have 4; start over with --force and without --resume");
  }
}
