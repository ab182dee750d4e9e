#pragma once
#include "heed/predict/law.hpp"

namespace heed::theory {

/// Likeness is heeded, two camps of no width a distance D apart: D' = D [1 - α (1 - tanh(½ (D² / 2 T w² +
/// ln(d_in / d_out))))] in each step. So two camps last about (d_in / d_out) (T w² / 2 α D²) exp(D² / 2 T w²)
/// steps, and then collapse: metastable, however polarized they look.
struct TwoCamps {
  static constexpr std::string_view summary = "two camps that heed likeness: their distance step by step";
  static constexpr std::string_view source = "mean field of two delta camps; lifetime by Laplace's method";

  Answer operator()(const Case& c) const;
};

/// The distance after a step.
double two_camps_step(double distance, double temperature, double degree_in, double degree_out,
                      double rate = 1);

}  // namespace heed::theory
