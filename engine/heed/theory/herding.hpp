#pragma once
#include "heed/predict/law.hpp"

namespace heed::theory {

/// Noisy voters with two values among whom everyone hears everyone: in the long run k of N hold the second
/// with the beta-binomial law of parameters a = b = p (N - 1) / (2 (1 - p)), p the independence. It has two
/// camps in turn iff a < 1, that is p < 2 / (N + 1); the share k / N has variance (2 a + N) / (4 N (2 a +
/// 1)).
struct Herding {
  static constexpr std::string_view summary = "noisy voters: one camp or two in turn, and how far they swing";
  static constexpr std::string_view source = "Kirman 1993; Granovsky and Madras 1995";

  Answer operator()(const Case& c) const;
};

/// a of N agents at independence p < 1.
double herding_parameter(double agents, double independence);
/// The variance of the share k / N, and the mean of |2 k / N - 1|.
double herding_variance(double agents, double parameter);
double herding_magnetization(double agents, double parameter);

}  // namespace heed::theory
