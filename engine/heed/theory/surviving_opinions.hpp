#pragma once
#include "heed/predict/law.hpp"

namespace heed::theory {

/// Fixed weights, hard masks or ties of one direction: as many opinions survive as there are groups that hear
/// only themselves (closed classes of the digraph of weights); each ends in its own consensus, and everyone
/// else in the mean of these by the chances of absorption.
struct SurvivingOpinions {
  static constexpr std::string_view summary = "how many opinions survive, and where each agent ends";
  static constexpr std::string_view source = "Kemeny and Snell 1960, theorem 3.3.7";

  Answer operator()(const Case& c) const;
};

}  // namespace heed::theory
