#pragma once
#include "heed/predict/law.hpp"

namespace heed::theory {

/// Fixed weights with one closed class: disagreement shrinks by the second largest modulus |λ| of the
/// eigenvalues of the step, (1 - α) I + α A. Relaxation time -1 / ln |λ|; from any start the step's law is
/// within 1/4 of π (in total variation) after between ln 2 (1 / (1 - |λ|) - 1) and ln(4 / min π) / (1 - |λ|)
/// steps (in balance).
struct Relaxation {
  static constexpr std::string_view summary = "how fast disagreement shrinks: the second eigenvalue";
  static constexpr std::string_view source = "Levin and Peres 2017, theorems 12.4 and 12.5";

  Answer operator()(const Case& c) const;
};

}  // namespace heed::theory
