#pragma once
#include "heed/run/sweep.hpp"

#include <CLI/CLI.hpp>

namespace heed::analysis {

/// Adds the subcommand `report`, which writes one self-contained HTML page about a run or a sweep; `make`
/// makes its scenario again, for theory. Sets `status` to 0 when done. Throws Error through the parser:
/// usage, data, io.
void add_report(CLI::App& app, int& status, MakeScenario make);

}  // namespace heed::analysis
