#pragma once
#include "heed/observe/mixing.hpp"
#include "heed/observe/partition.hpp"

namespace heed::observables {

/// The E-I index of sides or communities, (external - internal) / (external + internal) ties: -1 when all
/// ties stay inside groups, 1 when all go between.
///
/// Ties count by weight; ties of an agent with itself do not count. `undefined` without ties between agents
/// in groups, and without communities where those are asked for. O(N + E). Same bits for any number of
/// threads.
/// Krackhardt, Stern 1988.
struct EiIndex {
  static constexpr std::string_view summary = "ties between groups less ties within, over all ties";
  static constexpr std::string_view long_name = "E-I index of the partition of agents";
  static constexpr std::string_view units = "1";
  Partition partition;

  void fields(Fields& f) { partition.fields(f); }

  double operator()(const Observation& seen, std::size_t topic) const {
    const Mixing ties = mixing(seen.graph(), partition.groups(seen, topic));
    return ties.total > 0 ? 1 - 2 * ties.inside : undefined;
  }
};

}  // namespace heed::observables
