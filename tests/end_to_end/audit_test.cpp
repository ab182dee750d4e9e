// `heed audit` as people use it: what it prints, writes, and how it exits.
#include "heed/io/trajectory.hpp"

#include <cmath>

#include "command.hpp"
#include <nlohmann/json.hpp>

using namespace heed;
using namespace heed::tests;

namespace {

const std::string scenarios = std::string(HEED_SOURCE_DIR) + "/scenarios/";

nlohmann::json audited(const Scratch& folder, const std::string& arguments) {
  const Result result = heed_command(folder, "audit --json " + arguments);
  INFO(result.err);
  REQUIRE(result.status == 0);
  return nlohmann::json::parse(result.out);
}

/// An average over two ties of a path of three, for good.
const std::string path_of_three = R"(heed = 1
[run]
steps = 4
[graph]
kind = "file"
file = "path.edges"
[dynamics]
kind = "degroot"
)";

}  // namespace

TEST_CASE("an audit of every scenario of opinions that ships is answered, whatever is done to agents") {
  const Scratch folder;
  for (const auto& entry : std::filesystem::directory_iterator(scenarios + "opinion")) {
    if (entry.path().extension() != ".toml") continue;
    const std::string path = entry.path().string();
    INFO(path);
    const std::string which = contains(contents(path), "[sweep]") ? " --run 1" : "";
    const Result result = heed_command(folder, "audit '" + path + "' --agents 4 --horizons 1,3 -q" + which);
    INFO(result.err);
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    CHECK(contains(result.out, "An attention weight is a clue, not a cause."));
    CHECK(contains(result.out, "4 of "));
  }
}

TEST_CASE("an audit of a run and of its scenario file say the same, on any number of threads") {
  const Scratch folder;
  folder.write("small.toml", small);
  REQUIRE(heed_command(folder, "run small.toml -q").status == 0);
  auto of_run = audited(folder, "small.h5 --from 3 --threads 1");
  auto of_file = audited(folder, "small.toml --from 3 --threads 3");
  for (auto* j : {&of_run, &of_file}) {
    CHECK((*j)["notes"].empty());  // the run made again is the run that was recorded
    j->erase("file");
    j->erase("title");
  }
  CHECK(of_run == of_file);
  CHECK(of_run["asked"] == 40);
  CHECK(of_run["horizons"].size() == 4);                              // 1, 2, 5, 10 of 17 steps left
  CHECK(of_run["exact"]["largest_difference"].get<double>() < 0.05);  // the slope against a nudge of 0.01
}

TEST_CASE("on a path of three agents influence is what a power of attention says") {
  const Scratch folder;
  folder.write("path.toml", path_of_three);
  folder.write("path.edges", "0 1\n1 2\n");
  const auto json = audited(folder, "path.toml --horizons 1,2 -o out.h5");
  CHECK(json["exact"]["largest_difference"].get<double>() < 1e-12);
  TrajectoryReader file(folder / "out.h5");
  CHECK(file.shape("influence") == std::vector<std::size_t>{2, 3, 3});
  const std::vector<double> influence = file.numbers("influence"), attention = file.numbers("attention");
  // Rows hear: 0 hears 1; 1 hears 0 and 2 by half each; 2 hears 1.
  const std::vector<double> once{0, 1, 0, 0.5, 0, 0.5, 0, 1, 0}, twice{0.5, 0, 0.5, 0, 1, 0, 0.5, 0, 0.5};
  for (std::size_t k = 0; k < 9; ++k) {
    CHECK(std::abs(attention[k] - once[k]) < 1e-12);
    CHECK(std::abs(influence[k] - once[k]) < 1e-12);  // rounding over a nudge of about 0.01
    CHECK(std::abs(influence[9 + k] - twice[k]) < 1e-12);
  }
  CHECK(file.numbers("attention_received") == std::vector<double>{0.5, 2, 0.5});
}

