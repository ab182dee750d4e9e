// What keeps one binary safe on narrower machines: nothing compiled for a wider one is shared under a name
// that the linker might take for the rest of the program.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "catch.hpp"

namespace {

[[maybe_unused]] std::vector<std::string> lines_of(const std::string& command) {
  std::vector<std::string> out;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  char line[4096];
  while (pipe && std::fgets(line, sizeof line, pipe.get())) out.emplace_back(line);
  return out;
}

}  // namespace

TEST_CASE("objects for wider instruction sets share no function outside their own namespace", "[simd]") {
#if !defined(__OPTIMIZE__) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  WARN("skipped: only optimised builds inline everything");
#else
  if (lines_of("command -v nm").empty()) {
    WARN("skipped: there is no nm here");
    return;
  }
  std::ifstream list(HEED_SIMD_OBJECTS);
  std::string object;
  int looked_at = 0;
  while (std::getline(list, object)) {
    if (object.empty() || object.find("heed_simd_sse4") != std::string::npos) continue;
    ++looked_at;
    for (const std::string& line : lines_of("nm -C '" + object + "'")) {
      // "address kind name": W, V and u are shared between objects by name.
      if (line.size() < 20 || std::string("WVu").find(line[17]) == std::string::npos) continue;
      const std::string name = line.substr(19);
      INFO(object << ": " << name);
      CHECK((name.find("heed::avx2::") != std::string::npos ||
             name.find("heed::avx512::") != std::string::npos || name.find("hwy::N_") != std::string::npos));
    }
  }
#ifdef HEED_SIMD_X86
  CHECK(looked_at >= 4);
#endif
#endif
}
