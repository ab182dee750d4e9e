// Agents in order of opinion, equal ones by agent.
#include "heed/attention/transforms/sorted_order.hpp"

#include "heed/core/parallel.hpp"
#include "heed/core/random.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "catch.hpp"

using namespace heed;

namespace {

/// Numbers of all magnitudes and signs, some of them equal.
template <class Real> std::vector<Real> numbers(std::size_t n) {
  Stream stream(3, Purpose::test);
  std::vector<Real> out;
  for (std::size_t i = 0; i < n; ++i) {
    const double magnitude = std::exp(30 * stream.normal()), coarse = std::floor(5 * stream.normal());
    out.push_back(static_cast<Real>(i % 3 == 0 ? coarse : i % 3 == 1 ? magnitude : -magnitude));
  }
  return out;
}

template <class Real> void check_order(const SortedOrder<Real>& order, const std::vector<Real>& x) {
  std::vector<Agent> expected(x.size());
  std::iota(expected.begin(), expected.end(), 0);
  std::stable_sort(expected.begin(), expected.end(), [&](Agent a, Agent b) {
    return x[static_cast<std::size_t>(a)] < x[static_cast<std::size_t>(b)];
  });
  REQUIRE(order.size() == x.size());
  CHECK(std::equal(expected.begin(), expected.end(), order.agents().begin()));
  bool same = true;
  for (std::size_t p = 0; p < x.size(); ++p)
    same &= order.numbers()[p] == static_cast<double>(x[static_cast<std::size_t>(expected[p])]);
  CHECK(same);
}

}  // namespace

TEMPLATE_TEST_CASE("agents are ordered as a stable sort orders them, whatever their number", "", float,
                   double) {
  SortedOrder<TestType> order;  // used again and again, for more and for fewer
  for (const std::size_t n : {0, 1, 2, 511, 512, 513, 2, 100'000, 40'000}) {
    const auto x = numbers<TestType>(n);
    order.sort(x);
    check_order(order, x);
  }
}

TEMPLATE_TEST_CASE("the order is the same on any number of threads", "", float, double) {
  const auto x = numbers<TestType>(100'000);
  SortedOrder<TestType> order;
  use_threads(3);
  order.sort(x);
  use_threads(0);
  check_order(order, x);
}

TEMPLATE_TEST_CASE("zeros are equal whatever their sign", "", float, double) {
  const std::size_t n = GENERATE(4, 1000);
  std::vector<TestType> x(n, TestType(0));
  for (std::size_t i = 0; i < n; i += 2) x[i] = -TestType(0);
  SortedOrder<TestType> order;
  order.sort(x);
  check_order(order, x);
}

TEMPLATE_TEST_CASE("numbers that are not finite are found at the ends", "", float, double) {
  const std::size_t n = GENERATE(5, 2000);
  using Limits = std::numeric_limits<TestType>;
  const TestType odd =
      GENERATE(Limits::infinity(), -Limits::infinity(), Limits::quiet_NaN(), -Limits::quiet_NaN());
  auto x = numbers<TestType>(n);
  x[n / 2] = odd;
  SortedOrder<TestType> order;
  order.sort(x);
  CHECK(std::isfinite(order.numbers().front()) + std::isfinite(order.numbers().back()) == 1);
  std::vector<Agent> agents(order.agents().begin(), order.agents().end());
  std::sort(agents.begin(), agents.end());
  for (std::size_t i = 0; i < n; ++i) REQUIRE(agents[i] == static_cast<Agent>(i));
}
