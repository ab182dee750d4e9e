// Gaussian noise: what it is made of, that pieces agree, that it is normal, and how accurate it is.
#include "heed/draw/normals.hpp"

#include "heed/draw/normals_kernels.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

#include "catch.hpp"
#include <Random123/philox.h>

using namespace heed;

namespace {

constexpr std::size_t million = 1000000;

template <class Real>
std::vector<Real> drawn(std::size_t count, std::uint64_t step = 0, std::uint64_t seed = 5,
                        std::uint64_t first = 0) {
  std::vector<Real> out(count);
  normals(seed, Purpose::test, step, first, std::span<Real>(out));
  return out;
}

/// Uses each instruction set in turn, and at last the one that was in use.
template <class Do> void with_each_set(const Do& visit) {
  const Instructions before = instructions();
  for (const Instructions set : usable_instructions()) {
    use_instructions(set);
    visit(set);
  }
  use_instructions(before);
}

/// The block {block, step} of Random123's Philox, 64 bits each.
r123::Philox4x32::ctr_type block_of(std::uint32_t key0, std::uint32_t key1, std::uint64_t block,
                                    std::uint64_t step) {
  const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
  return r123::Philox4x32{}({{low(block), low(block >> 32), low(step), low(step >> 32)}}, {{key0, key1}});
}

/// √(-2 ln u) at u = (k + 1/2) / steps.
long double radius(std::uint64_t k, long double steps) {
  const long double from_zero = (static_cast<long double>(k) + 0.5L) / steps;
  const long double from_one = (steps - static_cast<long double>(k) - 0.5L) / steps;
  return std::sqrt(-2 * (from_zero < 0.5L ? std::log(from_zero) : std::log1p(-from_one)));
}

/// The cosine or sine of a turn of (k + 1/2) / steps; exact to the nearest quarter, so that small results are
/// as accurate as others.
long double turned(std::uint64_t k, long double steps, bool sine) {
  const long double turn = (static_cast<long double>(k) + 0.5L) / steps;
  const auto quarter = static_cast<int>(std::lround(4 * turn));
  const long double rest = (turn - quarter / 4.0L) * 2 * std::numbers::pi_v<long double>;
  const int which = (quarter + (sine ? 3 : 0)) % 4;  // sin x = cos(x - a quarter)
  const long double value = which % 2 == 0 ? std::cos(rest) : std::sin(rest);
  return which == 1 || which == 2 ? -value : value;
}

/// The formula, number by number, in long double.
template <class Real>
long double oracle(std::uint64_t seed, Purpose purpose, std::uint64_t step, std::uint64_t n) {
  const auto key0 = static_cast<std::uint32_t>(seed);
  const auto key1 = static_cast<std::uint32_t>(seed >> 32) ^ (static_cast<std::uint32_t>(purpose) + 1024)
                                                                 << 21;
  const std::uint64_t block = n / 64 * 16 + n % 16;
  const auto high = block_of(key0, key1, block, step), low = block_of(key0, key1, block + lower_words, step);
  const std::size_t pair = n % 64 / 32 * 2;
  const bool sine = n % 32 >= 16;
  if constexpr (sizeof(Real) == 4) return radius(high[pair], 0x1p32L) * turned(high[pair + 1], 0x1p32L, sine);
  const auto joined = [&](std::size_t w) { return std::uint64_t{high[w]} << 32 | low[w]; };
  return radius(joined(pair) >> 12, 0x1p52L) * turned(joined(pair + 1) >> 10, 0x1p54L, sine);
}

/// How many numbers of the type lie between two of the same sign.
int apart(float a, float b) { return std::abs(std::bit_cast<int>(a) - std::bit_cast<int>(b)); }
std::int64_t apart(double a, double b) {
  return std::abs(std::bit_cast<std::int64_t>(a) - std::bit_cast<std::int64_t>(b));
}

/// Mean of f(x[i], y[i + lag]).
template <class Real, class F>
double mean(const std::vector<Real>& x, const std::vector<Real>& y, std::size_t lag, const F& f) {
  double sum = 0;
  for (std::size_t i = 0; i + lag < x.size(); ++i) sum += f(double{x[i]}, double{y[i + lag]});
  return sum / static_cast<double>(x.size() - lag);
}

double product(double x, double y) { return x * y; }
double product_of_squares(double x, double y) { return (x * x - 1) * (y * y - 1) / 2; }

// Four standard errors of a mean over a million terms of variance 1.
constexpr double band = 4e-3;

}  // namespace

