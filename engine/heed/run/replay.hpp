#pragma once
#include "heed/io/trajectory.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heed {

/// The growing axes of a file, and how many places each has.
using Lengths = std::vector<std::pair<std::string, std::size_t>>;

/// An attribute of a growing axis that is not labelled with steps: each step from 1 on appends so many
/// places.
inline constexpr std::string_view places_per_step = "places_per_step";
/// Its value; 0 where there is none: labels are steps.
std::size_t places_per_step_of(const Axis& axis);

/// What an earlier run appended, to be appended again. A run appends in the order of steps, and at one step
/// in the order in which it declared the axes, so that the same calls come again in the same order and the
/// file gets the same bytes.
class Replay {
 public:
  /// The first places of each axis of `from`. Throws Error (data) where it has fewer, or is damaged.
  Replay(const TrajectoryReader& from, const Lengths& lengths);

  /// Appends them all. The same axes and variables must have been declared there. O(bytes), a few MiB at a
  /// time.
  void onto(Recorder& recorder) const;

 private:
  /// A growing axis, the places to take of it, and the variables on it.
  struct Stretch {
    std::string axis;
    std::vector<double> labels;
    std::vector<std::size_t> variables;  ///< by place in the file
    std::size_t per_step;                ///< 0: labels are steps

    double step_of(std::size_t place) const;
  };

  const TrajectoryReader& from_;
  std::vector<Stretch> stretches_;
};

}  // namespace heed
