#pragma once
#include "heed/predict/law.hpp"

namespace heed::theory {

/// Fixed weights with one closed class: everyone ends in Σ_i π_i x_i(0), π the stationary law of the weights.
/// For symmetric scores π_i = Z_i / Σ Z, the attention i has to give; else by an eigen-solver.
struct Consensus {
  static constexpr std::string_view summary = "where everyone ends: Σ π_i x_i(0)";
  static constexpr std::string_view source = "DeGroot 1974";

  Answer operator()(const Case& c) const;
};

}  // namespace heed::theory
