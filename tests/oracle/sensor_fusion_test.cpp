// Sensor fusion against closed forms: what attention to ln r must come to, and where it must not be the best.
// C-1 … C-8.
#include "scenarios/sensor_fusion/fusion.hpp"
#include "scenarios/sensor_fusion/generated.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "catch.hpp"

using namespace heed;
using namespace heed::scenarios;
using sensors::Generated;

namespace {

template <class... M> FusionSettings fusing(M... method) {
  FusionSettings out;
  out.methods = {Choice<methods::Catalogue>(method)...};
  return out;
}

/// All moments of drawn sensors.
Fusion done(const Generated& source, const FusionSettings& settings, std::uint64_t seed = 1) {
  Fusion out(settings, source.make(seed));
  while (out.steps() < source.moments) out.step();
  return out;
}

/// Mean squared errors by method.
std::map<std::string, double> errors(const Generated& source, const FusionSettings& settings,
                                     std::uint64_t seed = 1) {
  const Fusion fusion = done(source, settings, seed);
  std::map<std::string, double> out;
  const std::vector<double> mse = fusion.mean_squared_errors();
  for (std::size_t m = 0; m < mse.size(); ++m) out[settings.names()[m]] = mse[m];
  return out;
}

/// 400000 moments: a mean of squares is within 0.22 % of what it estimates in two of three cases, 1 % is 4.5
/// times that.
constexpr double band = 0.01;
const Generated three{.reliability = {1, 4, 16}, .moments = 400000};

double squared_error_at(double temperature) {
  FusionSettings settings = fusing(methods::Attention{});
  settings.parameters.temperature = temperature;
  return errors(three, settings)["attention"];
}

/// Σ r^(2/T - 1) / (Σ r^(1/T))².
double expected_at(double temperature) {
  double above = 0, below = 0;
  for (const double r : three.reliability) {
    above += std::pow(r, 2 / temperature - 1);
    below += std::pow(r, 1 / temperature);
  }
  return above / (below * below);
}

}  // namespace

TEST_CASE("attention to ln r weighs sensors by their inverse variance", "[C-1]") {
  const Fusion fusion = done({.reliability = {1, 4, 16}, .moments = 3}, fusing(methods::Attention{}));
  for (std::size_t i = 0; i < 3; ++i)  // logarithm, exponential and division round once each
    CHECK_THAT(fusion.fused()[0].weight[i], WithinAbs(three.reliability[i] / 21, 1e-15));
  CHECK_THAT(fusion.fused()[0].variance, WithinRel(1.0 / 21, 1e-14));
}

TEST_CASE("its squared error is one over the sum of reliabilities", "[C-2]") {
  CHECK_THAT(squared_error_at(1), WithinRel(1.0 / 21, band));
}

TEST_CASE("its squared error against temperature is the closed form", "[C-3]") {
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<std::pair<double, double>> known{{0.25, .062016}, {0.5, .055831},     {0.8, .048851},
                                                     {1, .047619},    {1.25, .049060},    {2, .061224},
                                                     {4, .089811},    {infinity, .145833}};
  for (const auto& [temperature, mse] : known) {
    INFO("T = " << temperature);
    CHECK_THAT(expected_at(temperature), WithinAbs(mse, 5e-7));  // all the digits there are
    CHECK_THAT(squared_error_at(temperature), WithinRel(mse, band));
  }
}

TEST_CASE("the squared error has its minimum at T = 1", "[C-3]") {
  // The vertex of the parabola through ln T = -0.1, 0, 0.1 with the same errors at each: its standard error
  // is 0.002, from the variance of the slope at T = 1, and the closed form's own vertex is at -0.0018.
  const double h = 0.1;
  const double low = squared_error_at(std::exp(-h)), middle = squared_error_at(1),
               high = squared_error_at(std::exp(h));
  const double vertex = h * (low - high) / (2 * (low - 2 * middle + high));
  CHECK_THAT(std::exp(vertex), WithinAbs(1, 0.02));
}

TEST_CASE("keys learned from the truth come to ln r, whatever sensors state", "[C-4]") {
  // A wrong weight of the poorest sensor, 1/21, is seen in a regression on 1e5 samples with a standard error
  // of 1.4 %: the bar is 3.5 of these.
  for (const std::uint64_t seed : {1, 2, 3}) {
    const Generated source{.reliability = {1, 4, 16}, .moments = 100000, .calibration = 2};
    const std::vector<double> keys = done(source, fusing(methods::Learned{}), seed).learned_keys();
    for (std::size_t i = 0; i < 3; ++i)  // ln 4 is the mean of ln 1, ln 4 and ln 16
      CHECK_THAT(keys[i], WithinAbs(std::log(source.reliability[i]) - std::log(4.0), 0.05));
  }
}

