#pragma once
#include "heed/attention/attention.hpp"

namespace heed {

/// The logit of one pair, s(q, k) / T + Σ b, as if the two were tied so: what a kernel computes for a whole
/// row. -∞ where a mask of opinions closes the tie. Masks of reach and of number play no part.
double logit(const Attention& attention, const TieFacts& tie, Pair<double> said, double temperature);

}  // namespace heed
