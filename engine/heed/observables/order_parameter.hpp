#pragma once
#include "heed/core/fields.hpp"
#include "heed/core/parallel.hpp"
#include "heed/observe/moments.hpp"
#include "heed/observe/observation.hpp"

#include <cmath>
#include <numbers>
#include <vector>

namespace heed::observables {

/// How far all point the same way: r = |Σ_i u_i| / N, 0 when spread evenly, 1 when all agree. With one topic
/// u_i is the point of opinion x_i on a circle of circumference `length`, (cos, sin) 2π x_i / length; with
/// several it is the direction x_i / |x_i|, and an opinion of 0 points nowhere. `undefined` without agents.
/// O(N K). Kuramoto 1975; the magnetisation of the XY and Heisenberg models.
struct OrderParameter {
  static constexpr std::string_view summary = "how far all point the same way, |mean direction|";
  static constexpr std::string_view long_name = "length of the mean direction of opinion over agents";
  static constexpr std::string_view units = "1";

  double length = 1;

  void fields(Fields& f) {
    f("length", length, above(0), "circumference of the circle that opinions on a single topic lie on");
  }

  double operator()(const Observation& seen) const {
    if (seen.agents() == 0) return undefined;
    double squares = 0;
    if (seen.topics() == 1) {
      const Sums<2> s = sum<Sums<2>>(seen.agents(), [&](std::size_t i) {
        const double turns = seen.opinion(i, 0) / length;
        const double angle = 2 * std::numbers::pi * (turns - std::round(turns));
        return Sums<2>{{std::cos(angle), std::sin(angle)}};
      });
      squares = s.of[0] * s.of[0] + s.of[1] * s.of[1];
    } else {
      std::vector<double> norm(seen.agents());
      for_each_index(seen.agents(), [&](std::size_t i) {
        double n = 0;
        for (std::size_t c = 0; c < seen.topics(); ++c) n += seen.opinion(i, c) * seen.opinion(i, c);
        norm[i] = n > 0 ? std::sqrt(n) : 1;
      });
      for (std::size_t c = 0; c < seen.topics(); ++c) {
        const double s =
            heed::sum(seen.agents(), [&](std::size_t i) { return seen.opinion(i, c) / norm[i]; });
        squares += s * s;
      }
    }
    return std::sqrt(squares) / static_cast<double>(seen.agents());
  }
};

}  // namespace heed::observables