TEST_CASE("muting and rewiring say how far others move, in units of opinion") {
  const Scratch folder;
  folder.write("path.toml", path_of_three);
  folder.write("path.edges", "0 1\n1 2\n");
  const auto muted = audited(folder, "path.toml --act mute --horizons 1");
  CHECK(muted["act"] == "mute");
  CHECK(muted["delta"].is_null());
  CHECK(muted["horizons"][0]["moved_away"]["value"].is_null());
  CHECK(muted["exact"]["largest_difference"].get<double>() < 1e-12);
  const auto karate = audited(folder, "'" + scenarios + "opinion/karate.toml' --act rewire --horizons 1");
  REQUIRE(karate["notes"].size() == 1);  // agent 33 has 17 contacts among 33 others
  CHECK(contains(karate["notes"][0].get<std::string>(),
                 "1 of 34 agents asked about are tied to more than half of all others"));
  const Result none = heed_command(folder, "audit path.toml --act rewire");
  CHECK(none.status == 2);
  CHECK(
      none.err ==
      "heed: error: agent 1 is tied to everyone: there are no others its ties could go to; ask --act mute or "
      "--act nudge\n");
}

TEST_CASE("what cannot be audited is refused, with the next move") {
  const Scratch folder;
  folder.write("small.toml", small);
  const auto refused = [&](const std::string& arguments) {
    const Result result = heed_command(folder, "audit " + arguments);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    return result.err;
  };
  CHECK(contains(refused("'" + scenarios + "sensor_fusion/three_sensors.toml'"),
                 "three_sensors.toml' cannot be audited: it is not a run of opinions on a network"));
  CHECK(contains(refused("'" + scenarios + "opinion/liking_sweep.toml'"),
                 "is a sweep of 30 runs, and an audit is of one; say which by --run 0 … 29"));
  CHECK(contains(refused("'" + scenarios + "opinion/liking_sweep.toml' --run 30"), "has runs 0 … 29"));
  CHECK(contains(refused("small.toml --from 20"), "twins must part before the run ends, at step 20"));
  CHECK(contains(refused("small.toml --horizons 5,30"),
                 "--horizons 30: the run has 20 steps left from step 0"));
  CHECK(contains(refused("small.toml --topic climate"), "--topic climate: the topics are opinion"));
  CHECK(contains(refused("missing.toml"), "missing.toml"));
  CHECK(contains(refused("small.toml --act shout"), "nudge,mute,rewire"));
  folder.write("out.h5", "mine");
  CHECK(contains(refused("small.toml -o out.h5"), "'out.h5' exists"));
  CHECK(contents(folder / "out.h5") == "mine");
  CHECK(contains(refused("small.toml --force -o small.toml"), "would replace 'small.toml', which is read"));
  CHECK(contents(folder / "small.toml") == small);
  CHECK(contains(refused("missing.toml -o no/x.h5"), "there is no folder 'no'"));
  CHECK(contains(refused("missing.toml -o x.h5"), "missing.toml"));
  CHECK(files(folder) == std::set<std::string>{"out.h5", "small.toml"});
}

TEST_CASE("a run whose network file has changed since is told apart from what was recorded") {
  const Scratch folder;
  folder.write("path.toml", path_of_three);
  folder.write("path.edges", "0 1\n1 2\n");
  const std::string run = "run path.toml -q --set record.opinions_every=1";
  REQUIRE(heed_command(folder, run).status == 0);
  REQUIRE(heed_command(folder, run + " --set record.graph=false -o bare.h5").status == 0);
  folder.write("path.edges", "0 1\n1 2\n0 2\n");
  for (const char* act : {"nudge", "mute"}) {
    const Result refused = heed_command(folder, std::string("audit path.h5 --from 2 --act ") + act);
    CHECK(refused.status == 2);
    CHECK(contains(refused.err,
                   "the network has changed since the run 'path.h5': 4 ties then, 6 now; bring back the file "
                   "it was read from, or run again"));
  }
  CHECK(contains(heed_command(folder, "theory path.h5").err, "4 ties then, 6 now; bring back the file"));
  CHECK(heed_command(folder, "theory path.h5 --set graph.file=path.edges").status == 0);
  CHECK(contains(heed_command(folder, "export path.h5 -o path.graphml").err,
                 "cannot be found again: the network has changed since the run 'path.h5'"));
  const Result result = heed_command(folder, "audit bare.h5 --from 2");
  CHECK(result.status == 0);
  CHECK(contains(result.err, "note: the run made again differs from the file by"));
  CHECK(contains(result.err, "has a file it reads changed, or is heed another version?"));
}

