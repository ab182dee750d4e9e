// `heed theory` as people use it: what it prints, how it exits.
#include "heed/io/trajectory.hpp"

#include <sstream>

#include "command.hpp"
#include <hdf5.h>
#include <nlohmann/json.hpp>

using namespace heed;
using namespace heed::tests;

namespace {

const std::string scenarios = std::string(HEED_SOURCE_DIR) + "/scenarios/";

/// Where a law says a quantity is, in the JSON of `heed theory`.
nlohmann::json predicted(const nlohmann::json& point, const std::string& law, const std::string& quantity) {
  for (const auto& p : point["predictions"])
    if (p["law"] == law && p["quantity"] == quantity) return p;
  FAIL("no '" + quantity + "' by '" + law + "' in " + point.dump(1));
  return {};
}

const std::string liking = R"(heed = 1
[run]
steps = 60
[graph]
kind = "block_regular"
agents = 80
degree_in = 9
degree_out = 3
[opinions]
initial = { kind = "camps", sd = 0.0 }
[attention]
score = { kind = "affinity", within = 1.0, between = 0.0 }
temperature = 0.5
[record]
opinions_every = 1
)";

}  // namespace

TEST_CASE("theory of every scenario that ships is asked and answered, also where there is none") {
  const Scratch folder;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(scenarios)) {
    if (entry.path().extension() != ".toml") continue;
    const std::string path = entry.path().string();
    const bool sweeps = contains(contents(path), "[sweep]");
    INFO(path);
    const Result result =
        heed_command(folder, "theory '" + path + "'" + (sweeps ? " --set sweep.seeds=1" : ""));
    INFO(result.err);
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    const bool opinion = contains(path, "/opinion/");
    CHECK(contains(result.out, "no theory: it is not a scenario of opinions on a network") == !opinion);
    if (opinion) CHECK(contains(result.out, "does not hold here:"));
  }
}

TEST_CASE("a run beside theory: predicted, measured, deviation; as text, CSV and JSON") {
  const Scratch folder;
  folder.write("liking.toml", liking);
  REQUIRE(heed_command(folder, "run liking.toml -q").status == 0);
  const Result text = heed_command(folder, "theory liking.h5");
  INFO(text.out + text.err);
  CHECK(text.status == 0);
  for (const char* word : {"quantity", "predicted", "measured", "deviation", "decay per step",
                           "does not hold here:", "friedkin_johnsen", "no agent is stubborn"})
    CHECK(contains(text.out, word));
  const Result out = heed_command(folder, "theory liking.h5 --json");
  const auto json = nlohmann::json::parse(out.out);
  // λ = tanh(½ (2 + ln 3)); nothing is random but the graph, whose degrees are exact.
  const auto decay = predicted(json["points"][0], "two_communities", "decay per step");
  const double lambda = std::tanh(0.5 * (2 + std::log(3.0)));
  CHECK_THAT(decay["predicted"].get<double>(), WithinAbs(lambda, 1e-12));
  CHECK_THAT(decay["measured"].get<double>(), WithinAbs(lambda, 1e-9));
  const auto gap = predicted(json["points"][0], "two_communities", "gap at the end, of the first");
  CHECK_THAT(gap["measured"].get<double>(), WithinRel(std::pow(lambda, 60), 1e-9));
  const Result csv = heed_command(folder, "theory liking.h5 --csv --law relaxation");
  CHECK(csv.out.rfind("law,quantity,predicted,measured,deviation,runs\nrelaxation,second eigenvalue,", 0) ==
        0);
  // Before anything has run there is nothing measured.
  const auto before = nlohmann::json::parse(heed_command(folder, "theory liking.toml --json").out);
  CHECK(predicted(before["points"][0], "two_communities", "decay per step")["measured"].is_null());
}

TEST_CASE("a sweep beside theory, against what was swept") {
  const Scratch folder;
  folder.write("liking.toml", liking +
                                  "[sweep]\nseeds = 3\nfile = \"s.h5\"\n[sweep.over]\n"
                                  "attention.temperature = [0.4, 0.8]\ndynamics.rate = [0.5, 1.0]\n");
  REQUIRE(heed_command(folder, "sweep liking.toml -q").status == 0);
  const Result result = heed_command(folder, "theory s.h5 --json");
  INFO(result.err);
  REQUIRE(result.status == 0);
  const auto json = nlohmann::json::parse(result.out);
  REQUIRE(json["points"].size() == 4);
  for (const auto& point : json["points"]) {
    const double t = point["parameters"]["temperature"], rate = point["parameters"]["rate"];
    const auto decay = predicted(point, "two_communities", "decay per step");
    const double expected = 1 - rate * (1 - std::tanh(0.5 * (1 / t + std::log(3.0))));
    CHECK(decay["runs"] == 3);
    CHECK_THAT(decay["predicted"].get<double>(), WithinAbs(expected, 1e-12));
    CHECK_THAT(decay["measured"].get<double>(), WithinAbs(expected, 1e-8));
  }
  const Result csv = heed_command(folder, "theory s.h5 --csv");
  CHECK(csv.out.rfind("law,quantity,temperature,rate,predicted,measured,deviation,runs\n", 0) == 0);
  CHECK(contains(heed_command(folder, "theory s.h5").out, "decay per step (two_communities)\n"));
}

