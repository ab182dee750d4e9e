#pragma once
#include "heed/predict/law.hpp"

#include <cstdint>

namespace heed::theory {

/// Likeness is heeded in continuous time on a ring of circumference L: a ripple of m waves, k = 2π m / L, on
/// evenly spread opinions grows at the rate k² (t exp(-k² t / 2) - D), t = T w². The fastest says how many
/// clusters form first. Even spread is stable above D_c = max_m t exp(-k_m² t / 2), which is that of m = 1;
/// as a function of t it is largest at t = L² / 2π², where it is t / e.
struct RingRipples {
  static constexpr std::string_view summary =
      "a ring of opinions: first clusters, and the noise that ends them";
  static constexpr std::string_view source = "linear stability of the uniform state";

  Answer operator()(const Case& c) const;
};

/// D_c of a ring.
double ring_critical_noise(double length, double temperature);
/// The rate at which a ripple of m waves grows.
double ring_growth(std::int64_t waves, double length, double temperature, double diffusion);
/// The number of waves that grows fastest.
std::int64_t fastest_on_ring(double length, double temperature, double diffusion);

}  // namespace heed::theory
