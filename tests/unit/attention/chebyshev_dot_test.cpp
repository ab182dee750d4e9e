// Everyone by agreement, by interpolated sums of exponentials, against all pairs in long double.
#include "heed/attention/transforms/chebyshev_dot.hpp"

#include "heed/attention/kernels/reference.hpp"
#include "heed/attention/transforms/exponential_sums.hpp"
#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"

#include "catch.hpp"
#include "unit/attention/made.hpp"
#include "unit/attention/sorted_states.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

long double agreement(long double a, long double b) { return a * b; }

std::vector<double> displacements(const std::vector<double>& x, double temperature, Oneself oneself) {
  std::vector<double> out(x.size());
  REQUIRE(dot_displacements(x, temperature, oneself, out));
  return out;
}

/// The bound that is promised: 1e-12 of the range of opinions.
void check_displacements(const NamedState& state, double temperature, Oneself oneself, std::size_t count) {
  const auto x = in_order(state.x);
  const auto out = displacements(x, temperature, oneself);
  for (const std::size_t i : some_of(x.size(), count)) {
    const AllPairs t = all_pairs(x, i, temperature, oneself, agreement);
    INFO(state.name << ", T = " << temperature << ", agent " << i);
    CHECK(std::abs(out[i] - t.displacement) <= 1e-12L * (x.back() - x.front()));
  }
}

}  // namespace

TEST_CASE("displacements by agreement are those of all pairs, at every temperature, in every state") {
  const auto oneself = GENERATE(Oneself::heard, Oneself::left_out);
  for (const NamedState& state : hard_states(2500))
    for (const double temperature : {1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0, 1e3, 1e6})
      check_displacements(state, temperature, oneself, 12);
}

