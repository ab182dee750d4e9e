#pragma once
#include "analysis/results.hpp"

namespace heed::analysis {

/// Throws Error (data) where what is known by name in a run lies on other axes than heed writes it on, arrays
/// of one network have not as many ties, an array is shorter than one of its later axes, or there are more
/// agents or runs than the file has room to say something of. What follows may index by these axes.
void check_layout(const Results& results);

}  // namespace heed::analysis
