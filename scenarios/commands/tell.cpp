#include "scenarios/commands/tell.hpp"

#include "heed/core/folded.hpp"
#include "heed/core/shell_word.hpp"
#include "heed/core/terminal_text.hpp"

#include <filesystem>
#include <iostream>

#include <fmt/format.h>

namespace heed::scenarios {

void tell(std::string_view what, const std::string& text) {
  std::cerr << folded(fmt::format("{}: {}", what, for_terminal(text)), 2, line_width(stderr)) << '\n';
}

void tell_of_ending(const std::string& output) {
  const std::string ending = std::filesystem::path(output).extension().string();
  for (const char* other : {".csv", ".tsv", ".txt", ".json"})
    if (ending == other)
      tell("note", fmt::format("'{}' is HDF5, whatever its name says; heed analyze {} --{} prints {}", output,
                               shell_word(output), ending == ".json" ? "json" : "csv",
                               ending == ".json" ? "JSON" : "CSV"));
}

}  // namespace heed::scenarios
