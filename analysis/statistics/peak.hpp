#pragma once
#include <limits>
#include <span>
#include <string_view>

namespace heed::analysis {

/// A place on a curve, or why there is none.
struct Located {
  double at = std::numeric_limits<double>::quiet_NaN(), height = std::numeric_limits<double>::quiet_NaN();
  std::string_view why = {};  ///< empty where it was found

  bool found() const { return why.empty(); }
};

/// Where a curve peaks: the top of the parabola through its highest point and the two beside it.
///
/// x   increasing        y   NaN where there is none; such points are left out
/// Not found with fewer than three points, when the highest is the first or the last, and when the curve is
/// flat. O(n).
Located find_peak(std::span<const double> x, std::span<const double> y);

}  // namespace heed::analysis
