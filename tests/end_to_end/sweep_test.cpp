// Sweeps by the built command: every design, failed runs, what is refused before anything starts.
#include "heed/io/trajectory.hpp"

#include "command.hpp"

using namespace heed;
using namespace heed::tests;

TEST_CASE("equal sweeps are the same bytes on 1 and 4 threads, in every design", "[A24]") {
  const Scratch folder;
  folder.write("a.toml", small);
  folder.write("points.csv", "attention.temperature,dynamics.rate\n0.1,0.5\n0.4,0.25\n");
  const std::string head = "base = \"a.toml\"\n[sweep]\nseeds = 3\npoints = 4\n";
  const std::string range = "[sweep.over]\nattention.temperature = { from = 0.1, to = 1.0, count = 3 }\n";
  for (const auto& [name, text] : std::vector<std::pair<std::string, std::string>>{
           {"grid", head + "design = \"grid\"\n" + range + "dynamics.rate = [0.5, 1.0]\n"},
           {"zip", head + "design = \"zip\"\n" + range},
           {"latin_hypercube", head + "design = \"latin_hypercube\"\n" + range},
           {"sobol", head + "design = \"sobol\"\nstates = \"last\"\n" + range},
           {"file", head + "design = \"file\"\ntable = \"points.csv\"\n"}}) {
    INFO(name);
    folder.write(name + ".toml", text);
    for (const std::string threads : {"1", "4"}) {
      const Result result =
          heed_command(folder, "sweep " + name + ".toml -o " + name + threads + ".h5 --threads " + threads);
      INFO(result.err);
      REQUIRE(result.status == 0);
    }
    CHECK(contents(folder / (name + "1.h5")) == contents(folder / (name + "4.h5")));
    CHECK(heed_command(folder, "analyze " + name + "1.h5").status == 0);
  }
}

TEST_CASE("a run of a sweep is the run with its parameter and seed") {
  const Scratch folder;
  folder.write("a.toml", small);
  folder.write("s.toml",
               "base = \"a.toml\"\n[sweep]\nseeds = 2\n[sweep.over]\nattention.temperature = [0.2, 2.0]\n");
  REQUIRE(heed_command(folder, "sweep s.toml").status == 0);
  const TrajectoryReader sweep(folder / "s.h5");
  const auto seeds = std::get<std::vector<double>>(sweep.axis("seed").labels);
  REQUIRE(heed_command(folder, "run a.toml --set attention.temperature=2.0 --seed " +
                                   std::to_string(static_cast<long long>(seeds[1])))
              .status == 0);
  const TrajectoryReader run(folder / "a.h5");
  const std::vector<double> all = sweep.numbers("variance"), one = run.numbers("variance");
  const std::size_t times = all.size() / 4;
  REQUIRE(one.size() <= times);
  for (std::size_t t = 0; t < times; ++t)  // a run that has converged holds its last value
    CHECK(all[3 * times + t] == one[std::min(t, one.size() - 1)]);
}

TEST_CASE("a sweep goes on when a run fails, flags it, and exits 3") {
  const Scratch folder;
  folder.write("a.toml", small);
  folder.write("s.toml",
               "base = \"a.toml\"\n[sweep]\nseeds = 2\n[sweep.over]\ndynamics.noise = [0.0, 1e308]\n");
  const Result result = heed_command(folder, "sweep s.toml");
  CHECK(result.status == 3);
  CHECK(contains(result.err, "run 2 failed (noise = 1e+308"));
  const TrajectoryReader reader(folder / "s.h5");
  const std::vector<double> status = reader.numbers("status");
  CHECK(status[2] == 2);
  CHECK(status[3] == 2);
  CHECK(status[0] < 2);
  CHECK(contains(reader.texts("message")[2], "no longer a finite number"));
}

TEST_CASE("validate refuses the sweeps that sweep refuses") {
  const Scratch folder;
  folder.write("a.toml", small);
  for (const auto& [over, says] : std::vector<std::pair<std::string, std::string>>{
           {"attention.temprature = [0.1]", "unknown key 'temprature'"},
           {"attention.temperature = [0.0]", "'temperature' is 0 but must be above 0"},
           {"attention.score = ['dott']", "'dott' is not one of the scores"},
           {"run.seed = [1]", "'run.seed' cannot vary in a sweep"},
           {"opinions.topics = [['a'], ['a', 'b']]",
            "runs of this sweep differ in what they record: a; and a, b"},
           {"", "the sweep varies nothing"}}) {
    folder.write("s.toml", "base = \"a.toml\"\n[sweep]\ndesign = \"zip\"\n[sweep.over]\n" + over + "\n");
    for (const std::string command : {"validate", "sweep"}) {
      const Result result = heed_command(folder, command + " s.toml");
      INFO(over << '\n' << result.err);
      CHECK(result.status == 2);
      CHECK(contains(result.err, says));
    }
  }
}

