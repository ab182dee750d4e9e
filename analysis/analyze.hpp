#pragma once
#include "analysis/options.hpp"

#include <iosfwd>

#include <CLI/CLI.hpp>

namespace heed::analysis {

/// Adds the subcommand `analyze`, which prints what runs and sweeps hold: text, CSV or JSON on stdout or in a
/// file, remarks on stderr. Sets `status` to 0 when done. Throws Error through the parser: usage for options
/// and names, data for files.
void add_analyze(CLI::App& app, int& status);

/// What the subcommand does once it knows what is asked for: results to `out`, remarks to `remarks`.
void analyze(const AnalyzeOptions& options, std::ostream& out, std::ostream& remarks);

}  // namespace heed::analysis
