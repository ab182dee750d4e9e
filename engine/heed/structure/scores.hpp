#pragma once
#include "heed/structure/sides.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heed {

/// What is asked of the structure of a network.
struct StructureOptions {
  /// Who belongs together: the communities, or two sides found in the graph, and found again in each null
  /// graph.
  enum class Groups { communities, spectral };
  Groups groups = Groups::communities;
  std::size_t nulls = 100;    ///< random graphs with the same degrees
  double swaps_per_tie = 10;  ///< tries of a double edge swap for each tie of these
  double share = 0.1;         ///< of each side, where walks end at random agents
  std::size_t draws = 20;     ///< of these agents
  std::size_t top = 10;       ///< most tied agents of each side, where walks end at those
  std::uint64_t seed = 1;
};

/// A measure of structure, and what it is in random graphs with the same degrees.
struct StructureScore {
  std::string_view name, meaning;
  double value = 0;                   ///< NaN where it is not defined
  double null_mean = 0, null_sd = 0;  ///< over the null graphs that have a value; NaN where there are none

  /// (value - mean) / sd, NaN where sd is 0; and value - mean, 0 where structure is that of chance (Salloum,
  /// Chen, Kivelä 2022, eq. 2).
  double z() const;
  double normalised() const { return value - null_mean; }
};

/// All of them: modularity, assortativity and E-I index of the groups; of two groups, random-walk controversy
/// by random and by most tied agents, and the conductance of the cut between them; the second eigenvalue of
/// the random walk and Cheeger's bounds on the best conductance of all. A null graph keeps every degree and
/// the groups of agents, unless groups are spectral.
///
/// Same numbers on any number of threads. nulls times O(swaps · E + draws linear systems).
std::vector<StructureScore> structure_scores(const Network& network, const StructureOptions& options);

}  // namespace heed
