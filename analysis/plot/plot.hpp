#pragma once
#include "heed/run/sweep.hpp"

#include <CLI/CLI.hpp>

namespace heed::analysis {

/// Adds the subcommand `plot`, which draws one figure of a run or a sweep as SVG, PNG or a Vega-Lite
/// specification, or lists what there is to draw; `make` makes its scenario again, for attention that was not
/// recorded and for theory. Sets `status` to 0 when done. Throws Error through the parser: usage, data, io.
void add_plot(CLI::App& app, int& status, MakeScenario make);

}  // namespace heed::analysis
