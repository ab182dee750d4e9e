#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace heed {

/// Agents of like opinion: how many, and their mean opinion.
struct OpinionGroup {
  std::size_t agents = 0;
  double mean = 0;
};

/// The default `gap` between groups, on opinions of order 1: below the smallest bound of confidence in use
/// (0.05, which is how far camps at rest are apart at least), and far above the rounding that is left between
/// agents who have come to agree.
inline constexpr double default_gap = 0.01;

/// Cuts opinions, given in increasing order, wherever the next is more than `gap` (0 or more) further up
/// (single linkage). Groups come in increasing order of opinion; none for no opinions, and none when an
/// opinion is NaN. O(N).
std::vector<OpinionGroup> opinion_groups(std::span<const double> sorted, double gap);

}  // namespace heed