TEST_CASE("the words of noise are those of Random123's Philox4x32, on every instruction set",
          "[normals][simd]") {
  const NormalSequence sequence{{0x12345678, 0xFEDCBA98}, 0x0123456789ABCDEF};
  with_each_set([&](Instructions set) {
    INFO(name_of(set));
    for (const std::uint64_t first :
         {std::uint64_t{0}, std::uint64_t{0xFFFFFFFC}, lower_words, ~std::uint64_t{0} - 7}) {
      std::uint32_t words[32];
      normal_kernels().words(sequence, first, words);
      for (std::uint64_t b = 0; b < 8; ++b) {
        const auto expected = block_of(sequence.key[0], sequence.key[1], first + b, sequence.step);
        for (std::size_t w = 0; w < 4; ++w) CHECK(words[4 * b + w] == expected[w]);
      }
    }
  });
}

TEMPLATE_TEST_CASE("noise follows its formula to 5 units in the last place", "[normals]", float, double) {
  // 4.64 were the worst of 16 million; a unit is at most an epsilon of the number.
  const long double most = 5 * static_cast<long double>(std::numeric_limits<TestType>::epsilon());
  const std::uint64_t seed = GENERATE(std::uint64_t{0}, largest_seed);
  const std::uint64_t first = GENERATE(std::uint64_t{0}, std::uint64_t{1} << 40);
  const std::uint64_t step = GENERATE(std::uint64_t{3}, std::uint64_t{7} << 32);
  std::vector<TestType> out(1 << 14);
  normals(seed, Purpose::noise, step, first, std::span<TestType>(out));
  for (std::size_t k = 0; k < out.size(); ++k) {
    const long double expected = oracle<TestType>(seed, Purpose::noise, step, first + k);
    if (!(std::abs(out[k] - expected) <= most * std::abs(expected))) {
      INFO("number " << first + k << ": " << out[k] << ", should be " << expected);
      FAIL();
    }
  }
}

TEMPLATE_TEST_CASE("any piece of a sequence of noise is that piece of the whole", "[normals]", float,
                   double) {
  const auto whole = drawn<TestType>(1000);
  for (const std::size_t first : {0, 1, 15, 16, 63, 64, 65, 100, 500})
    for (const std::size_t count : {0, 1, 2, 17, 63, 64, 65, 128, 200, 500}) {
      std::vector<TestType> piece(count + 1, TestType(99));
      normals(5, Purpose::test, 0, first, std::span(piece).first(count));
      INFO(first << " + " << count);
      CHECK(std::equal(piece.begin(), piece.end() - 1, whole.begin() + static_cast<std::ptrdiff_t>(first)));
      CHECK(piece.back() == 99);  // nothing is written past the end
    }
}

TEMPLATE_TEST_CASE("noise has the same bits on every instruction set that fuses, and nearly on SSE4",
                   "[normals][simd]", float, double) {
  const auto expected = drawn<TestType>(million);
  with_each_set([&](Instructions set) {
    INFO(name_of(set));
    const auto out = drawn<TestType>(million);
    // Each of a dozen operations rounds twice where others round once.
    const auto most = set == Instructions::sse4 ? 4 : 0;
    std::int64_t worst = 0;
    for (std::size_t i = 0; i < million; ++i)
      worst = std::max(worst, std::int64_t{apart(out[i], expected[i])});
    CHECK(worst <= most);
  });
}

