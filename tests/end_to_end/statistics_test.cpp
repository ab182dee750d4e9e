// Comparisons, transitions and sensitivity as a user asks for them.
#include "command.hpp"
#include <nlohmann/json.hpp>

using namespace heed::tests;

namespace {

/// Agents that choose by the mean of all, in a sweep over temperature and size.
const std::string choice = R"(heed = 1
title = "choice"
[run]
steps = 400
[graph]
kind = "empty"
agents = 50
[opinions]
initial = { kind = "constant", value = 1.0 }
[attention]
mask = "all"
[dynamics]
kind = "logit_choice"
field = "mean"
schedule = "synchronous"
[record]
observables = ["magnetization"]
opinions = "none"
[sweep]
seeds = 4
[sweep.over]
graph.agents = [50, 200]
attention.temperature = { from = 0.7, to = 1.2, count = 6 }
)";

/// The echo chamber in small, with a design for sensitivity.
std::string design(const std::string& kind, int points) {
  return small +
         "[record]\nobservables = [\"polarization\"]\nopinions = \"none\"\n[sweep]\nseeds = 2\ndesign = \"" +
         kind + "\"\npoints = " + std::to_string(points) +
         "\n[sweep.over]\nattention.temperature = { from = 0.1, to = 1.0 }\ndynamics.rate = { from = 0.1, to "
         "= 1.0 "
         "}\n";
}

}  // namespace

TEST_CASE("a transition is found in a sweep over sizes, as text and as JSON") {
  const Scratch folder;
  folder.write("choice.toml", choice);
  // Of runs of 400 steps and four seeds, one sweep in three has a crossing that may be chance.
  REQUIRE(heed_command(folder, "sweep -q choice.toml --set run.steps=2000 --set sweep.seeds=8").status == 0);
  const Result text = heed_command(folder, "transition choice.h5");
  REQUIRE(text.status == 0);
  CHECK(contains(text.out, "critical temperature: "));
  CHECK(contains(text.out, "where the Binder cumulants of 50 and 200 agents cross"));
  const auto json = nlohmann::json::parse(heed_command(folder, "transition choice.h5 --json").out);
  // T_c = 1 in mean field; sizes this small err by some 10 %.
  CHECK_THAT(json["critical"]["at"].get<double>(), WithinAbs(1, 0.15));
  CHECK(json["sizes"].size() == 2);
  CHECK(json["critical"]["spread"]["error"].get<double>() > 0);
  const Result one = heed_command(folder, "transition choice.h5 --where agents=50");
  CHECK(contains(one.out, "no Binder crossing: it takes two sizes"));
}

TEST_CASE("a temperature that goes up and down within a run makes the branches of a loop") {
  const Scratch folder;
  folder.write("loop.toml", choice.substr(0, choice.find("[sweep]")));
  REQUIRE(heed_command(folder,
                       "run -q loop.toml --set 'attention.temperature={kind=\"steps\",starts=[0,100,200,300],"
                       "values=[0.5,1.0,2.0,1.0]}' -o loop.h5")
              .status == 0);
  const Result loop = heed_command(folder, "transition loop.h5");
  REQUIRE(loop.status == 0);
  CHECK(contains(loop.out, "hysteresis: the gap between rising and falling is widest at temperature "));
  CHECK(contains(loop.out, "no errors: they take two seeds or more"));
  CHECK(contains(loop.out, "of gaps by Student's t"));
}

TEST_CASE("two temperatures of a sweep are compared by seed, and two sweeps point by point") {
  const Scratch folder;
  folder.write("choice.toml", choice);
  REQUIRE(heed_command(folder, "sweep -q choice.toml").status == 0);
  REQUIRE(heed_command(folder, "sweep -q choice.toml --set dynamics.coupling=2.0 -o strong.h5").status == 0);
  const auto between = nlohmann::json::parse(
      heed_command(folder, "compare choice.h5 --between temperature=0.7,1.2 --at mean --window 200 --json")
          .out);
  REQUIRE(between["rows"].size() == 2);
  for (const auto& row : between["rows"]) {
    CHECK(row["pairs"] == 4);
    CHECK(row["high"].get<double>() < -0.3);  // m = 0.83 and nearly 0 in mean field
  }
  const auto files = nlohmann::json::parse(heed_command(folder, "compare choice.h5 strong.h5 --json").out);
  CHECK(files["rows"].size() == 12);
  const Result text = heed_command(folder, "compare choice.h5 strong.h5");
  CHECK(contains(text.out, "* 0 is outside of the 95 % interval by Student's t"));
  CHECK(contains(text.out, "12 comparisons: about 0.6 stars by chance alone"));
  CHECK_FALSE(contains(heed_command(folder, "compare choice.h5 --between temperature=0.7,1.2").out,
                       "stars by chance"));
  const Result wrong = heed_command(folder, "compare choice.h5");
  CHECK(wrong.status == 2);
  CHECK(wrong.err ==
        "heed: error: compare two files, or two values of one sweep: --between parameter=value,value\n");
  CHECK(heed_command(folder, "compare choice.h5 --between temperature=0.7,9").status == 2);
}

