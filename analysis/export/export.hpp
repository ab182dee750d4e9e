#pragma once
#include "heed/run/sweep.hpp"

#include <CLI/CLI.hpp>

namespace heed::analysis {

/// Adds the subcommand `export`, which writes a run or a sweep in a format of other programs; `make` makes
/// its scenario again, for attention that was not recorded. Sets `status` to 0 when done. Throws Error
/// through the parser: usage, data, io.
void add_export(CLI::App& app, int& status, MakeScenario make);

}  // namespace heed::analysis
