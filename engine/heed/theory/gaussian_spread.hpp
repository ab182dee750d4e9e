#pragma once
#include "heed/predict/law.hpp"

namespace heed::theory {

/// Everyone heeds likeness, with noise: a Gaussian crowd stays one, and its variance goes by
/// v' = v (1 - α t / (v + t))² + σ², t = T w², to the v that this leaves alone. It exists where σ² < 2 α t:
/// with D = σ² / 2α, cohesion needs a temperature of attention above that of noise. As α → 0 it is D t / (t -
/// D). Agents further out than about √(2 t ln N) are lost to the crowd, about N^(1 - t / v) of them, so the
/// law is clean for D < t / 2.
struct GaussianSpread {
  static constexpr std::string_view summary = "the spread at which noise and heeding likeness balance";
  static constexpr std::string_view source = "conjugacy of Gaussians; as N grows, exact";

  Answer operator()(const Case& c) const;
};

/// That variance; NaN where noise scatters any crowd. From u = α t / (v + t): u² - (α + 2) u + 2 α = σ² / t.
double gaussian_spread(double temperature, double noise, double rate);

}  // namespace heed::theory
