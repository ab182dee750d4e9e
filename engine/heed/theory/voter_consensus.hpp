#pragma once
#include "heed/predict/law.hpp"

namespace heed::theory {

/// Voters all end at an opinion with the probability Σ π_i over those who held it, π the stationary law of
/// the draws: the share of degrees on ties both ways. With two opinions, p that of one, where everyone hears
/// everyone it takes -N [p ln p + (1 - p) ln(1 - p)] steps of N moves on average, and twice that when all
/// move at once; on ties both ways without structure 1 / Σ π_i² stands in place of N (mean field).
struct VoterConsensus {
  static constexpr std::string_view summary = "voters: the chance of each opinion, and how long it takes";
  static constexpr std::string_view source = "Holley and Liggett 1975; Sood and Redner 2005";

  Answer operator()(const Case& c) const;
};

/// The mean number of steps to agree, `crowd` being N or what stands in its place.
double voter_steps(double crowd, double share);

}  // namespace heed::theory
