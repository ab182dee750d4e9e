#pragma once
#include "analysis/results.hpp"
#include "heed/io/trajectory.hpp"

#include <string>

namespace heed::analysis {

/// Takes from an open file what a `Results` holds: a grid where the attribute `design` is "grid", axes with
/// an attribute `path` and an axis `seed`; another design on the axis `run`; a run where there is no design.
/// Throws Error (data) where the file is none of these.
Results read_layout(const std::string& file, TrajectoryReader reader);

}  // namespace heed::analysis
