#pragma once
#include <span>
#include <vector>

namespace heed::analysis {

/// The place of each value in increasing order, from 1; equal values share the mean of their places. NaN goes
/// last. O(n log n).
std::vector<double> ranks(std::span<const double> values);

}  // namespace heed::analysis