TEST_CASE("a mistake in a setting is the setting's, also where the file has its key") {
  const Scratch folder;
  folder.write("a.toml", small);
  folder.write("s.toml", "base = \"a.toml\"\n[sweep.over]\nattention.temperature = [0.2]\n");
  for (const std::string value : {"-1", "[-1]"}) {
    const std::string set = "--set sweep.over.attention.temperature=" + value;
    const Result result = heed_command(folder, "validate s.toml " + set);
    INFO(result.err);
    CHECK(result.status == 2);
    CHECK(result.err.starts_with(set + ": error: "));
  }
}

TEST_CASE("mistakes in [sweep.over] come together, each with its line, and once") {
  const Scratch folder;
  folder.write("a.toml", small);
  folder.write("s.toml",
               "base = \"a.toml\"\n[sweep]\nseeds = 2\n[sweep.over]\ndynamics.rate = [0.5, -1.0, 1.0]\n"
               "attention.temperature = [0.0, -2.0]\nattention.temprature = [1, 2]\n");
  const Result values = heed_command(folder, "validate s.toml");
  CHECK(values.status == 2);
  const auto rate = values.err.find("s.toml:5:10: error: 'rate' is -1 "),
             zero = values.err.find(
                 "s.toml:6:11: error: 'temperature' is 0 but must be above 0\n 6 | attention"),
             two = values.err.find("s.toml:6:11: error: 'temperature' is -2 but"),
             unknown = values.err.find("s.toml:7:11: error: unknown key 'temprature'");
  INFO(values.err);
  CHECK((rate < zero && zero < two && two < unknown && unknown < values.err.size()));
  CHECK(contains(values.err, "\n4 problems\n"));
  folder.write(
      "s.toml",
      "base = \"a.toml\"\n[sweep.over]\ndynamics.rate = []\n"
      "attention.temperature = { from = 1, to = 2, count = 0 }\ndynamics.noise = { from = 0, to = 1 }\n");
  const Result ranges = heed_command(folder, "sweep s.toml");
  INFO(ranges.err);
  CHECK(contains(ranges.err, "s.toml:3:10: error: 'dynamics.rate' has an empty list of values"));
  CHECK(contains(ranges.err, "s.toml:4:11: error: 'attention.temperature' has a 'count' of 0"));
  CHECK(contains(ranges.err, "s.toml:5:10: error: 'dynamics.noise' has a range without a 'count'"));
  CHECK(contains(ranges.err, "\n3 problems\n"));
}

TEST_CASE("kinds can be swept, and shorter horizons keep their last value") {
  const Scratch folder;
  folder.write("a.toml", small + "[record]\nevery = 10\n");
  folder.write(
      "k.toml",
      "base = \"a.toml\"\n[sweep]\nseeds = 1\n[sweep.over]\ndynamics.kind = ['attention', 'degroot']\n"
      "run.steps = [15, 30]\n");
  const Result result = heed_command(folder, "sweep k.toml");
  INFO(result.err);
  CHECK(result.status == 2);  // the file sets a temperature, which degroot settles
  CHECK(contains(result.err, "dynamics 'degroot' settles attention.temperature itself"));
  folder.write(
      "s.toml",
      "base = \"a.toml\"\n[sweep]\nseeds = 1\n[sweep.over]\nattention.score.kind = ['uniform', 'dot']\n"
      "run.steps = [15, 30]\n");
  REQUIRE(heed_command(folder, "sweep s.toml").status == 0);
  const TrajectoryReader reader(folder / "s.h5");
  CHECK(std::get<std::vector<double>>(reader.axis("time").labels) == std::vector<double>{0, 10, 15, 20, 30});
  const std::vector<double> variance = reader.numbers("variance");
  CHECK(variance[2] == variance[2]);
  CHECK(variance[3] != variance[3]);  // beyond the horizon of that run
}
