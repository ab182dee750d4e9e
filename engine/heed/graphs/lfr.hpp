#pragma once
#include "heed/graph/network.hpp"
#include "heed/graphs/common/checked.hpp"
#include "heed/graphs/common/size.hpp"

#include <cstdint>
#include <string_view>

namespace heed::graphs {

/// The benchmark of Lancichinetti, Fortunato and Radicchi: power laws for degrees (exponent τ1) and for
/// community sizes (τ2), and a share `mixing` (μ) of each agent's ties that leave its community. Ties are
/// both ways; communities are numbered from the largest on.
///
/// Phys. Rev. E 78, 046110 (2008). Where this departs from it: the lowest degree is the one that meets the
/// mean degree exactly in expectation; (1 - μ) k is rounded to a whole number at random; agents are placed
/// from the largest inner degree on, uniformly among the free places of communities with room for it, which
/// for these nested choices draws uniformly among all placements, in place of the paper's random walk of
/// homeless agents; ties come from configuration models inside each community and between communities whose
/// unsound ties exchange ends with others (see Repair), in place of rewiring. Ties that cannot be made sound
/// are left out: one in a thousand with the defaults, one in a hundred where the smallest communities are
/// nearly complete.
struct Lfr {
  static constexpr std::string_view summary = "communities of many sizes and agents of many degrees (LFR)";

  std::int64_t agents = 1000;
  double mean_degree = 20;
  std::int64_t max_degree = 50;
  double degree_exponent = 2;
  double mixing = 0.1;
  std::int64_t min_community = 20;
  std::int64_t max_community = 100;
  double community_exponent = 1;

  void fields(Fields& f);
  Size size() const { return {static_cast<double>(agents), static_cast<double>(agents) * mean_degree}; }

  /// O(E + N log N) expected. Throws Error (data) when the parameters contradict one another, or when a
  /// hundred draws of sizes left no place for the agents of largest degree.
  Network make(std::uint64_t seed) const;
};

}  // namespace heed::graphs
