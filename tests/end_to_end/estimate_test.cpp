// What `heed validate` says a run takes, and what is refused before it starts because there is not that much.
#include <cmath>
#include <regex>

#include "command.hpp"

using namespace heed::tests;

namespace {

const std::string shipped = std::string(HEED_SOURCE_DIR) + "/scenarios/";

/// The size that a line of `heed validate` names, in bytes.
double said(const std::string& text, const std::string& what) {
  std::smatch found;
  const std::regex line("\n  " + what + " +(?:about|at most) ([0-9.e+]+) (bytes|kB|MB|GB|TB)");
  if (!std::regex_search(text, found, line)) return std::nan("");
  static const std::vector<std::string> units = {"bytes", "kB", "MB", "GB", "TB"};
  double out = std::stod(found[1]);
  for (std::size_t u = 0; units[u] != found[2].str(); ++u) out *= 1000;
  return out;
}

}  // namespace

TEST_CASE("validate says what a run takes: memory, time, and the size of its output") {
  const Scratch folder;
  for (const std::string scenario : {"opinion/karate.toml", "opinion/echo_chamber.toml",
                                     "sensor_fusion/three_sensors.toml", "market/planted_pairs.toml"}) {
    const std::string file = "'" + shipped + scenario + "' --set run.steps=60";
    std::string all = file;
    if (scenario.starts_with("opinion")) all += " --set run.tolerance=0";
    if (scenario.starts_with("market")) all += " --set prices.days=9000";
    const Result validated = heed_command(folder, "validate " + all);
    INFO(scenario << validated.out << validated.err);
    REQUIRE(validated.status == 0);
    CHECK(contains(validated.out, "\n  time    at most "));
    CHECK(said(validated.out, "memory") > 5e6);
    REQUIRE(heed_command(folder, "run " + all + " -o out.h5 --force").status == 0);
    const auto is = static_cast<double>(std::filesystem::file_size(folder / "out.h5"));
    CHECK(std::abs(said(validated.out, "disk") - is) <= 0.05 * is + 8192);  // see io/file_size
  }
}

TEST_CASE("validate says what a sweep takes") {
  const Scratch folder;
  const std::string all =
      "'" + shipped + "opinion/temperature_sweep.toml' --set sweep.seeds=2 --set run.steps=40";
  const Result validated = heed_command(folder, "validate " + all);
  INFO(validated.out << validated.err);
  REQUIRE(validated.status == 0);
  CHECK(contains(validated.out, ", by its first and its last run, tried for a second\n"));
  REQUIRE(heed_command(folder, "sweep -q " + all + " -o out.h5").status == 0);
  const auto is = static_cast<double>(std::filesystem::file_size(folder / "out.h5"));
  CHECK(said(validated.out, "disk") >= 0.95 * is);
  CHECK(said(validated.out, "disk") <= 2 * is + 8192);  // as if all runs had the warning of the first
}

TEST_CASE("a run that does not fit in memory is refused before it starts, with what it needs") {
#ifdef __SANITIZE_ADDRESS__
  WARN("skipped: the sanitizer takes more address space than ulimit -v leaves");
#else
  const Scratch folder;
  folder.write("big.toml", "heed = 1\n[graph]\nkind = \"ring\"\nagents = 10000000\ndegree = 40\n");
  for (const auto& [command, needs] : {std::pair<std::string, std::string>{"run big.toml -o big.h5", "15.7"},
                                       {"validate big.toml", "15.7"},
                                       {"theory big.toml", "7.8"}}) {
    const Result result = shell(folder, "ulimit -v 2000000; heed " + command);
    INFO(result.err);
    CHECK(result.status == 2);
    CHECK(contains(result.err, "this run needs " + needs));
    CHECK(contains(result.err, " GB of memory or more, and ulimit -v leaves "));
  }
  folder.write("grows.toml",
               "base = \"big.toml\"\n[graph]\nagents = 100\n[sweep.over]\ngraph.agents = [100, 10000000]\n");
  folder.write("market.toml",
               "scenario = \"market\"\n[prices]\nkind = \"planted\"\nassets = 10000\ndays = 31\n[trading]\n"
               "formation = 20\nperiod = 10\n");
  for (const std::string command :
       {"sweep grows.toml -o big.h5", "run market.toml -o big.h5", "validate market.toml"}) {
    const Result result = shell(folder, "ulimit -v 1500000; heed " + command);
    INFO(result.err);
    CHECK(result.status == 2);
    CHECK(contains(result.err, " GB of memory or more, and ulimit -v leaves "));
  }
  CHECK(!std::filesystem::exists(folder / "big.h5"));
  CHECK(!std::filesystem::exists(folder / "big.h5.part"));
#endif
}

TEST_CASE("an output that does not fit on the disk is refused before the first step") {
  const Scratch folder;
  folder.write("a.toml", small);
  const std::string long_run = " --set run.steps=1000000000000 --set record.opinions_every=1";
  const Result run = heed_command(folder, "run a.toml -o a.h5" + long_run);
  CHECK(run.status == 2);
  CHECK(contains(run.err, "the output takes "));
  CHECK(contains(run.err, " free in '.'; record less"));
  CHECK(!std::filesystem::exists(folder / "a.h5.part"));
  folder.write(
      "sweep.toml",
      "heed = 1\nbase = \"a.toml\"\n[sweep]\nseeds = 2\n[sweep.over]\nattention.temperature = [1.0, 2.0]\n");
  const Result sweep = heed_command(folder, "sweep sweep.toml -o s.h5 --set run.steps=1000000000000");
  CHECK(sweep.status == 2);
  CHECK(contains(sweep.err, "the output takes "));
  CHECK(!std::filesystem::exists(folder / "s.h5.part"));
  for (const std::string file : {"a.toml --set record.opinions_every=1", "sweep.toml"}) {
    const Result validated = heed_command(folder, "validate " + file + " --set run.steps=1000000000000");
    INFO(file << validated.out << validated.err);
    CHECK(validated.status == 2);
    CHECK(validated.out.empty());
    CHECK(contains(validated.err, "the output takes "));
  }
}

TEST_CASE("an output whose folder is not there is refused in the same words by all") {
  const Scratch folder;
  folder.write("a.toml", small + "[record]\nfile = \"out/a.h5\"\n");
  folder.write(
      "sweep.toml",
      "base = \"a.toml\"\n[sweep]\nfile = \"out/s.h5\"\n[sweep.over]\nattention.temperature = [1.0]\n");
  for (const std::string command :
       {"validate a.toml", "run a.toml", "validate sweep.toml", "sweep sweep.toml"}) {
    const Result result = heed_command(folder, command);
    INFO(command << result.out << result.err);
    CHECK(result.status == 2);
    CHECK(contains(result.err, "there is no folder 'out'; make it first"));
  }
}
