#pragma once
#include "analysis/results.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace heed::analysis {

/// Notes for people, a line "heed: note: …" for each.
void write_notes(const std::vector<std::string>& notes, std::ostream& out, const std::string& before = "");

/// What those who read these files should know of them; each is named where there are several.
void write_remarks(const std::vector<Results>& files, std::ostream& out);

}  // namespace heed::analysis
