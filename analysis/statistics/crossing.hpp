#pragma once
#include "analysis/statistics/peak.hpp"

#include <span>

namespace heed::analysis {

/// Where the curves of a small and of a large system cross, linearly between points; `height` is the value of
/// both there.
///
/// x   increasing        small, large   NaN where there is none; such points are left out
/// Deep in order and deep in disorder Binder cumulants of all sizes agree and chance makes them cross at many
/// places. The one taken is the place that best parts the points into those where one curve is above and
/// those where the other is, by the sum of their distances. Not found with fewer than two points and where no
/// place parts them better than none. O(n).
Located find_crossing(std::span<const double> x, std::span<const double> small,
                      std::span<const double> large);

}  // namespace heed::analysis
