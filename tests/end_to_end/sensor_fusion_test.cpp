// The scenario sensor_fusion by the built command.
#include "heed/io/trajectory.hpp"

#include "command.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

const std::string shipped = std::string(HEED_SOURCE_DIR) + "/scenarios/sensor_fusion/";

const std::string sensors = R"(scenario = "sensor_fusion"
[sensors]
kind = "generated"
reliability = [1.0, 4.0]
moments = 50
[fusion]
methods = ["attention", "mean"]
)";

}  // namespace

TEST_CASE("where attention is not the best the run says so, with both errors", "[C-5]") {
  const Scratch folder;
  const Result result = heed_command(folder, "run '" + shipped + "correlated.toml'");
  CHECK(result.status == 0);
  CHECK(contains(result.out, "mse[attention]    0.085"));
  CHECK(contains(result.out, "mse[blue]         0.052"));
  CHECK(contains(result.err, "gives sensor '0' the weight -0.119"));
}

TEST_CASE("a sensor that lies is named without the truth") {
  const Scratch folder;
  const Result result = heed_command(folder, "run '" + shipped + "liar.toml'");
  CHECK(contains(result.err, "warning: sensor '1' is worse than it says"));
  CHECK(!contains(result.err, "sensor '2'"));
  const Result honest =
      heed_command(folder, "run '" + shipped + "liar.toml' --set sensors.liar=-1 -o honest.h5");
  CHECK(honest.err.empty());
}

TEST_CASE("readings of a file come back in the output, with dates, silence and reference") {
  const Scratch folder;
  folder.write("a.toml",
               "scenario = 'sensor_fusion'\n[sensors]\nkind = 'file'\nfile = 'a.csv'\nreference = 'r'\n"
               "[fusion]\nmethods = ['attention']\n");
  folder.write("a.csv",
               "time,sensor,value,variance\n2024-01-01,a,1,1\n2024-01-01,b,2,1\n2024-01-01,r,1.25,1\n"
               "2024-01-02,a,,\n2024-01-02,b,4,0.5\n");
  const Result result = heed_command(folder, "run a.toml");
  INFO(result.err);
  REQUIRE(result.status == 0);
  const TrajectoryReader run(folder / "a.h5");
  CHECK(run.numbers("date") == std::vector<double>{1704067200, 1704153600});
  CHECK(std::get<std::vector<std::string>>(run.axis("sensor").labels) == std::vector<std::string>{"a", "b"});
  CHECK(run.numbers("estimate") == std::vector<double>{1.5, 4});
  CHECK(run.numbers("weight") == std::vector<double>{0.5, 0.5, 0, 1});
  CHECK(run.numbers("mse") == std::vector<double>{0.0625, 0.0625});
  const std::vector<double> reading = run.numbers("reading");
  CHECK(reading[2] != reading[2]);
  CHECK(contains(heed_command(folder, "analyze a.h5").out, "also kept: date, reading, "));
}

TEST_CASE("readings that are wrong stop the run before it starts") {
  const Scratch folder;
  folder.write("a.toml", "scenario = 'sensor_fusion'\n[sensors]\nkind = 'file'\nfile = 'a.csv'\n");
  const Result missing = heed_command(folder, "run a.toml");
  CHECK(missing.status == 2);
  CHECK(contains(missing.err, "a.toml:4:8: error: cannot open 'a.csv': no such file"));
  folder.write("a.csv", "time,sensor,value,variance\n0,a,1,-1\n");
  for (const std::string command : {"run", "validate"}) {
    const Result result = heed_command(folder, command + " a.toml");
    CHECK(result.status == 2);
    CHECK(contains(result.err, "a.csv:2: the variance of sensor 'a' is -1 but must be above 0"));
  }
  CHECK(!std::filesystem::exists(folder / "a.h5"));
  const Result refused = heed_command(folder, "run a.toml -o a.csv --force");
  CHECK(contains(refused.err, "would replace 'a.csv', which is read"));
}

