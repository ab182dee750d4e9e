// Damaged HDF5 files for all that reads them. libhdf5 is not ours and crashes on some, so each is opened in a
// process of its own. HEED_DAMAGE=20000 in the environment tries so many kinds of damage, not a few hundred.
#include "analysis/analyze.hpp"
#include "heed/core/error.hpp"
#include "heed/core/random.hpp"

#include <cstdlib>
#include <map>
#include <sstream>

#include "catch.hpp"
#include "unit/analysis/sample_files.hpp"
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace heed;

namespace {

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Some bytes replaced by others, by large numbers or by zeros, a bit turned over, or the end cut off.
std::string damaged(std::string bytes, Stream& stream) {
  for (std::uint64_t hits = 1 + stream.below(3); hits > 0; --hits) {
    const std::size_t at = stream.below(bytes.size() - 8);
    switch (stream.below(6)) {
      case 0: bytes[at] = static_cast<char>(stream.below(256)); break;
      case 1: bytes[at] = static_cast<char>(bytes[at] ^ (1 << stream.below(8))); break;
      case 2: bytes.replace(at, 4, 4, static_cast<char>(stream.below(2) * 255)); break;
      case 3: bytes.replace(at, 8, "\xff\xff\xff\x7f\0\0\0\0", 8); break;
      case 4: bytes.replace(at, 8, bytes.substr(stream.below(bytes.size() - 8), 8)); break;
      default:
        if (stream.below(20) == 0) bytes.resize(std::max<std::size_t>(at, 16));
    }
    if (bytes.size() < 32) break;
  }
  return bytes;
}

/// How a process ended that analysed the file in every way: 0 read, 2 refused in words, else what went wrong.
std::string ending_of(const std::string& path) {
  const pid_t child = fork();
  if (child == 0) {
    const rlimit seconds{20, 20}, memory{std::size_t{4} << 30, std::size_t{4} << 30};
    setrlimit(RLIMIT_CPU, &seconds);
    setrlimit(RLIMIT_AS, &memory);
    int status = 0;
    for (const auto format :
         {analysis::AnalyzeOptions::Format::text, analysis::AnalyzeOptions::Format::csv}) {
      std::ostringstream out, remarks;
      try {
        analysis::analyze({.files = {path}, .format = format}, out, remarks);
      } catch (const Error&) {
        status = 2;
      } catch (const std::exception& e) {
        std::fprintf(stderr, "%s\n", e.what());
        status = 4;
      }
    }
    std::_Exit(status);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) return "signal " + std::to_string(WTERMSIG(status));
  return "exit " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

TEST_CASE("damaged HDF5 files are read or refused in words") {
  const sample::Folder folder("damage");
  const char* asked = std::getenv("HEED_DAMAGE");
  const int kinds = asked ? std::atoi(asked) : 60;
  std::map<std::string, int> endings;
  for (const auto& path : {sample::write_run(folder / "run.h5"), sample::write_grid(folder / "grid.h5"),
                           sample::write_hypercube(folder / "cube.h5")}) {
    const std::string whole = content(path);
    CHECK(ending_of(path) == "exit 0");
    Stream stream(7, Purpose::test);
    for (int kind = 0; kind < kinds; ++kind) {
      const std::string bytes = damaged(whole, stream), place = folder / "damaged.h5";
      std::ofstream(place, std::ios::binary | std::ios::trunc) << bytes;
      const std::string ending = ending_of(place);
      ++endings[ending];
      if (ending == "exit 0" || ending == "exit 2") continue;
      INFO(path << " damage " << kind);
      CHECK(ending == "read or refused");
      if (const char* keep = std::getenv("HEED_KEEP"))
        std::ofstream(std::string(keep) + "/" + std::to_string(kind) + "-" +
                          std::filesystem::path(path).filename().string(),
                      std::ios::binary)
            << bytes;
    }
  }
  for (const auto& [ending, count] : endings) UNSCOPED_INFO(ending << ": " << count);
  CHECK(endings["exit 2"] > 0);
}