TEST_CASE("so they are for 100,000 agents") {
  const auto oneself = GENERATE(Oneself::heard, Oneself::left_out);
  const auto all = hard_states(100'000);
  for (const std::size_t k : {0, 2, 6, 8})
    for (const double temperature : {1e-4, 0.03, 1e6}) check_displacements(all[k], temperature, oneself, 1);
}

TEST_CASE("sums of exponentials are exact relative to themselves, an outlier against a crowd or not") {
  // 18 terms of a series leave out 5e-16, and rounding of terms that add up to e² times their sum adds to it;
  // the exponents themselves are rounded at 50.
  for (const NamedState& state : hard_states(5000)) {
    const auto x = in_order(state.x);
    const double most = std::max(-x.front(), x.back());
    for (const double temperature : {1e-3 * most, 0.1 * most, 10 * most}) {
      const ExponentialSums sums(x, temperature);
      for (const double centre : {x.front(), x[1000], x.back()}) {
        const std::vector<double> away{0.0};
        const auto at = sums.at(centre, away);
        long double weight = 0, pull = 0;
        for (const double v : x) {
          const long double end = centre < 0 ? x.front() : x.back();
          const long double w = std::exp(centre / static_cast<long double>(temperature) * (v - end));
          weight += w;
          pull += w * (v - static_cast<long double>(sums.middle()));
        }
        INFO(state.name << ", T = " << temperature << ", at " << centre);
        CHECK(std::abs(at.weight[0] - weight) <= 1e-13L * weight);
        CHECK(std::abs(at.pull[0] - pull) <= 1e-13L * weight * sums.half());
      }
    }
  }
}

TEST_CASE("stretches hold all numbers, each within its width") {
  for (const NamedState& state : hard_states(500)) {
    const auto x = in_order(state.x);
    for (const double half : {0.0, 1e-15, 0.01, 1e9}) {
      std::size_t next = 0;
      for (const Stretch& s : stretches(x, half)) {
        REQUIRE(s.first == next);
        REQUIRE(s.last > s.first);
        CHECK(x[s.last - 1] - x[s.first] <= 2 * half);
        if (s.last < x.size()) CHECK(x[s.last] - x[s.first] > 2 * half);
        next = s.last;
      }
      CHECK(next == x.size());
    }
  }
}

TEST_CASE("when T is small the extreme of one's own side is heeded, without oneself the next") {
  const std::vector<double> x{-2, -1.5, 1, 3};
  CHECK(displacements(x, 1e-6, Oneself::heard) == std::vector<double>{0, -0.5, 2, 0});
  CHECK(displacements(x, 1e-6, Oneself::left_out) == std::vector<double>{0.5, -0.5, 2, -2});
  CHECK(displacements(x, 1e-290, Oneself::left_out) == std::vector<double>{0.5, -0.5, 2, -2});
}

TEST_CASE("agents that agree keep their opinion to the last bit, by agreement") {
  const auto oneself = GENERATE(Oneself::heard, Oneself::left_out);
  const double opinion = GENERATE(-0.1, 0.0, 0.1);
  CHECK(displacements(std::vector<double>(3000, opinion), 0.3, oneself) == std::vector<double>(3000, 0.0));
}

TEST_CASE("no one leaves the range of opinions, by agreement") {
  for (const NamedState& state : hard_states(3000)) {
    const auto x = in_order(state.x);
    for (const double temperature : {1e-6, 1e-3, 1.0}) {
      const auto out = displacements(x, temperature, Oneself::heard);
      for (std::size_t i = 0; i < x.size(); ++i) {
        REQUIRE(out[i] >= x.front() - x[i]);
        REQUIRE(out[i] <= x.back() - x[i]);
      }
    }
  }
}

TEST_CASE("scores beyond all numbers are left to the rows") {
  std::vector<double> x{-1e200, 0, 1e200}, out(3, 7.0);
  CHECK_FALSE(dot_displacements(x, 1, Oneself::heard, out));
  CHECK(out == std::vector<double>(3, 7.0));
  CHECK(dot_displacements(x, 1e200, Oneself::heard, out));
}

TEMPLATE_TEST_CASE("interpolation agrees with the reference to its rounding, agents in any order", "", float,
                   double) {
  // The reference rounds logits of up to max |x|² / T, and adds 600 terms.
  const double rounding = 600 * std::numeric_limits<TestType>::epsilon();
  const auto self = GENERATE(SelfTies::add, SelfTies::graph, SelfTies::remove);
  const auto attention = everyone_by(scores::Dot{.scaled = true}, self);
  REQUIRE(ChebyshevDot<TestType>::suits(attention, 1));
  const auto fast = made<ChebyshevDot, TestType>(attention, strangers(600));
  CHECK(fast.algorithm() == "chebyshev_dot");
  const auto rows = make_reference<TestType>(attention, strangers(600));
  for (const NamedState& state : hard_states(600)) {
    const auto x = column_of<TestType>(state.x);
    const double most = static_cast<double>(x.cwiseAbs().maxCoeff());
    for (const double temperature : {0.05, 1.0, 100.0}) {
      const auto t = static_cast<TestType>(temperature);
      const double bar = rounding * most * (1 + most * most / temperature);
      INFO(state.name << ", T = " << temperature);
      CHECK((one_step(fast, x, t) - one_step(*rows, x, t)).cwiseAbs().maxCoeff() <= bar);
    }
  }
}

TEST_CASE("floats are moved in double precision and rounded once, by agreement") {
  const auto x = column_of<float>(hard_states(500)[1].x);
  const std::vector<double> exact(x.data(), x.data() + x.size());
  const auto out = one_step(made<ChebyshevDot, float>(everyone_by(scores::Dot{}), strangers(500)), x, 0.25F);
  for (Eigen::Index i = 0; i < 500; ++i) {
    const auto t = all_pairs(exact, static_cast<std::size_t>(i), 0.25, Oneself::left_out, agreement);
    const auto there = static_cast<float>(x(i, 0) + t.displacement);
    CHECK(std::abs(out(i, 0) - there) <= std::abs(there) * std::numeric_limits<float>::epsilon());
  }
}

TEST_CASE("interpolation has the same bits on one thread and on several") {
  const auto self = GENERATE(SelfTies::add, SelfTies::graph);
  const double temperature = GENERATE(1e-4, 0.01, 10.0);
  const auto fast = made<ChebyshevDot, double>(everyone_by(scores::Dot{}, self), strangers(30'000));
  for (const NamedState& state : hard_states(30'000)) {
    const auto x = column_of<double>(state.x);
    use_threads(1);
    const auto one = one_step(fast, x, temperature);
    use_threads(3);
    const auto many = one_step(fast, x, temperature);
    use_threads(0);
    INFO(state.name);
    CHECK(std::equal(one.data(), one.data() + one.size(), many.data()));
  }
}

TEST_CASE("no one, one and two agents, by agreement") {
  const auto attention = everyone_by(scores::Dot{});
  const auto out = [&](const std::vector<double>& x) {
    return one_step(made<ChebyshevDot, double>(attention, strangers(x.size())), column_of<double>(x), 0.5);
  };
  CHECK(out({}).size() == 0);
  CHECK(out({3})(0, 0) == 3);
  CHECK(out({3, 1})(0, 0) == 1);
  CHECK(out({3, 1})(1, 0) == 3);
  CHECK(out({0, -1})(0, 0) == -1);
  Attention strict = attention;
  strict.empty_row = EmptyRow::error;
  CHECK_THROWS_AS(one_step(made<ChebyshevDot, double>(strict, strangers(1)), column_of<double>({3}), 0.5),
                  Error);
}

TEST_CASE("interpolation is for the score 'dot' over everyone, unbiased, on one topic") {
  const auto suits = [](const Attention& attention, int topics = 1) {
    return ChebyshevDot<double>::suits(attention, topics);
  };
  const auto attention = everyone_by(scores::Dot{});
  CHECK(suits(attention));
  CHECK_FALSE(suits(attention, 2));
  CHECK_FALSE(suits(everyone_by(scores::Distance{})));
  Attention other = attention;
  other.masks = {masks::Hops{2}};
  CHECK_FALSE(suits(other));
  other.masks = {masks::All{}, masks::TopK{3}};
  CHECK_FALSE(suits(other));
  other = attention;
  other.biases.push_back(biases::StubbornSelf{1.0});
  CHECK_FALSE(suits(other));
}
