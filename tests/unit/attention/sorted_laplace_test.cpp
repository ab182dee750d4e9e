// Everyone by nearness, by two scans of the sorted opinions, against all pairs in long double.
#include "heed/attention/transforms/sorted_laplace.hpp"

#include "heed/attention/kernels/reference.hpp"
#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"

#include "catch.hpp"
#include "unit/attention/made.hpp"
#include "unit/attention/sorted_states.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

long double nearness(long double a, long double b) { return -std::abs(a - b); }

std::vector<double> displacements(const std::vector<double>& x, double temperature, Oneself oneself) {
  std::vector<double> out(x.size());
  laplace_displacements(x, temperature, oneself, out);
  return out;
}

/// The bound that is promised: 1e-12 of the mean distance to those heeded; and so 1e-11 of the displacement
/// where less than nine tenths of what pulls one way is pulled back. A long double holds weights down to
/// e^-11000, a double to e^-745: below 1e-300, displacements are equal enough.
void check_displacements(const NamedState& state, double temperature, Oneself oneself, std::size_t count) {
  const auto x = in_order(state.x);
  const auto out = displacements(x, temperature, oneself);
  for (const std::size_t i : some_of(x.size(), count)) {
    const AllPairs t = all_pairs(x, i, temperature, oneself, nearness);
    const long double error = std::abs(out[i] - t.displacement);
    INFO(state.name << ", T = " << temperature << ", agent " << i);
    CHECK(error <= 1e-12L * t.pull + 1e-300L);
    if (std::abs(t.displacement) > t.pull / 10) CHECK(error <= 1e-12L * std::abs(t.displacement) + 1e-300L);
  }
}

}  // namespace

TEST_CASE("displacements by nearness are those of all pairs, at every temperature, in every state") {
  const auto oneself = GENERATE(Oneself::heard, Oneself::left_out);
  for (const NamedState& state : hard_states(2500))
    for (const double temperature : {1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0, 1e3, 1e6})
      check_displacements(state, temperature, oneself, 12);
}

