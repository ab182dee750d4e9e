#pragma once
#include <CLI/CLI.hpp>

namespace heed::analysis {

/// Adds the subcommand `sensitivity`: Sobol indices or elementary effects of the parameters of a sweep; text,
/// CSV or JSON on stdout, runs left out or not converged on stderr. Sets `status` to 0 when done.
void add_sensitivity(CLI::App& app, int& status);

}  // namespace heed::analysis