TEST_CASE("an output whose network file lies elsewhere says so, and --folder finds it") {
  const Scratch folder;
  REQUIRE(heed_command(folder, "run '" + scenarios + "opinion/karate.toml' -q -o k.h5").status == 0);
  const Result lost = heed_command(folder, "theory k.h5");
  CHECK(lost.status == 2);
  CHECK(contains(lost.err,
                 "cannot open 'karate.edges': no such file; paths start at the folder of the "
                 "output, or say --folder DIR\n"));
  CHECK_FALSE(contains(lost.err, " | "));  // the file is no text
  const std::string attention = "export k.h5 -o a.csv --what attention";
  CHECK(contains(heed_command(folder, attention).err, "or say --folder DIR"));
  CHECK(heed_command(folder, attention + " --folder '" + scenarios + "opinion'").status == 0);
  CHECK(contains(heed_command(folder, "plot k.h5").out, "or say --folder DIR"));
  const Result plots = heed_command(folder, "plot k.h5 --folder '" + scenarios + "opinion'");
  CHECK_FALSE(contains(plots.out, "cannot open"));
  for (const std::string wish : {"--by rate", "--observable variance"})
    CHECK(contains(heed_command(folder, "plot k.h5 " + wish).err, wish + " needs --figure"));
  CHECK(heed_command(folder, "structure moved.txt").err ==
        "heed: error: cannot open 'moved.txt': no such file\n");
  CHECK(heed_command(folder, "structure .").err == "heed: error: cannot open '.': it is a folder\n");
  const Result found = heed_command(folder, "theory k.h5 --folder '" + scenarios + "opinion' --json");
  INFO(found.err);
  REQUIRE(found.status == 0);
  const auto json = nlohmann::json::parse(found.out);
  CHECK(predicted(json["points"][0], "friedkin_johnsen", "largest difference of an agent")["measured"]
            .get<double>() < 1e-8);
}

