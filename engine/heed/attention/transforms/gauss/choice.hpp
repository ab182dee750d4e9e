#pragma once
#include "heed/attention/transforms/gauss/series.hpp"
#include "heed/attention/transforms/gauss/task.hpp"

#include <span>

namespace heed {

/// The ways to go about a state: looking at near agents one by one, or by boxes; then, with which of the
/// series offered.
struct GaussChoice {
  bool by_boxes;
  std::size_t series;
};

/// How many numbers may be kept per agent for the moments of boxes.
inline constexpr double most_moments_per_agent = 256;

/// Numbers in one series.
std::size_t series_size(const GaussSeries& series, int topics);

/// What the transform costs with that many boxes that hold someone, in a grid of that many along its longest
/// side; in units of one fused multiply-add of eight numbers.
double cost_of(const GaussSeries& series, std::size_t agents, int topics, double boxes, double longest_line);

/// What costs least for a state. How many boxes hold someone, and how many agents are near one, is estimated
/// from a sample of agents: O(1), and a function of the state alone.
///
/// series   those that may be used
/// one_box  of a single box around everyone, or null where that is too wide; it is number series.size()
template <int K>
GaussChoice choose(const GaussTask<K>& task, double cutoff, std::span<const GaussSeries> series,
                   const GaussSeries* one_box);

}  // namespace heed