TEST_CASE("sensitivity comes from sweeps with a design for it") {
  const Scratch folder;
  folder.write("sobol.toml", design("saltelli", 16));
  folder.write("morris.toml", design("morris", 6));
  REQUIRE(heed_command(folder, "sweep -q sobol.toml").status == 0);
  REQUIRE(heed_command(folder, "sweep -q morris.toml").status == 0);
  const auto sobol = nlohmann::json::parse(heed_command(folder, "sensitivity sobol.h5 --json").out);
  CHECK(sobol["observables"][0]["rows"] == 16);
  CHECK(sobol["observables"][0]["parameters"]["rate"].contains("total"));
  const Result morris = heed_command(folder, "sensitivity morris.h5");
  CHECK(morris.status == 0);
  CHECK(contains(morris.out, "Elementary effects of polarization, 6 walks"));
  CHECK(contains(morris.out, "mu_star"));
  CHECK_FALSE(contains(morris.err, "no power of 2"));
  CHECK_FALSE(contains(morris.err, "one seed a point"));
  REQUIRE(heed_command(folder, "sweep -q sobol.toml --set sweep.seeds=1 --set sweep.points=12 -o twelve.h5")
              .status == 0);
  const Result twelve = heed_command(folder, "sensitivity twelve.h5");
  CHECK(contains(twelve.err, "12 rows are no power of 2"));
  CHECK(contains(twelve.err, "take 2^k rows, such as 8 or 16"));
  CHECK(contains(twelve.err, "'polarization' has one seed a point: chance cannot be told from interaction"));
  folder.write("choice.toml", choice);
  REQUIRE(heed_command(folder, "sweep -q choice.toml --set sweep.seeds=1").status == 0);
  const Result grid = heed_command(folder, "sensitivity choice.h5");
  CHECK(grid.status == 2);
  CHECK(contains(grid.err, "'choice.h5' is a sweep with design 'grid', but sensitivity takes a sweep with"));
}

TEST_CASE("a run says from when it is stationary, and whether its opinions have one peak") {
  const Scratch folder;
  folder.write("small.toml", small);
  REQUIRE(heed_command(folder, "run -q small.toml --set dynamics.noise=0.05 --set run.steps=400 -o a.h5")
              .status == 0);
  const Result text = heed_command(folder, "analyze a.h5");
  CHECK(contains(text.out, "opinion at the end: dip "));
  CHECK(contains(text.out, "  samples\n"));
  const auto json = nlohmann::json::parse(heed_command(folder, "analyze a.h5 --json").out);
  CHECK(json["stationary"].contains("polarization"));
  CHECK(json["dip"]["opinion"]["agents"] == 40);
  CHECK(json["dip"]["opinion"]["p"].is_number());
}

TEST_CASE("opinions of a few values have a dip, and no test of peaks") {
  const Scratch folder;
  folder.write("votes.toml",
               choice.substr(0, choice.find("[record]")) + "[record]\nobservables = [\"magnetization\"]\n");
  REQUIRE(heed_command(folder, "run -q votes.toml --set attention.temperature=2.0 -o votes.h5").status == 0);
  const Result text = heed_command(folder, "analyze votes.h5");
  CHECK(contains(text.out, "(few values: no test of peaks)"));
  CHECK_FALSE(contains(text.out, "more than one peak"));
  const auto json = nlohmann::json::parse(heed_command(folder, "analyze votes.h5 --json").out);
  CHECK(json["dip"]["opinion"]["dip"].get<double>() > 0.1);
  CHECK(json["dip"]["opinion"]["p"].is_null());
}