TEST_CASE("no command replaces the files that a scenario reads, not even by force") {
  const Scratch folder;
  folder.write("path.toml", path_of_three);
  folder.write("path.edges", "0 1\n1 2\n");
  REQUIRE(heed_command(folder, "run path.toml -q --set record.opinions_every=1").status == 0);
  folder.write("points.csv", "run.steps\n3\n4\n");
  folder.write("sweep.toml",
               path_of_three + "[sweep]\nseeds = 1\ndesign = \"file\"\ntable = \"points.csv\"\n");
  const auto refused = [&](const std::string& command, const std::string& file) {
    const std::string before = contents(folder / file);
    const Result result = heed_command(folder, command + " --force -o " + file);
    INFO(command << " --force -o " << file << "\n" << result.err);
    CHECK(result.status == 2);
    CHECK(contains(result.err, "'" + file + "' would replace '" + file + "', which is read"));
    CHECK(contents(folder / file) == before);
  };
  refused("audit path.toml", "path.edges");
  refused("audit path.h5", "path.edges");
  refused("audit sweep.toml --run 0", "points.csv");
  refused("export path.h5 --format csv", "path.edges");
  refused("report path.h5", "path.edges");
  refused("plot path.h5 --figure network", "path.edges");
}

TEST_CASE("rounding of the run is said to be that of float32 only where it is") {
  const Scratch folder;
  folder.write("path.toml", path_of_three);
  folder.write("path.edges", "0 1 1\n1 2 1\n");
  REQUIRE(heed_command(folder, "run path.toml -q --set record.opinions_every=1").status == 0);
  folder.write("path.edges", "0 1 1\n1 2 1.0001\n");  // the same ties
  const Result result = heed_command(folder, "audit path.h5 --from 2");
  CHECK(result.status == 0);
  CHECK(contains(result.err, "has a file it reads changed, or is heed another version?"));
  CHECK_FALSE(contains(result.err, "float64"));
}

TEST_CASE("a run of a sweep goes by its number in the file, those that failed counted") {
  const Scratch folder;
  folder.write("a.toml", small);
  folder.write("sweep.toml",
               "base = \"a.toml\"\n[sweep]\nseeds = 1\n[sweep.over]\ndynamics.noise = [0.0, 1e308, 0.01]\n");
  REQUIRE(heed_command(folder, "sweep sweep.toml -q").status == 3);
  const auto json = audited(folder, "sweep.h5 --run 2 --agents 2 --horizons 1");
  CHECK(contains(json["run"].get<std::string>(), "dynamics.noise = 0.01"));
  const Result failed = heed_command(folder, "audit sweep.h5 --run 1");
  CHECK(failed.status == 2);
  CHECK(contains(failed.err, "--run 1: run 1 failed; ask for one that finished, such as --run 0"));
  CHECK(contains(heed_command(folder, "audit sweep.h5 --run 3").err, "has runs 0 … 2"));
}

TEST_CASE("a run of few values says that a nudge goes to the next one, and what chance has to do with it") {
  const Scratch folder;
  const Result result = heed_command(
      folder, "audit '" + scenarios + "opinion/ising_sweep.toml' --run 0 --agents 3 --horizons 1,2");
  CHECK(result.status == 0);
  CHECK(contains(result.out, "goes to the next of its values"));
  CHECK(contains(result.err, "one path of chance"));
}

TEST_CASE("xarray opens an audit with its labels") {
  const Scratch folder;
  if (shell(folder, "python3 -c 'import xarray, netCDF4'").status != 0) {
    WARN("python3-xarray or python3-netcdf4 is not installed");
    return;
  }
  REQUIRE(heed_command(folder, "audit '" + scenarios + "opinion/karate.toml' -o audit.h5 -q").status == 0);
  const Result read =
      shell(folder,
            "python3 -c 'import xarray; a = xarray.open_dataset(\"audit.h5\"); "
            "print(dict(a.influence.sizes), a.influence.dims, float(a.spearman_pairs.sel(horizon=1)) > 0, "
            "str(a.label.values[0]))'");
  INFO(read.err);
  CHECK(read.status == 0);
  CHECK(contains(read.out, "{'horizon': 7, 'hearer': 34, 'agent': 34} ('horizon', 'hearer', 'agent') True"));
}
