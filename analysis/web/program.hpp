#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace heed::analysis {

/// What another program said.
struct ProgramEnd {
  int status = 0;       ///< its exit code; 127 where there is no such program
  std::string remarks;  ///< what it wrote on stderr, the first few kB
};

/// Runs another program, found on PATH, that reads one file and writes another: `arguments[0] … < in > out`.
/// Waits for it. Throws Error (io) where `in` cannot be read or `out` not be written.
ProgramEnd run_program(const std::vector<std::string>& arguments, const std::filesystem::path& in,
                       const std::filesystem::path& out);

}  // namespace heed::analysis
