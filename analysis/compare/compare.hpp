#pragma once
#include <CLI/CLI.hpp>

namespace heed::analysis {

/// Adds the subcommand `compare`: two files, or two values of a swept parameter of one, paired by seed; text,
/// CSV or JSON on stdout, remarks on stderr. Sets `status` to 0 when done.
void add_compare(CLI::App& app, int& status);

}  // namespace heed::analysis
