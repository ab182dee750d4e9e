#pragma once
#include "heed/graph/network.hpp"
#include "heed/graphs/common/checked.hpp"
#include "heed/graphs/common/size.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace heed::graphs {

/// Agents at the points of a grid of any dimension, each hearing the next point either way along each
/// dimension; where periodic, the last point of a line is next to the first (a torus).
///
/// Agent ((x_0 n_1 + x_1) n_2 + x_2) … sits at (x_0, x_1, x_2, …): the last coordinate runs fastest.
struct Lattice {
  static constexpr std::string_view summary = "a grid or torus of any dimension";

  std::vector<std::int64_t> shape{30, 40};
  bool periodic = true;

  void fields(Fields& f);
  Size size() const {
    double points = 1;
    for (const std::int64_t length : shape) points *= static_cast<double>(length);
    double neighbours = 0;  // of an agent, on average
    for (const std::int64_t length : shape) {
      if (length < 2) continue;
      const double ends = periodic && length > 2 ? 0 : 2;  // where a line has no next point
      neighbours += 2 - ends / static_cast<double>(length);
    }
    return {points, points * neighbours};
  }

  /// Where an agent sits, one coordinate per dimension.
  std::vector<std::int64_t> place(Agent agent) const;

  /// O(N dimensions). Throws Error (data) when the shape is empty or has more than 2^31 - 2 points.
  Network make(std::uint64_t seed) const;
};

}  // namespace heed::graphs
