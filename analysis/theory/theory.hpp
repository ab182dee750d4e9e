#pragma once
#include "heed/run/sweep.hpp"

#include <CLI/CLI.hpp>

namespace heed::analysis {

/// Adds the subcommand `theory`: what has a closed form or an eigen-solution for a setting, beside what was
/// measured where there is output. `make` makes the scenario of a file. Sets `status` to 0 when done, also
/// where there is no theory. Throws Error through the parser: usage for names, file and data for files.
void add_theory(CLI::App& app, int& status, MakeScenario make);

}  // namespace heed::analysis
