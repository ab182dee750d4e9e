#pragma once
#include <string>

#include <CLI/CLI.hpp>

namespace heed::scenarios {

/// The manual page of the command, heed(1), or of one of its subcommands, heed-run(1): man(7) source made of
/// the very definitions that parse the command line.
std::string manual_page(const CLI::App& command);

/// Adds `heed man`. It writes about the commands that `app` has when it is called.
void add_man(CLI::App& app, int& status);

}  // namespace heed::scenarios
