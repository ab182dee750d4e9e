#pragma once
#include "heed/motion/normalization.hpp"
#include "heed/predict/law.hpp"

#include <cstdint>

namespace heed::theory {

/// Tokens on the unit sphere of K dimensions that all hear all at T = 1 / β. A ripple of k waves around an
/// evenly filled circle (K = 2) grows at the rate k² (I_k(β) / β I₀(β) - D) with weights that sum to 1 (SA),
/// k² (I_k(β) / β - D) without (USA); the fastest says how many clusters form first. Even filling is stable
/// against noise above D_c = I_{K/2}(β) / (β I_{K/2-1}(β)) (SA), 2^{K/2-1} Γ(K/2) I_{K/2}(β) / β^{K/2} (USA).
/// Order is lost there continuously for SA on the circle, and for USA iff I_{K/2+1}(β) / I_{K/2}(β) ≤ 1 / K.
/// Of SA on the circle the density at rest is ρ ∝ (K * ρ)^{1 / βD}, K = exp(β cos).
struct SelfAttention {
  static constexpr std::string_view summary =
      "tokens on a sphere: first clusters, and the noise that ends order";
  static constexpr std::string_view source =
      "Geshkovski, Letrouit, Polyanskiy and Rigollet 2025; Bruno, Pasqualotto and Agazzi 2024; linear "
      "stability";

  Answer operator()(const Case& c) const;
};

/// The rate at which a ripple of k waves grows on the circle without noise.
double ripple_growth(std::int64_t waves, double beta, Normalization normalization);
/// The number of waves that grows fastest at noise D.
std::int64_t fastest_ripple(double beta, double diffusion, Normalization normalization);
/// D_c in K dimensions.
double token_critical_noise(std::int64_t dimensions, double beta, Normalization normalization);
/// r of SA on the circle at rest, D < D_c; NaN where the iteration does not settle, near D_c, or the density
/// is too narrow for the grid of 180 points.
double token_order(double beta, double diffusion);

}  // namespace heed::theory
