#pragma once
#include "heed/predict/law.hpp"

namespace heed::theory {

/// Biased assimilation on two islands alike whose agents weigh their own h times as much as the other: mirror
/// images x and 1 - x agree at 1/2 iff b < 2 / (h + 1), stay apart at the fixed point of
/// (1 - b) ln(x / (1 - x)) = ln((h x + 1 - x) / (x + h (1 - x))) below b = 1, and end in the extremes from
/// there on. A common drift of both grows by b + x (1 - x) / (s (1 - s)) in a step, s what the upper island
/// hears (w = 0): above 1 the camps tip over to one side unless they are exact mirror images, and rounding is
/// enough to tip them. Weight w on oneself slows all this and moves no fixed point.
struct TwoIslands {
  static constexpr std::string_view summary =
      "biased assimilation on two islands: agree, stay apart, or polarise";
  static constexpr std::string_view source = "Dandekar, Goel and Lee 2013; the drift by linear stability";

  Answer operator()(const Case& c) const;
};

/// The bias from which on two islands of ratio h > 1 do not agree.
double islands_threshold(double ratio);
/// Where the upper island stays, 1/2 to 1.
double islands_fixed_point(double ratio, double bias);
/// By how much a common drift grows there in a step.
double islands_drift(double ratio, double bias, double self_weight = 0);
/// The bias from which on it does not: 0.62986 for h = 3.
double islands_bear_drift(double ratio);

}  // namespace heed::theory
