#pragma once
#include "heed/run/sweep.hpp"

#include <CLI/CLI.hpp>

namespace heed::analysis {

/// Adds the subcommand `structure`: measures of a network, each beside random graphs with the same degrees.
/// `make` makes the scenario of a file. Sets `status` to 0 when done. Throws Error through the parser: usage
/// for names, file and data for files.
void add_structure(CLI::App& app, int& status, MakeScenario make);

}  // namespace heed::analysis
