#pragma once
#include "analysis/figure/source.hpp"

#include <string>
#include <vector>

namespace heed::analysis {

// What figures of opinions have in common.

/// Why there are no opinions to draw; empty where there are.
std::string lacks_opinions(const FigureSource& source);

/// The times of these snapshots as texts.
std::vector<std::string> time_labels(const FigureSource& source, const std::vector<std::size_t>& snapshots);

/// The bin of this place, counted in bins from the first on; what lies beyond is in the first or the last.
std::size_t bin_at(double place, std::size_t bins);

/// Places 0, 1, 2 … of topics or the like.
std::vector<std::size_t> counted(std::size_t count);

/// "At the end opinions lie between -1.02 and 1.03; their mean is 0.01 and their standard deviation 0.99."
std::string end_in_words(const FigureSource& source);

}  // namespace heed::analysis
