#pragma once
#include "heed/core/parameters.hpp"

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace heed::scenarios {

/// A word that may stand where the cursor is, and what it means.
struct Candidate {
  std::string word, meaning;
};

/// All that may stand where the cursor is. Where files may, those whose names end in one of `endings`, or
/// any.
struct Candidates {
  std::vector<Candidate> words;
  bool files = false;
  std::vector<std::string> endings;
};

/// What may become of the last of the words after `heed`, which is empty or has been begun: commands,
/// options, the words an option allows, parameters and their kinds behind --set, files. Knows of every
/// command what its definition says; what a FILE ends in follows from how its description calls it: TOML,
/// HDF5, a network file. `more`: catalogues of other parts of heed.
Candidates complete(const CLI::App& app, const std::vector<std::string>& words,
                    const std::vector<heed::Catalogue>& more);

/// Adds `heed completion SHELL`, which prints what a shell needs to complete words of heed, and the hidden
/// `heed complete`, which that asks.
void add_completion(CLI::App& app, int& status, std::vector<heed::Catalogue> more = {});

}  // namespace heed::scenarios
