#pragma once
#include "heed/predict/law.hpp"

namespace heed::theory {

/// Agents hear one contact at a time, drawn with fixed weights: π · x is kept on average, so an
/// all-or-nothing opinion ends at 1 with probability π · x(0), the voter model's; any other has that mean in
/// the end. Where everyone hears everyone alike and agents meet one by one, N voters of whom the share p
/// holds 1 agree after -N [p ln p + (1 - p) ln(1 - p)] steps on average.
struct OneAtATime {
  static constexpr std::string_view summary = "voters: the chance to end at 1, and how long it takes";
  static constexpr std::string_view source = "Holley and Liggett 1975; Sood and Redner 2005";

  Answer operator()(const Case& c) const;
};

}  // namespace heed::theory
