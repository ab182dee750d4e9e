#pragma once
#include "analysis/report/page.hpp"
#include "analysis/results.hpp"

#include <CLI/CLI.hpp>

namespace heed::analysis {

/// Adds the subcommand `report`, which writes one self-contained HTML page about a run or a sweep. Sets
/// `status` to 0 when done. Throws Error through the parser: usage, data, io.
void add_report(CLI::App& app, int& status);

/// The page about what a file holds.
Page make_page(const Results& results);

}  // namespace heed::analysis
