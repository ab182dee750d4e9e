#pragma once
#include "heed/graph/network.hpp"
#include "heed/graphs/common/checked.hpp"
#include "heed/graphs/common/size.hpp"

#include <cstdint>
#include <string_view>

namespace heed::graphs {

/// Agents arrive one by one, and each ties itself to `ties` of those present, drawn with probability
/// proportional to their degree. The first ties + 1 agents are all tied to one another.
///
/// ties (ties + 1) / 2 + (N - ties - 1) ties ties, both ways; every degree is at least `ties`, the mean
/// degree nears 2 ties, and the share of agents of degree k nears 2 m (m + 1) / (k (k + 1) (k + 2)), m =
/// ties.
struct BarabasiAlbert {
  static constexpr std::string_view summary = "newcomers tie themselves to those with many ties";

  std::int64_t agents = 1000;
  std::int64_t ties = 10;

  void fields(Fields& f);
  Size size() const {
    const auto n = static_cast<double>(agents), m = static_cast<double>(ties);
    return {n, m * (m + 1) + 2 * m * (n - m - 1)};
  }

  /// O(E) expected. Barabási and Albert 1999, by the list of all ends of ties (Batagelj and Brandes 2005);
  /// the `ties` draws of a newcomer are repeated until all differ. Throws Error (data) when ties is not below
  /// agents.
  Network make(std::uint64_t seed) const;
};

}  // namespace heed::graphs
