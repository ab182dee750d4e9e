#pragma once
#include "heed/observe/mixing.hpp"
#include "heed/observe/partition.hpp"

namespace heed::observables {

/// Modularity of sides or communities, Q = Σ_c (e_cc - a_c b_c): the share of ties inside groups, less what
/// the strengths alone would give.
///
/// Ties count by weight, each direction as heard; ties of an agent with itself do not count. `undefined`
/// without ties between agents in groups, and without communities where those are asked for. O(N + E). Same
/// bits for any number of threads.
/// Newman, Girvan 2004; directed as in Leicht, Newman 2008.
struct Modularity {
  static constexpr std::string_view summary = "modularity of sides of opinion, or of communities";
  static constexpr std::string_view long_name = "modularity of the partition of agents";
  static constexpr std::string_view units = "1";
  Partition partition;

  void fields(Fields& f) { partition.fields(f); }

  double operator()(const Observation& seen, std::size_t topic) const {
    const Mixing ties = mixing(seen.graph(), partition.groups(seen, topic));
    return ties.total > 0 ? ties.inside - ties.chance : undefined;
  }
};

}  // namespace heed::observables
