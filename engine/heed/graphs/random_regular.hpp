#pragma once
#include "heed/graph/network.hpp"
#include "heed/graphs/common/checked.hpp"
#include "heed/graphs/common/size.hpp"

#include <cstdint>
#include <string_view>

namespace heed::graphs {

/// A random graph in which every agent has exactly `degree` ties, each both ways.
struct RandomRegular {
  static constexpr std::string_view summary = "random ties, exactly as many for each agent";

  std::int64_t agents = 1000;
  std::int64_t degree = 20;

  void fields(Fields& f);
  Size size() const {
    return {static_cast<double>(agents), static_cast<double>(agents) * static_cast<double>(degree)};
  }

  /// O(E) expected. Configuration model (Bollobás 1980), its self-ties and repeats mended by exchanging ends
  /// with ties drawn at random: nearly, not exactly, uniform. Throws Error (data) when agents * degree is odd
  /// or degree is not below agents.
  Network make(std::uint64_t seed) const;
};

}  // namespace heed::graphs