TEST_CASE("their error does not grow with the number of agents") {
  const auto oneself = GENERATE(Oneself::heard, Oneself::left_out);
  const auto all = hard_states(100'000);
  for (const std::size_t k : {0, 2, 5, 6})
    for (const double temperature : {1e-4, 0.1, 1e6}) check_displacements(all[k], temperature, oneself, 1);
}

TEST_CASE("the nearest alone is heeded without oneself when T is small, however far it is") {
  const std::vector<double> x{0, 1, 1.5, 10};
  CHECK(displacements(x, 1e-6, Oneself::left_out) == std::vector<double>{1, 0.5, -0.5, -8.5});
  CHECK(displacements(x, 1e-6, Oneself::heard) == std::vector<double>{0, 0, 0, 0});
  CHECK(displacements(x, 1e-300, Oneself::left_out) == std::vector<double>{1, 0.5, -0.5, -8.5});
}

TEST_CASE("of two neighbours equally near none is preferred, and a difference below rounding counts") {
  CHECK(displacements({0, 0.5, 1}, 1e-6, Oneself::left_out)[1] == 0);
  // As doubles, 0.7 - 0.4 and 0.4 - 0.1 differ by less than either is rounded; not so in long double.
  const long double down = static_cast<long double>(0.4) - 0.1;
  const long double up = static_cast<long double>(0.7) - 0.4;
  REQUIRE(up != down);
  REQUIRE(std::abs(up - down) < 1e-16L);
  const double temperature = 3e-17;
  const long double preference = std::exp((down - up) / temperature);  // of the one above
  const long double expected = (preference * up - down) / (preference + 1);
  CHECK_THAT(displacements({0.1, 0.4, 0.7}, temperature, Oneself::left_out)[1],
             WithinRel(static_cast<double>(expected), 1e-12));
}

TEST_CASE("agents that agree keep their opinion to the last bit, by nearness") {
  const auto oneself = GENERATE(Oneself::heard, Oneself::left_out);
  const double temperature = GENERATE(1e-6, 0.3, 1e6);
  CHECK(displacements(std::vector<double>(3000, 0.1), temperature, oneself) ==
        std::vector<double>(3000, 0.0));
}

TEMPLATE_TEST_CASE("the scan agrees with the reference to its rounding, agents in any order", "", float,
                   double) {
  // The reference rounds logits of up to range / T, and adds 600 terms.
  const double rounding = 600 * std::numeric_limits<TestType>::epsilon();
  const auto self = GENERATE(SelfTies::add, SelfTies::graph, SelfTies::remove);
  const auto attention = everyone_by(scores::Distance{}, self);
  REQUIRE(SortedLaplace<TestType>::suits(attention, 1));
  const auto fast = made<SortedLaplace, TestType>(attention, strangers(600));
  CHECK(fast.algorithm() == "sorted_laplace");
  const auto rows = make_reference<TestType>(attention, strangers(600));
  for (const NamedState& state : hard_states(600)) {
    const auto x = column_of<TestType>(state.x);
    const double range = static_cast<double>(x.maxCoeff() - x.minCoeff());
    for (const double temperature : {0.05, 1.0, 100.0}) {
      const auto t = static_cast<TestType>(temperature);
      const double bar =
          rounding * (range + static_cast<double>(x.cwiseAbs().maxCoeff())) * (1 + 1 / temperature);
      INFO(state.name << ", T = " << temperature);
      CHECK((one_step(fast, x, t) - one_step(*rows, x, t)).cwiseAbs().maxCoeff() <= bar);
    }
  }
}

TEST_CASE("floats are moved in double precision and rounded once, by nearness") {
  const auto x = column_of<float>(hard_states(500)[1].x);
  const std::vector<double> exact(x.data(), x.data() + x.size());
  const auto out =
      one_step(made<SortedLaplace, float>(everyone_by(scores::Distance{}), strangers(500)), x, 0.25F);
  for (Eigen::Index i = 0; i < 500; ++i) {
    const auto t = all_pairs(exact, static_cast<std::size_t>(i), 0.25, Oneself::left_out, nearness);
    const auto there = static_cast<float>(x(i, 0) + t.displacement);
    CHECK(std::abs(out(i, 0) - there) <= std::abs(there) * std::numeric_limits<float>::epsilon());
  }
}

TEST_CASE("the scan has the same bits on one thread and on several") {
  const auto self = GENERATE(SelfTies::add, SelfTies::graph);
  const auto fast = made<SortedLaplace, double>(everyone_by(scores::Distance{}, self), strangers(30'000));
  for (const NamedState& state : hard_states(30'000)) {
    const auto x = column_of<double>(state.x);
    use_threads(1);
    const auto one = one_step(fast, x, 0.01);
    use_threads(3);
    const auto many = one_step(fast, x, 0.01);
    use_threads(0);
    INFO(state.name);
    CHECK(std::equal(one.data(), one.data() + one.size(), many.data()));
  }
}

TEST_CASE("no one, one and two agents, by nearness") {
  const auto attention = everyone_by(scores::Distance{});
  const auto out = [&](const std::vector<double>& x) {
    return one_step(made<SortedLaplace, double>(attention, strangers(x.size())), column_of<double>(x), 0.5);
  };
  CHECK(out({}).size() == 0);
  CHECK(out({3})(0, 0) == 3);
  CHECK(out({3, 1})(0, 0) == 1);
  CHECK(out({3, 1})(1, 0) == 3);
  Attention strict = attention;
  strict.empty_row = EmptyRow::error;
  CHECK_THROWS_AS(one_step(made<SortedLaplace, double>(strict, strangers(1)), column_of<double>({3}), 0.5),
                  Error);
}

TEST_CASE("the rows take over where the scan does not apply") {
  const auto attention = everyone_by(scores::Distance{});
  const auto fast = made<SortedLaplace, double>(attention, strangers(40));
  const auto rows = make_reference<double>(attention, strangers(40));
  auto x = column_of<double>(hard_states(40)[0].x);
  const auto same = [](const Matrix<double>& a, const Matrix<double>& b) {
    return std::equal(a.data(), a.data() + a.size(), b.data(),
                      [](double u, double v) { return u == v || (std::isnan(u) && std::isnan(v)); });
  };
  Matrix<double> out, expected;
  const std::vector<double> one{0.2};
  std::vector<double> each(40, 0.2);
  each[7] = 0.4;
  fast.mean(Said<double>(x), {each}, out);
  rows->mean(Said<double>(x), {each}, expected);
  CHECK(same(out, expected));
  const Matrix<double> query = x.reverse();
  fast.mean(Said<double>(query, x, x), {one}, out);
  rows->mean(Said<double>(query, x, x), {one}, expected);
  CHECK(same(out, expected));
  x(3, 0) = std::numeric_limits<double>::quiet_NaN();
  CHECK(same(one_step(fast, x, 0.2), one_step(*rows, x, 0.2)));
  x(3, 0) = -std::numeric_limits<double>::infinity();
  CHECK(same(one_step(fast, x, 0.2), one_step(*rows, x, 0.2)));
}

TEST_CASE("the scan is for the score 'distance' over everyone, unbiased, on one topic") {
  const auto suits = [](const Attention& attention, int topics = 1) {
    return SortedLaplace<double>::suits(attention, topics);
  };
  const auto attention = everyone_by(scores::Distance{});
  CHECK(suits(attention));
  CHECK_FALSE(suits(attention, 2));
  CHECK_FALSE(suits(everyone_by(scores::Dot{})));
  CHECK_FALSE(suits(everyone_by(scores::Similarity{})));
  Attention other = attention;
  other.masks = {masks::Neighbours{}};
  CHECK_FALSE(suits(other));
  other.masks = {masks::All{}, masks::Bounded{0.2}};
  CHECK_FALSE(suits(other));
  other = attention;
  other.biases.push_back(biases::StubbornSelf{1.0});
  CHECK_FALSE(suits(other));
}
