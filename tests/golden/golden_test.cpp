// What people and programs rely on word for word. After a wanted change: heed describe >
// tests/golden/describe.txt, the same with --scenario for the others, and h5dump -H -A 0 of the small run
// below > tests/golden/run.txt; read the difference before committing it.
#include "end_to_end/command.hpp"

using namespace heed::tests;

namespace {
const std::string folder = std::string(HEED_SOURCE_DIR) + "/tests/golden/";
}

TEST_CASE("the reference of all parameters is as written down") {
  const Scratch scratch;
  CHECK(heed_command(scratch, "describe").out == contents(folder + "describe.txt"));
  CHECK(heed_command(scratch, "describe --scenario sensor_fusion").out ==
        contents(folder + "describe_sensor_fusion.txt"));
  CHECK(heed_command(scratch, "describe --scenario market").out == contents(folder + "describe_market.txt"));
  CHECK(heed_command(scratch, "describe --scenario graph").out == contents(folder + "describe_graph.txt"));
}

TEST_CASE("the layout of a run is as written down") {
  const Scratch scratch;
  if (shell(scratch, "command -v h5dump").status != 0) {
    WARN("skipped: h5dump is not installed");
    return;
  }
  const Result run =
      heed_command(scratch, "run '" + std::string(HEED_SOURCE_DIR) +
                                "/scenarios/opinion/karate.toml' -o run.h5 --set record.attention_every=10");
  REQUIRE(run.status == 0);
  CHECK(shell(scratch, "h5dump -H -A 0 run.h5").out == contents(folder + "run.txt"));
}
