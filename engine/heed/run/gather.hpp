#pragma once
#include "heed/run/sweep.hpp"
#include "heed/run/sweep_reader.hpp"

#include <string>
#include <vector>

namespace heed {

/// Opens the files of all shards of a sweep, in order.
/// Throws Error (usage) that names every file that does not belong, is there twice, is missing or not
/// finished; Error (data) where one cannot be read.
std::vector<SweepReader> open_shards(const std::vector<std::string>& paths);

/// Writes all shards as one file, the same bytes as of the sweep made in one piece. Runs that failed stay
/// flagged. `writer` is new. Throws Interrupted when someone asked to stop.
SweepOutcome gather(const std::vector<SweepReader>& shards, TrajectoryWriter& writer);

}  // namespace heed