TEST_CASE("settings that cannot be are refused at their place") {
  const Scratch folder;
  folder.write("a.toml", sensors);
  for (const auto& [set, says] : std::vector<std::pair<std::string, std::string>>{
           {"sensors.reliability=[1.0,0.0]", "'reliability' is 0 but must be above 0"},
           {"sensors.reliability=[]", "'reliability' must name at least one sensor"},
           {"sensors.correlation=-1.0",
            "'correlation' must be below 1 and above -1: no 2 errors are correlated"},
           {"sensors.liar=2", "'liar' is 2 but sensors are numbered from 0 to 1"},
           {"sensors.calibration=1", "'calibration' must be 0, or at least 2"},
           {"fusion.methods=[\"mean\",\"mean\"]", "'methods' must all differ"},
           {"fusion.methods=[\"medean\"]", "did you mean 'median'?"},
           {"fusion.temperature=0", "'temperature' is 0 but must be above 0"}}) {
    const Result result = heed_command(folder, "run a.toml --set '" + set + "'");
    INFO(set << '\n' << result.err);
    CHECK(result.status == 2);
    CHECK(contains(result.err, says));
  }
}

TEST_CASE("a sweep over temperature has the errors of each method at each, and is the same on any threads") {
  const Scratch folder;
  folder.write("a.toml", sensors);
  folder.write(
      "s.toml",
      "base = 'a.toml'\n[sweep]\nseeds = 3\nstates = 'last'\n[sweep.over]\nfusion.temperature = [0.5, "
      "1.0]\n[record]\nevery = 20\n");
  for (const std::string threads : {"1", "4"})
    REQUIRE(heed_command(folder, "sweep s.toml -o s" + threads + ".h5 --threads " + threads).status == 0);
  CHECK(contents(folder / "s1.h5") == contents(folder / "s4.h5"));
  const TrajectoryReader sweep(folder / "s1.h5");
  CHECK(sweep.variable("mse").axes == std::vector<std::string>{"temperature", "seed", "time", "estimator"});
  CHECK(sweep.variable("estimate").axes == std::vector<std::string>{"temperature", "seed", "estimator"});
  CHECK(std::get<std::vector<double>>(sweep.axis("time").labels) == std::vector<double>{20, 40, 50});
  const std::vector<double> mse = sweep.numbers("mse");
  CHECK(sweep.numbers("status") == std::vector<double>(6, 4));
  const Result table = heed_command(folder, "analyze s1.h5");
  CHECK(contains(table.out, "mse[attention]"));
  CHECK(!contains(table.out, "converged"));
  CHECK(table.err.empty());
  // One of its runs, alone.
  const auto seeds = std::get<std::vector<double>>(sweep.axis("seed").labels);
  REQUIRE(heed_command(folder, "run a.toml --set fusion.temperature=1.0 --seed " +
                                   std::to_string(static_cast<long long>(seeds[2])))
              .status == 0);
  CHECK(TrajectoryReader(folder / "a.h5").numbers("mse", 49, 1) ==
        std::vector<double>{mse[5 * 6 + 4], mse[5 * 6 + 5]});
}

TEST_CASE("runs that would record other things than the first are refused or flagged") {
  const Scratch folder;
  folder.write("a.toml", sensors);
  folder.write(
      "s.toml",
      "base = 'a.toml'\n[sweep]\nseeds = 1\n[sweep.over]\nfusion.methods = [['attention'], ['mean']]\n");
  const Result result = heed_command(folder, "sweep s.toml");
  CHECK(result.status == 2);
  CHECK(contains(result.err, "runs of this sweep differ in what they record"));
}

TEST_CASE("list, describe and schema know every scenario") {
  const Scratch folder;
  const Result list = heed_command(folder, "list");
  for (const char* word : {"sensor_fusion", "methods", "watchful", "sensors", "generated", "scores"})
    CHECK(contains(list.out, word));
  CHECK(contains(heed_command(folder, "describe watchful").out, "attention that remembers"));
  CHECK(contains(heed_command(folder, "describe fusion.drift").out, "what the truth moves"));
  CHECK(contains(heed_command(folder, "describe sensor").err, "did you mean 'sensors'?"));
  CHECK(contains(heed_command(folder, "schema --scenario sensor_fusion").out, "\"best_sensor\""));
}
