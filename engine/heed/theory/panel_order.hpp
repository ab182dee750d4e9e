#pragma once
#include "heed/predict/law.hpp"

#include <cstdint>

namespace heed::theory {

/// Voters who follow a unanimous panel of q, everyone within reach: disorder is unstable below the
/// independence p* = (q - 1) / (q - 1 + 2^{q-1}). A majority x lasts where (1 - p) [x^q (1 - x) - (1 - x)^q
/// x] = p (x - 1/2): up to p* and ending continuously for q ≤ 5, up to more and with a jump from q = 6 on.
struct PanelOrder {
  static constexpr std::string_view summary = "panels of q: up to which independence there is a majority";
  static constexpr std::string_view source = "Nyczka, Sznajd-Weron and Cisło 2012";

  Answer operator()(const Case& c) const;
};

/// p*.
double panel_critical(std::int64_t q);
/// The largest independence at which a majority lasts, once there: p* for q ≤ 5.
double panel_largest(std::int64_t q);
/// The larger share of the lasting majority at independence p; 1/2 where none lasts.
double panel_majority(std::int64_t q, double independence);

}  // namespace heed::theory
