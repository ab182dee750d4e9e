#pragma once
#include "analysis/statistics/peak.hpp"

#include <span>

namespace heed::analysis {

/// Where the curves of a small and of a large system cross, linearly between points; `height` is the value of
/// both there.
///
/// x      increasing        small, large   NaN where there is none; such points are left out
/// order  the mean order of the large system: the curve of the large one must be above on the side where it
/// is
///        larger, and below on the other (Binder 1981)
/// Deep in order and deep in disorder Binder cumulants of all sizes agree and chance makes them cross at many
/// places. The one taken is the place that best parts the points into those where the large system is above
/// and those where the small one is, by the sum of their distances. Not found with fewer than two points,
/// where no place parts them better than none, and where one side has less than a two-hundredth of the other.
/// O(n).
Located find_crossing(std::span<const double> x, std::span<const double> small, std::span<const double> large,
                      std::span<const double> order);

}  // namespace heed::analysis
