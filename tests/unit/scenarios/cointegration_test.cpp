// Tests and half-lives of spreads, against the numbers of statsmodels 0.13.5 on series that any program can
// make: a linear congruential sequence. Its own results are those of `coint(y, x, trend="c", maxlag=k,
// autolag=None)`, `adfuller(a, maxlag=2, regression="n", autolag=None)`, `mackinnonp(s, regression="c", N=2)`
// and `multipletests`.
#include "scenarios/market/cointegration.hpp"

#include "heed/core/random.hpp"

#include <cmath>
#include <limits>

#include "catch.hpp"

using namespace heed::scenarios;

namespace {

std::vector<double> uniform(std::uint64_t state, std::size_t count) {
  std::vector<double> out;
  while (out.size() < count) {
    state = (1103515245 * state + 12345) % (std::uint64_t{1} << 31);
    out.push_back(static_cast<double>(state) / 0x1p31 - 0.5);
  }
  return out;
}

std::vector<double> sums(std::vector<double> x) {
  for (std::size_t t = 1; t < x.size(); ++t) x[t] += x[t - 1];
  return x;
}

/// x and w are walks, a reverts, and y = 3 + x/2 + a.
struct Sample {
  std::vector<double> x = sums(uniform(1, 200)), w = sums(uniform(3, 200)), a = uniform(2, 200), y;
  Sample() {
    a[0] = 0;
    for (std::size_t t = 1; t < a.size(); ++t) a[t] += 0.8 * a[t - 1];
    for (std::size_t t = 0; t < a.size(); ++t) y.push_back(0.5 * x[t] + 3 + a[t]);
  }
};

double statistic(const std::vector<double>& y, const std::vector<double>& x, std::int64_t lags) {
  const Line line = fit_line(y, x);
  std::vector<double> rest;
  for (std::size_t t = 0; t < y.size(); ++t) rest.push_back(y[t] - line.constant - line.slope * x[t]);
  return dickey_fuller(rest, lags);
}

}  // namespace

TEST_CASE("the statistic of Engle and Granger is that of statsmodels") {
  const Sample s;
  CHECK_THAT(statistic(s.y, s.x, 0), WithinAbs(-4.680337443874788, 1e-9));
  CHECK_THAT(statistic(s.y, s.x, 1), WithinAbs(-4.830282239803229, 1e-9));
  CHECK_THAT(statistic(s.y, s.x, 4), WithinAbs(-4.564983810935629, 1e-9));
  CHECK_THAT(statistic(s.x, s.y, 1), WithinAbs(-3.5084088462098455, 1e-9));
  CHECK_THAT(statistic(s.w, s.x, 4), WithinAbs(-2.023566387722222, 1e-9));
  CHECK_THAT(dickey_fuller(s.a, 2), WithinAbs(-4.930584170710488, 1e-9));
}

TEST_CASE("its p value is that of MacKinnon's table") {
  const Sample s;
  CHECK_THAT(engle_granger_p(s.y, s.x, 1), WithinAbs(0.00033360005573083984, 1e-12));
  CHECK_THAT(engle_granger_p(s.x, s.y, 1), WithinAbs(0.03165720773158548, 1e-11));
  CHECK_THAT(engle_granger_p(s.w, s.x, 0), WithinAbs(0.6323969089294595, 1e-10));
  const std::vector<std::pair<double, double>> known{{-6, 1.6234924812268292e-06},
                                                     {-4, 0.00718130705505248},
                                                     {-3.34, 0.04946535878273698},
                                                     {-2.62, 0.2296596033101832},
                                                     {-2.61, 0.23282006550147893},
                                                     {-1, 0.902847226038779},
                                                     {0.5, 0.9926499199201502},
                                                     {0.92, 0.9939559788585376},
                                                     {0.93, 1},
                                                     {-19, 0}};
  for (const auto& [value, p] : known) CHECK_THAT(mackinnon_p(value), WithinAbs(p, 1e-14));
}

TEST_CASE("what does not move, or is too short, is not cointegrated") {
  const std::vector<double> still(50, 1.5), some = uniform(4, 50);
  CHECK(engle_granger_p(still, some, 1) == 1);
  CHECK(mackinnon_p(std::numeric_limits<double>::quiet_NaN()) == 1);
  CHECK(std::isnan(dickey_fuller(uniform(5, 4), 3)));
}

TEST_CASE("the half-life is that of the regression on the day before") {
  const Sample s;
  CHECK_THAT(half_life(s.a), WithinAbs(3.2107200946601, 1e-9));  // numpy.polyfit
  CHECK(std::isinf(half_life(std::vector<double>{1, 2, 4, 8, 16})));
  CHECK(half_life(std::vector<double>{1, -1, 1, -1, 1}) == 0);
}

TEST_CASE("the half-life of a spread that reverts is recovered from 5000 days", "[D-4]") {
  // One estimate of a half-life of 5 days has a standard error of 5.8 %, √((1 - b²) / T) / (b κ); the mean of
  // ten 1.8 %.
  for (const double truth : {2.0, 5.0}) {
    double sum = 0;
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
      heed::Stream stream(seed, heed::Purpose::test, 4);
      const double keep = std::exp2(-1 / truth);
      std::vector<double> x{0};
      while (x.size() < 5000) x.push_back(keep * x.back() + 0.01 * stream.normal());
      const double one = half_life(x);
      CHECK_THAT(one, WithinRel(truth, 0.25));
      sum += one / 10;
    }
    CHECK_THAT(sum, WithinRel(truth, 0.1));
  }
}

TEST_CASE("false discoveries are held back as Benjamini and Hochberg say") {
  const auto count = [](const std::vector<double>& p) {
    std::size_t out = 0;
    for (const bool b : benjamini_hochberg(p, 0.05)) out += b;
    return out;
  };
  CHECK(count({.001, .008, .039, .041, .042, .06, .074, .205, .212, .216}) == 2);
  CHECK(count({.05, .01, .04, .02, .03}) == 5);  // the largest that passes carries all below
  CHECK(count({}) == 0);
  CHECK(benjamini_hochberg({.9, .001}, 0.05) == std::vector<bool>{false, true});
}
