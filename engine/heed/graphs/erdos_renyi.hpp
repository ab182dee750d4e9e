#pragma once
#include "heed/graph/network.hpp"
#include "heed/graphs/common/checked.hpp"
#include "heed/graphs/common/size.hpp"

#include <cstdint>
#include <string_view>

namespace heed::graphs {

/// Each pair of agents is tied, both ways, with the same probability: mean_degree / (N - 1), or
/// `probability` where given (0 or more).
struct ErdosRenyi {
  static constexpr std::string_view summary = "every pair is tied with the same probability";
  static constexpr double usual_mean_degree = 20;

  std::int64_t agents = 1000;
  double mean_degree = usual_mean_degree;
  double probability = -1;

  void fields(Fields& f);
  Size size() const {
    const auto n = static_cast<double>(agents);
    return {n, n * (probability >= 0 ? probability * (n - 1) : mean_degree)};
  }

  /// O(N + E), by geometric skips (Batagelj and Brandes 2005). Gilbert's G(n, p) (1959).
  /// Throws Error (data) when mean_degree is above agents - 1, or both it and probability are given.
  Network make(std::uint64_t seed) const;
};

}  // namespace heed::graphs
