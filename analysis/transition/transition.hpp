#pragma once
#include <CLI/CLI.hpp>

namespace heed::analysis {

/// Adds the subcommand `transition`: where order is lost along a swept parameter, with its error; text or
/// JSON on stdout, runs left out or not settled on stderr. Sets `status` to 0 when done.
void add_transition(CLI::App& app, int& status);

}  // namespace heed::analysis