TEST_CASE("where errors are correlated attention is not the best linear estimate", "[C-5]") {
  Generated source = three;
  source.correlation = 0.6;
  const FusionSettings settings = fusing(methods::Attention{}, methods::Blue{});
  const Fusion fusion = done(source, settings);
  const std::vector<double> mse = fusion.mean_squared_errors();
  CHECK_THAT(mse[0], WithinRel(.085714, band));
  CHECK_THAT(mse[1], WithinRel(.052381, band));
  const std::vector<double>& weights = fusion.fused()[1].weight;
  CHECK_THAT(weights[0], WithinAbs(-.119, 5e-4));
  CHECK_THAT(weights[1], WithinAbs(.024, 5e-4));
  CHECK_THAT(weights[2], WithinAbs(1.095, 5e-4));
  CHECK_THAT(fusion.fused()[1].variance, WithinAbs(.052381, 5e-7));
}

TEST_CASE("estimated variances cost what Graybill and Deal's estimator costs", "[C-6]") {
  // Weights of two sensors of equal variance by the sample variances of n readings each: w has a Beta(ν/2,
  // ν/2) law with ν = n - 1, so the error is 4 E w² = 1 + 1/n times the best. Both see the same errors: what
  // is left of the noise is 0.2 %.
  for (const int n : {5, 8, 11, 20, 50}) {
    const Generated source{.reliability = {1, 1}, .moments = 150000, .calibration = n};
    auto mse = errors(source, fusing(methods::Attention{}, methods::Mean{}));
    INFO(n << " readings");
    CHECK_THAT(mse["attention"] / mse["mean"], WithinRel(1 + 1.0 / n, 0.01));
  }
}

TEST_CASE("with a key for the prediction attention is the Kalman filter", "[C-7]") {
  const Generated source{.reliability = {1, 0.25, 3}, .moments = 1000, .walk = 0.2, .missing = 0.3};
  FusionSettings settings = fusing(methods::Tracking{}, methods::Kalman{});
  settings.parameters.drift = 0.04;
  Fusion fusion(settings, source.make(5));
  // The filter in its matrix form, by information: P⁻¹ += Σ 1/R, x = P (P_before⁻¹ x_before + Σ y/R).
  double x = 0, information = 0;
  for (int step = 0; step < 1000; ++step) {
    fusion.step();
    const double before = information > 0 ? 1 / (1 / information + 0.04) : 0;
    double sum = before * x, after = before;
    for (std::size_t i = 0; i < 3; ++i)
      if (!std::isnan(fusion.moment().value[i])) {
        sum += fusion.moment().value[i] / fusion.moment().variance[i];
        after += 1 / fusion.moment().variance[i];
      }
    if (after == 0) continue;
    x = sum / after;
    information = after;
    for (const Fused& fused : fusion.fused()) {
      if (std::isnan(fused.value)) continue;
      REQUIRE_THAT(fused.value, WithinAbs(x, 1e-12));
    }
  }
  CHECK_THAT(fusion.fused()[0].variance, WithinAbs(fusion.fused()[1].variance, 1e-12));
}

TEST_CASE("a sensor that lies costs the robust variants little, whoever it is", "[C-8]") {
  Generated source{.reliability = {1, 4, 16}, .moments = 100000, .lie = 10};
  const FusionSettings settings = fusing(methods::Attention{}, methods::Robust{}, methods::Watchful{});
  for (source.liar = 0; source.liar < 3; ++source.liar) {
    INFO("sensor " << source.liar << " lies");
    double oracle = 0, plain = 0;  // with the true variances; by those stated
    for (std::size_t i = 0; i < 3; ++i) {
      const bool lies = static_cast<std::int64_t>(i) == source.liar;
      oracle += source.reliability[i] / (lies ? 100 : 1);
      plain += source.reliability[i] * (lies ? 100 : 1) / 441;
    }
    auto mse = errors(source, settings);
    CHECK_THAT(mse["attention"], WithinRel(plain, 0.03));  // as bad as it is
    CHECK(mse["watchful"] < 1.2 / oracle);
    // Where the liar claims most of all reliability, what is said at one moment cannot tell.
    if (source.liar < 2)
      CHECK(mse["robust"] < 1.2 / oracle);
    else
      CHECK(mse["robust"] > 1.2 / oracle);
  }
}

TEST_CASE("sensors that are honest cost the robust variants almost nothing") {
  auto mse = errors(three, fusing(methods::Robust{}, methods::Watchful{}));
  CHECK(mse["watchful"] < 1.01 / 21);
  CHECK(mse["robust"] < 1.1 / 21);
}
