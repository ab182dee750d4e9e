// Commands that are killed at a moment that is counted, not timed: any at which a file may be half written.
#include <random>

#include "command.hpp"

#ifdef HEED_DIES_AT_WRITE  // sanitizers want to be loaded before it

using namespace heed::tests;

namespace {

const std::string small_run = R"(heed = 1
[run]
steps = 400
checkpoint = "2 ms"
precision = "float32"
[graph]
kind = "stochastic_block"
blocks = [60, 60]
p_in = 0.3
p_out = 0.1
[dynamics]
noise = 0.01
)";
const std::string small_sweep = R"(base = "run.toml"
[run]
steps = 40
[sweep]
seeds = 4
states = "last"
[sweep.over]
attention.temperature = [0.2, 0.5, 2.0]
)";

/// A command with --resume, killed at the moment `dies`, if any.
Result go_on(const Scratch& folder, const std::string& command, const std::string& dies) {
  return shell(folder, "LD_PRELOAD='" HEED_DIES_AT_WRITE "' HEED_TEST_COUNT=count " +
                           (dies.empty() ? "" : "HEED_TEST_DIES_AT=" + dies + " ") + "\"$HEED\" " + command +
                           " -q --resume -o x.h5");
}

/// The part opens and all that it holds can be read.
void check_part(const Scratch& folder) {
  if (!std::filesystem::exists(folder / "x.h5.part")) return;
  const Result dumped = shell(folder, "! command -v h5dump || h5dump x.h5.part > /dev/null");
  INFO(dumped.err);
  CHECK(dumped.status == 0);
}

/// Kills the command, and what goes on with it, at random moments, lets it end, and compares.
void die_often(const std::string& command, int times) {
  const Scratch folder;
  folder.write("run.toml", small_run);
  folder.write("sweep.toml", small_sweep);
  REQUIRE(heed_command(folder, command + " -q -o whole.h5").status == 0);
  REQUIRE(go_on(folder, command, "").status == 0);
  const std::string whole = contents(folder / "whole.h5");
  REQUIRE((contents(folder / "x.h5") == whole));
  const long all = std::stol(contents(folder / "count"));
  REQUIRE(all > 100);
  std::mt19937 random(7);
  std::uniform_int_distribution<long> moment(0, all - 1);
  for (int k = 0; k < times; ++k) {
    std::filesystem::remove(folder / "x.h5");
    std::string moments;
    for (int status = -1; status != 0;) {
      const std::string dies = std::to_string(moment(random));
      moments += " " + dies;
      INFO("died at" << moments << " of " << all);
      const Result result = go_on(folder, command, dies);
      status = result.status;
      INFO(result.err);
      REQUIRE((status == 0 || status == 128 + SIGKILL));
      check_part(folder);
    }
    INFO("died at" << moments << " of " << all);
    CHECK((contents(folder / "x.h5") == whole));
    CHECK(files(folder.path()) ==
          std::set<std::string>{"count", "run.toml", "sweep.toml", "whole.h5", "x.h5"});
  }
}

}  // namespace

TEST_CASE("a sweep that dies at any of its writes leaves what opens, and goes on to the same bytes") {
  die_often("sweep sweep.toml --threads 1", 25);
}

TEST_CASE("a run that dies at any of its writes leaves what opens, and goes on to the same bytes") {
  die_often("run run.toml --threads 2", 20);
}

#endif