TEMPLATE_TEST_CASE("noise has the moments of the standard normal law", "[normals]", float, double) {
  const auto x = drawn<TestType>(million);
  const auto moment = [&](int power) {
    return mean(x, x, 0, [power](double v, double) { return std::pow(v, power); });
  };
  // Four standard errors: Var(z^k) = 1, 2, 15, 96 for k = 1 … 4.
  CHECK_THAT(moment(1), WithinAbs(0, band));
  CHECK_THAT(moment(2), WithinAbs(1, band * std::sqrt(2.0)));
  CHECK_THAT(moment(3), WithinAbs(0, band * std::sqrt(15.0)));
  CHECK_THAT(moment(4), WithinAbs(3, band * std::sqrt(96.0)));
}

TEMPLATE_TEST_CASE("noise follows the normal law by Kolmogorov and Smirnov", "[normals]", float, double) {
  auto x = drawn<TestType>(million);
  std::sort(x.begin(), x.end());
  double distance = 0;
  for (std::size_t i = 0; i < million; ++i) {
    const double below = std::erfc(-double{x[i]} / std::numbers::sqrt2) / 2;
    const double here = static_cast<double>(i) / million, next = static_cast<double>(i + 1) / million;
    distance = std::max({distance, below - here, next - below});
  }
  CHECK(distance < 1.9495 / std::sqrt(million));  // exceeded with probability 0.001
}

TEMPLATE_TEST_CASE("tails of noise are as heavy as the law says", "[normals]", float, double) {
  double beyond_4 = 0, beyond_4_5 = 0, largest = 0;
  for (std::uint64_t step = 0; step < 10; ++step)
    for (const TestType x : drawn<TestType>(million, step)) {
      const double size = std::abs(x);
      beyond_4 += size > 4;
      beyond_4_5 += size > 4.5;
      largest = std::max(largest, size);
    }
  // Ten million numbers: expected counts, four Poisson standard deviations around.
  CHECK_THAT(beyond_4, WithinAbs(633.4, 4 * 25.2));
  CHECK_THAT(beyond_4_5, WithinAbs(67.95, 4 * 8.24));
  // The largest is below 5 with probability 0.003, above 6.2 with 0.006.
  CHECK(largest > 5);
  CHECK(largest < 6.2);
}

TEMPLATE_TEST_CASE("numbers of a sequence of noise do not depend on each other", "[normals]", float, double) {
  const auto x = drawn<TestType>(million);
  // 16 apart are the cosine and sine of one angle, times the same radius.
  for (const std::size_t lag : {1, 2, 8, 16, 32, 48, 64}) {
    INFO("lag " << lag);
    CHECK_THAT(mean(x, x, lag, product), WithinAbs(0, band));
    CHECK_THAT(mean(x, x, lag, product_of_squares), WithinAbs(0, band));
  }
}

TEMPLATE_TEST_CASE("noise of other steps, seeds and purposes has nothing to do with it", "[normals]", float,
                   double) {
  const auto x = drawn<TestType>(million);
  const auto unrelated = [&](const std::vector<TestType>& y) {
    CHECK_THAT(mean(x, y, 0, product), WithinAbs(0, band));
    CHECK_THAT(mean(x, y, 0, product_of_squares), WithinAbs(0, band));
  };
  for (const std::uint64_t step : {std::uint64_t{1}, std::uint64_t{1} << 32})
    unrelated(drawn<TestType>(million, step));
  for (const std::uint64_t seed : {std::uint64_t{4}, 5 + (std::uint64_t{1} << 32)})
    unrelated(drawn<TestType>(million, 0, seed));
  std::vector<TestType> other(million);
  normals(5, Purpose::noise, 0, 0, std::span<TestType>(other));
  unrelated(other);
}

TEST_CASE("noise in float is the noise in double to 1e-5, but far out", "[normals]") {
  const auto single = drawn<float>(million);
  const auto twice = drawn<double>(million);
  int far = 0;
  for (std::size_t i = 0; i < million; ++i) far += std::abs(single[i] - twice[i]) > 1e-5;
  CHECK(far <= 10);  // 2.3 are expected at most: those whose 32-bit word is below 10^4
}
