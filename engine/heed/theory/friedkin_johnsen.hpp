#pragma once
#include "heed/predict/law.hpp"

namespace heed::theory {

/// Fixed weights and first opinions that pull: the equilibrium x* = (I - (I - Θ) [(1 - α) I + α A])⁻¹ Θ x(0),
/// by a sparse linear system.
struct FriedkinJohnsen {
  static constexpr std::string_view summary = "the equilibrium while first opinions keep pulling";
  static constexpr std::string_view source = "Friedkin and Johnsen 1990";

  Answer operator()(const Case& c) const;
};

}  // namespace heed::theory
