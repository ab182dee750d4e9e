#pragma once
#include "heed/observe/mixing.hpp"
#include "heed/observe/partition.hpp"

namespace heed::observables {

/// Assortativity of sides or communities, r = Σ_c (e_cc - a_c b_c) / (1 - Σ_c a_c b_c): 1 when all ties stay
/// inside groups, 0 when they fall by chance.
///
/// Ties count by weight, each direction as heard; ties of an agent with itself do not count. `undefined`
/// without ties between agents in groups, when only one group has ties, and without communities where those
/// are asked for. O(N + E). Same bits for any number of threads.
/// Newman 2003 (mixing patterns in networks), eq. 2.
struct Assortativity {
  static constexpr std::string_view summary = "assortativity by side of opinion, or by community";
  static constexpr std::string_view long_name = "assortativity coefficient of the partition of agents";
  static constexpr std::string_view units = "1";
  Partition partition;

  void fields(Fields& f) { partition.fields(f); }

  double operator()(const Observation& seen, std::size_t topic) const {
    const Mixing ties = mixing(seen.graph(), partition.groups(seen, topic));
    // The shares of a single group are exactly 1, so this difference is exactly 0 then.
    const double room = 1 - ties.chance;
    return ties.total > 0 && room > 0 ? (ties.inside - ties.chance) / room : undefined;
  }
};

}  // namespace heed::observables
