#pragma once
#include <span>

namespace heed {

/// Hartigan's dip: the least distance, sup |F_n - F|, of the values from a law F with one peak, that is
/// convex before it and concave after it. Two equal atoms 1/4, n equally spaced values 1/(2n).
///
/// values   in increasing order
/// Never below 1/(2n), also where all are equal; NaN of no values and where one is NaN. O(n log n) at most,
/// most often O(n).
/// Hartigan and Hartigan 1985; their algorithm AS 217, with the corrections of Maechler's R package diptest.
double dip(std::span<const double> values);

}  // namespace heed