TEST_CASE("what theory is not for: foreign files, unknown laws, market runs") {
  const Scratch folder;
  const hid_t file = H5Fcreate((folder / "foreign.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  H5Fclose(file);
  const Result foreign = heed_command(folder, "theory foreign.h5");
  CHECK(foreign.status == 2);
  CHECK(foreign.err ==
        "heed: error: 'foreign.h5' was not written by heed: it has no attribute 'source' that begins with "
        "'heed'\n");
  folder.write("a.toml", small);
  const Result law = heed_command(folder, "theory a.toml --law consenus");
  CHECK(law.status == 2);
  CHECK(law.err == "heed: error: there is no law 'consenus'; did you mean 'consensus'?\n");
  CHECK(heed_command(folder, "theory a.toml --csv --json").status == 2);
  CHECK(heed_command(folder, "theory missing.toml").status == 2);
  REQUIRE(heed_command(folder, "run '" + scenarios + "market/planted_pairs.toml' -q -o m.h5").status == 0);
  const Result market = heed_command(folder, "theory m.h5");
  CHECK(market.status == 0);
  CHECK(contains(market.out, "no theory: it is not a scenario of opinions on a network"));
  CHECK(contains(heed_command(folder, "list theory").out, "two_communities"));
  CHECK(contains(heed_command(folder, "describe two_camps").out, "source: "));
}

TEST_CASE("an event that happens again keeps a run from converging until its last time") {
  const Scratch folder;
  folder.write("a.toml", small + "[dynamics]\nrate = 0.5\n[[event]]\nkind = \"rewire\"\nevery = 1\n");
  const std::string warm = " --set attention.temperature=10.0 --set run.steps=300 --json --force -q";
  const auto status = [&](const std::string& set) {
    const Result result = heed_command(folder, "run a.toml" + warm + set);
    INFO(result.err);
    REQUIRE(result.status == 0);
    const auto json = nlohmann::json::parse(result.out);
    return std::pair(json["status"].get<std::string>(), json["steps"].get<int>());
  };
  CHECK(status("") == std::pair(std::string("horizon"), 300));
  const auto [ending, steps] = status(" --set 'event=[{kind=\"rewire\",every=1,until=200}]'");
  CHECK(ending == "converged");
  CHECK(steps == 201);
  const Result wrong =
      heed_command(folder, "validate a.toml --set 'event=[{kind=\"rewire\",step=5,until=3}]'");
  CHECK(wrong.status == 2);
  CHECK(contains(wrong.err, "'until' is before 'step'"));
}

TEST_CASE("the laws of the models hold on the scenarios that ship with them") {
  const Scratch folder;
  const auto ask = [&](const std::string& file, const std::string& set = "") {
    const Result result =
        heed_command(folder, "theory '" + scenarios + "opinion/" + file + ".toml' --json" + set);
    INFO(file + ": " + result.err);
    REQUIRE(result.status == 0);
    return nlohmann::json::parse(result.out)["points"];
  };
  const auto value = [](const nlohmann::json& point, const std::string& law, const std::string& quantity) {
    return predicted(point, law, quantity)["predicted"].get<double>();
  };
  const auto ising = ask("ising_sweep", " --set sweep.seeds=1");
  CHECK(ising.size() == 9);
  CHECK_THAT(value(ising[0], "critical_temperature", "critical temperature"), WithinAbs(2.269185, 5e-7));
  CHECK(value(ising[8], "critical_temperature", "magnetization in the long run") == 0);  // T = 3.5
  const auto voter = ask("voter")[0];
  CHECK_THAT(value(voter, "voter_consensus", "chance to end at 0") +
                 value(voter, "voter_consensus", "chance to end at 1"),
             WithinAbs(1, 1e-12));
  CHECK_THAT(value(ask("noisy_voter")[0], "herding", "both parameters of the beta-binomial law"),
             WithinAbs(0.5, 1e-12));
  CHECK_THAT(value(ask("q_voter")[0], "panel_order", "critical independence"), WithinAbs(3.0 / 11, 1e-12));
  CHECK_THAT(value(ask("biased_assimilation")[0], "two_islands", "bias from which camps bear a drift"),
             WithinAbs(0.62986, 5e-6));
  CHECK_THAT(value(ask("circle")[0], "self_attention", "critical noise"), WithinAbs(0.44639, 5e-6));
  CHECK_THAT(value(ask("circle")[0], "self_attention", "order parameter in the long run"),
             WithinAbs(0.8269, 1e-4));
  CHECK(value(ask("transformer")[0], "self_attention", "order parameter at last") == 1);
  CHECK(value(ask("ring")[0], "ring_ripples", "clusters that form first") == 5);
  const auto active = ask("activity_driven", " --set dynamics.homophily=0.0")[0];
  // <a> and <a²> of 1000 draws of a power law are off by a few percent.
  CHECK_THAT(value(active, "radicalisation", "critical controversialness"), WithinRel(0.3574, 0.1));
}

TEST_CASE("an output names no files elsewhere, unless --folder says that it is trusted") {
  const Scratch folder;
  shell(folder, "mkdir -p a/b");
  const std::string ties = folder.write("ties.txt", "0 1\n1 2\n2 0\n");
  const auto run_on = [&](const std::string& named) {
    folder.write("a/b/a.toml",
                 "heed = 1\n[graph]\nkind = \"file\"\nfile = \"" + named + "\"\n[run]\nsteps = 3\n");
    REQUIRE(heed_command(folder, "run a/b/a.toml -q -o a/b/a.h5 --force").status == 0);
  };
  for (const std::string& named : {ties, std::string("../../ties.txt")}) {
    run_on(named);
    const Result refused = heed_command(folder, "theory a/b/a.h5");
    CHECK(refused.status == 2);
    CHECK(contains(refused.err, "' lies outside the folder of the output"));
    CHECK(contains(refused.err, "say --folder DIR"));
    CHECK(contains(heed_command(folder, "plot a/b/a.h5").out, "lies outside the folder of the output"));
    CHECK(heed_command(folder, "theory a/b/a.h5 --folder a/b").status == 0);
    CHECK(heed_command(folder, "theory a/b/a.h5 --set graph.file=ties.txt").status == 0);
  }
  shell(folder, "cp ties.txt a");
  run_on("../ties.txt");
  CHECK(heed_command(folder, "theory a/b/a.h5").status == 0);
}

TEST_CASE("runs of models beside their laws") {
  const Scratch folder;
  const auto compared = [&](const std::string& file, const std::string& set, const std::string& law,
                            const std::string& quantity) {
    const std::string run = "run '" + scenarios + "opinion/" + file + ".toml' -q --force -o m.h5 " + set;
    REQUIRE(heed_command(folder, run).status == 0);
    const Result result = heed_command(folder, "theory m.h5 --json --folder '" + scenarios + "opinion'");
    INFO(result.err);
    REQUIRE(result.status == 0);
    const auto p = predicted(nlohmann::json::parse(result.out)["points"][0], law, quantity);
    return std::pair(p["predicted"].get<double>(), p["measured"].get<double>());
  };
  // Camps of some width close up on islands of equal degrees, and bear that they are no mirror images.
  const auto [gap, found] =
      compared("biased_assimilation", "", "two_islands", "half the distance of the islands at the end");
  CHECK_THAT(found, WithinAbs(gap, 1e-6));
  // 2000 agents: 250 steps of a magnetization that fluctuates by 1 / √N ≈ 0.02 and forgets within 1 / p
  // steps.
  const auto [order, seen] = compared("q_voter", "", "panel_order", "magnetization in the long run");
  CHECK_THAT(seen, WithinAbs(order, 0.03));
  // One run ends at one of the two opinions.
  const auto [chance, end] = compared("voter", "", "voter_consensus", "chance to end at 1");
  CHECK((end == 0 || end == 1));
  CHECK((chance > 0 && chance < 1));
}
