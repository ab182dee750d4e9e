#pragma once
#include "heed/run/sweep.hpp"

#include <functional>
#include <memory>

#include <CLI/CLI.hpp>

namespace heed::analysis {

/// Makes what shows how far twins have come; `quiet` shows nothing.
using MakeMonitor = std::function<std::unique_ptr<SweepMonitor>(bool quiet)>;

/// Adds the subcommand `audit`: is attention influence? Counterfactual twins of a run say whom each agent
/// moves. `make` makes the scenario of a file. Sets `status` to 0 when done, 130 when interrupted. Throws
/// Error through the parser: usage, file, data, numeric, io.
void add_audit(CLI::App& app, int& status, MakeScenario make, MakeMonitor monitor);

}  // namespace heed::analysis
