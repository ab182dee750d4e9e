#pragma once
#include "heed/predict/law.hpp"

namespace heed::theory {

/// Two communities alike that prefer their own by Δs: the gap between their means has the eigenvalue
/// λ₂ = tanh(½ (Δs / T + ln(d_in / d_out))), so that it relaxes in 1 / (1 - λ₂) = (1 + (d_in / d_out) exp(Δs
/// / T)) / 2 steps: Arrhenius, with activation energy Δs. What is left after `run.steps` is q where T has the
/// critical value Δs / (2 artanh λ - ln(d_in / d_out)), λ = q^{1 / steps}, q = ½. Stubbornness θ of all keeps
/// the gap at θ / (1 - (1 - θ) λ₂) of the first; noise σ keeps its variance at σ² / (2 n (1 - λ₂²)), n agents
/// in each. A rate α puts 1 - α (1 - λ₂) in place of λ₂.
struct TwoCommunities {
  static constexpr std::string_view summary =
      "λ₂ = tanh(½ (Δs/T + ln(d_in/d_out))), and what follows from it";
  static constexpr std::string_view source = "2 x 2 lumping of the weights";

  Answer operator()(const Case& c) const;
};

/// The eigenvalue of the gap of two communities alike.
double two_community_eigenvalue(double advantage, double temperature, double degree_in, double degree_out);

/// The temperature at which the share `left` of the gap is left after `steps` at rate α; NaN where there is
/// none: more ties within than between keep that much at any temperature, or no temperature does.
double two_community_critical_temperature(double advantage, double degree_in, double degree_out, double steps,
                                          double left = 0.5, double rate = 1);

}  // namespace heed::theory
