// The scenario market by the built command.
#include "heed/io/trajectory.hpp"

#include "command.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

const std::string market = R"(scenario = "market"
[prices]
kind = "planted"
assets = 10
pairs = 3
days = 100
[trading]
formation = 40
period = 20
[pairing]
methods = ["attention", "distance", "random"]
)";

}  // namespace

TEST_CASE("a market in a file: pairs, affinities and daily returns of every period, by name") {
  const Scratch folder;
  folder.write("m.toml", market);
  const Result result = heed_command(folder, "run m.toml");
  INFO(result.err);
  REQUIRE(result.status == 0);
  CHECK(contains(result.out, "after 2 steps"));
  CHECK(contains(result.out, "recall[attention]"));
  const TrajectoryReader run(folder / "m.h5");
  CHECK(run.shape("affinity") == std::vector<std::size_t>{2, 10, 10});
  CHECK(run.shape("daily_return") == std::vector<std::size_t>{40, 3});
  CHECK(run.numbers("last_day") == std::vector<double>{40, 60});
  const std::vector<double> partner = run.numbers("partner", 0, 1), net = run.numbers("net_return"),
                            daily = run.numbers("daily_return");
  for (std::size_t m = 0; m < 3; ++m) {
    for (std::size_t i = 0; i < 10; ++i) {
      const auto other = static_cast<std::size_t>(partner[10 * m + i]);
      CHECK(partner[10 * m + other] == static_cast<double>(i));
    }
    double sum = 0;
    for (std::size_t k = 0; k < 20; ++k) sum += daily[3 * k + m];
    CHECK_THAT(net[m], WithinAbs(sum, 1e-15));
  }
  CHECK(contains(heed_command(folder, "analyze m.h5").out, "also kept: last_day;"));
}

TEST_CASE("equal markets are the same bytes on 1 and 4 threads, and so are sweeps over temperature") {
  const Scratch folder;
  folder.write("m.toml", market);
  folder.write(
      "s.toml",
      "base = 'm.toml'\n[sweep]\nseeds = 3\nstates = 'last'\n[sweep.over]\naffinity.temperature = [0.5, "
      "2.0]\npairing.rule = ['perfect', 'top']\n");
  for (const std::string threads : {"1", "4"}) {
    REQUIRE(heed_command(folder, "run m.toml -o r" + threads + ".h5 --threads " + threads).status == 0);
    const Result swept = heed_command(folder, "sweep s.toml -o s" + threads + ".h5 --threads " + threads);
    INFO(swept.err);
    REQUIRE(swept.status == 0);
  }
  CHECK(contents(folder / "r1.h5") == contents(folder / "r4.h5"));
  CHECK(contents(folder / "s1.h5") == contents(folder / "s4.h5"));
  const TrajectoryReader sweep(folder / "s1.h5");
  CHECK(sweep.variable("recall").axes ==
        std::vector<std::string>{"temperature", "rule", "seed", "time", "pairing"});
  CHECK(sweep.variable("partner").axes ==
        std::vector<std::string>{"temperature", "rule", "seed", "pairing", "asset"});
  CHECK(contains(heed_command(folder, "analyze s1.h5").out, "recall[attention]"));
}

TEST_CASE("prices that are wrong stop the run before it starts") {
  const Scratch folder;
  folder.write("m.toml", "scenario = 'market'\n[prices]\nkind = 'file'\nfile = 'p.csv'\n");
  CHECK(contains(heed_command(folder, "run m.toml").err, "m.toml:4:8: error: cannot open 'p.csv'"));
  folder.write("p.csv", "date,A,B\n2024-01-01,1,1\n2024-01-02,0,1\n");
  for (const std::string command : {"run", "validate"}) {
    const Result result = heed_command(folder, command + " m.toml");
    CHECK(result.status == 2);
    CHECK(contains(result.err, "p.csv:3: the price of 'A' is 0 but must be above 0"));
  }
  folder.write("p.csv", "date,A,B\n2024-01-01,1,1\n2024-01-02,2,1\n");
  CHECK(contains(heed_command(folder, "validate m.toml").err,
                 "there are prices of 2 days, but one formation and one period take 379"));
  std::string still = "date,A,B,C\n";
  for (int day = 0; day < 40; ++day)
    still +=
        std::to_string(day) + "," + std::to_string(1 + day % 3) + ",5," + std::to_string(1 + day % 5) + "\n";
  folder.write("p.csv", still);
  const Result result = heed_command(folder, "run m.toml --set trading.formation=20 --set trading.period=10");
  CHECK(result.status == 2);
  CHECK(contains(result.err, "the price of 'B' does not move between day 0 and day 20"));
  CHECK(!std::filesystem::exists(folder / "m.h5"));
  CHECK(heed_command(
            folder,
            "run m.toml --set trading.formation=20 --set trading.period=10 --set prices.exclude=[\\\"B\\\"]")
            .status == 0);
}

TEST_CASE("settings of a market that cannot be are refused at their place") {
  const Scratch folder;
  folder.write("m.toml", market);
  for (const auto& [set, says] : std::vector<std::pair<std::string, std::string>>{
           {"prices.pairs=6", "'pairs' is 6 but 10 assets make at most 5"},
           {"prices.half_life=0", "'half_life' is 0 but must be above 0"},
           {"trading.close=3.0", "'close' must be below 'open'"},
           {"affinity.temperature=0", "'temperature' is 0 but must be above 0"},
           {"pairing.methods=[\"atention\"]", "did you mean 'attention'?"},
           {"pairing.rule=\"perfekt\"", "did you mean 'perfect'?"}}) {
    const Result result = heed_command(folder, "run m.toml --set '" + set + "'");
    INFO(set << '\n' << result.err);
    CHECK(result.status == 2);
    CHECK(contains(result.err, says));
  }
}
