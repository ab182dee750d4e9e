// Every shipped sweep, made short, has the same bytes whole or in shards, on one thread or more.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "command.hpp"

using namespace heed::tests;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> shipped_sweeps() {
  std::vector<fs::path> out;
  for (const auto& file : fs::recursive_directory_iterator(fs::path(HEED_SOURCE_DIR) / "scenarios"))
    if (file.path().extension() == ".toml" && contents(file.path()).find("[sweep]") != std::string::npos)
      out.push_back(file.path());
  std::sort(out.begin(), out.end());
  return out;
}

/// Few steps, seeds and points: these are the same for all that is compared.
std::string short_sweep(const fs::path& file) {
  const std::string scenario = file.parent_path().filename();
  std::string out = " --set sweep.seeds=2";
  if (scenario == "opinion") out += " --set run.steps=6 --set record.every=2";
  if (scenario == "graph") out += " --set run.steps=2 --set record.every=1";
  if (contents(file).find("\"saltelli\"") != std::string::npos) out += " --set sweep.points=2";
  return out;
}

}  // namespace

TEST_CASE("every shipped sweep has the same bytes whole, in shards, and on other numbers of threads",
          "[A24]") {
  const std::vector<fs::path> sweeps = shipped_sweeps();
  CHECK(sweeps.size() > 5);
  for (const fs::path& file : sweeps) {
    INFO(file);
    const Scratch folder;
    const std::string sweep = "sweep '" + file.string() + "' -q" + short_sweep(file);
    const Result whole = heed_command(folder, sweep + " -o whole.h5 --threads 1");
    INFO(whole.err);
    REQUIRE(whole.status == 0);
    REQUIRE(heed_command(folder, sweep + " -o threads.h5 --threads 2").status == 0);
    CHECK((contents(folder / "threads.h5") == contents(folder / "whole.h5")));  // not shown: bytes
    for (const std::string shard : {"3", "1", "2"})
      REQUIRE(heed_command(folder, sweep + " -o x.h5 --threads 2 --shard " + shard + "/3").status == 0);
    const Result gathered = heed_command(folder, "gather x.*-of-3.h5 -o gathered.h5");
    INFO(gathered.err);
    REQUIRE(gathered.status == 0);
    CHECK((contents(folder / "gathered.h5") == contents(folder / "whole.h5")));
  }
}
