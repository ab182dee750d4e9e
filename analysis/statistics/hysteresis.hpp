#pragma once
#include "analysis/statistics/difference.hpp"

#include <optional>
#include <span>
#include <vector>

namespace heed::analysis {

/// What runs of one branch say at one value, by seed; nothing where a run has no number.
using BySeed = std::vector<std::optional<double>>;

/// Two branches at one value of the parameter.
struct LoopPoint {
  double value = 0, first = 0, second = 0;
  Difference gap;  ///< second less first; of pairs of one seed where both branches have the same seeds
};

/// A loop: the order on the way up and on the way down.
struct Loop {
  std::vector<LoopPoint> points;
  std::size_t widest = 0;  ///< the point with the largest gap, up or down
  double area = 0;         ///< ∫ |gap| over the parameter, by trapezoids
  std::optional<Interval>
      open;  ///< from the first to the last value at which the gap is clear and above `least`
};

/// A gap that counts, beside being clear of 0: two branches of a continuous transition differ by less.
inline constexpr double least_gap = 0.05;

enum class Pairing { by_seed, none };

/// Compares two branches at the values they share (up to rounding); points without numbers of both are left
/// out. By seed: the places of both are the same seeds. O(values seeds).
Loop hysteresis(std::span<const double> first_values, std::span<const BySeed> first,
                std::span<const double> second_values, std::span<const BySeed> second, Pairing pairing);

}  // namespace heed::analysis
