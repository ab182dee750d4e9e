// What figures of shipped scenarios show, and what their captions say of it.
#include "analysis/figure/catalogue.hpp"
#include "analysis/figure/source.hpp"
#include "analysis/json.hpp"
#include "scenarios/load.hpp"

#include <string>

#include "command.hpp"

using namespace heed;
using namespace heed::analysis;
using namespace heed::tests;

namespace {

const std::string shipped = "'" + std::string(HEED_SOURCE_DIR) + "/scenarios/";

}  // namespace

TEST_CASE("polarization against temperature has the line of theory, and captions say what was sampled") {
  const Scratch folder;
  heed_command(folder, "sweep " + shipped + "opinion/temperature_sweep.toml' --set sweep.seeds=2 -q");
  heed_command(folder, "run " + shipped + "opinion/echo_chamber.toml' --set run.steps=40 -q");
  const FigureSource sweep((folder / "temperature_sweep.h5").string(), scenarios::make_point,
                           {.observable = "polarization", .by = {}, .folder = {}});
  const Figure line = draw(*find_figure("against_parameter"), sweep);
  CHECK(line.title == "polarization against temperature");
  CHECK(contains(line.caption, "The dashed line is what theory predicts."));
  CHECK(contains(line.spec.dump(), "two_camps"));
  const FigureSource run((folder / "echo_chamber.h5").string(), scenarios::make_point);
  CHECK(contains(draw(*find_figure("trajectories"), run).caption,
                 "120 of 500, evenly spaced within communities"));
  const Figure heat_map = draw(*find_figure("attention_heat_map"), run);
  CHECK(contains(heat_map.caption, "500 agents are too many for rows of their own"));
  CHECK(contains(heat_map.spec.dump(), "\"mean of 6 agents, community 0\""));
  CHECK(contains(heat_map.spec.dump(), "\"all of 6 agents, community 1\""));
  CHECK(contains(draw(*find_figure("network"), run).caption, "Size is the attention received"));
}

TEST_CASE("ties that changed on the way are those of the moment, or a caption says that they are not") {
  const Scratch folder;
  const std::string run = "run " + shipped + "opinion/coevolution.toml' -q --set run.steps=60 ";
  REQUIRE(heed_command(folder, run + "-o kept.h5").status == 0);
  REQUIRE(heed_command(folder, run + "--set record.graph_every=0 -o start.h5").status == 0);
  const auto caption = [&](const char* file) {
    const FigureSource source((folder / file).string(), scenarios::make_point);
    return draw(*find_figure("network"), source).caption;
  };
  CHECK(contains(caption("kept.h5"), "lines are ties of the moment, as last kept"));
  CHECK(contains(caption("start.h5"), "Ties are those of the start; what events made of them was not kept"));
}

TEST_CASE("attention of everyone to everyone counts as all pairs, however few ties there are") {
  const Scratch folder;
  folder.write(
      "all.toml",
      "heed = 1\n[run]\nsteps = 8\n[graph]\nkind = 'empty'\nagents = 3000\n[attention]\nmask = 'all'\n"
      "[record]\nopinions_every = 1\n");
  REQUIRE(heed_command(folder, "run all.toml -q").status == 0);
  REQUIRE(
      heed_command(folder, "run all.toml -q --set graph.agents=6000 --set run.steps=1 -o more.h5").status ==
      0);
  const FigureSource some((folder / "all.h5").string(), scenarios::make_point),
      more((folder / "more.h5").string(), scenarios::make_point);
  CHECK(some.lacks_attention().empty());
  CHECK(some.attention_snapshots(40).size() == 5);  // 9e6 pairs each, 5e7 in all
  CHECK(contains(more.lacks_attention(), "36000000 pairs of agents may heed each other"));
}

TEST_CASE("figures of readings are over their dates, with the digits by which they differ") {
  const Scratch folder;
  folder.write("a.toml",
               "scenario = 'sensor_fusion'\n[sensors]\nkind = 'file'\nfile = 'a.csv'\n[fusion]\nmethods = "
               "['attention']\n");
  folder.write("a.csv",
               "time,sensor,value,variance\n2024-01-01,a,101325.25,1\n2024-01-01,b,101325.75,1\n"
               "2024-01-02,a,101326.5,1\n2024-01-02,b,101326.5,1\n");
  const Result result = heed_command(folder, "run a.toml -q");
  INFO(result.err);
  REQUIRE(result.status == 0);
  const FigureSource source((folder / "a.h5").string(), scenarios::make_point);
  const Json readings = draw(*find_figure("fused_estimates"), source).spec;
  CHECK(contains(readings["layer"][0]["data"]["values"].get<std::string>(), "1704067200000,a,101325.25\n"));
  CHECK(contains(readings["data"]["values"].get<std::string>(), "0,1704067200000,101325.5,101324"));
  const Json weights = draw(*find_figure("sensor_weights"), source).spec;
  for (const Json& x : {readings["layer"][0]["encoding"]["x"], weights["encoding"]["x"]}) {
    CHECK(x["title"] == "date");
    CHECK(x["scale"]["type"] == "utc");
  }
  CHECK(contains(weights["encoding"]["tooltip"].dump(), "utcyearmonthdatehoursminutes"));
}

TEST_CASE("days in tooltips of returns are those of the axis") {
  const Scratch folder;
  heed_command(folder, "run " + shipped + "market/your_prices.toml' -q -o prices.h5");
  const FigureSource source((folder / "prices.h5").string(), scenarios::make_point);
  const Json encoding = draw(*find_figure("pair_returns"), source).spec["encoding"];
  CHECK(encoding["x"]["scale"]["type"] == "utc");
  CHECK(contains(encoding["tooltip"].dump(), R"("timeUnit":"utcyearmonthdate")"));
}

TEST_CASE("without agents for validation figures of learning say nothing of it") {
  const Scratch folder;
  const std::string learn = "run " + shipped + "graph/contextual.toml' --set run.steps=5 -q ";
  heed_command(folder, learn + "-o some.h5");
  heed_command(folder, learn + "--set split.validation=0 -o none.h5");
  for (const bool some : {true, false}) {
    const FigureSource source((folder / (some ? "some.h5" : "none.h5")).string(), scenarios::make_point);
    const Figure curves = draw(*find_figure("learning_curves"), source),
                 accuracy = draw(*find_figure("method_accuracy"), source);
    CHECK(contains(curves.description, some ? "The lowest validation loss at the end is"
                                            : "The lowest training loss at the end is"));
    for (const Figure* figure : {&curves, &accuracy})
      CHECK(contains(figure->spec["data"]["values"].get<std::string>(), ",validation,") == some);
    CHECK(contains(accuracy.caption,
                   some ? "at the epoch with the least validation loss" : "at the last epoch"));
  }
}

TEST_CASE("a heat map of few agents names who hears and who is heard, with their communities") {
  const Scratch folder;
  folder.write("small.toml", small);
  heed_command(folder, "run small.toml -q");
  const FigureSource source((folder / "small.h5").string(), scenarios::make_point);
  const Json spec = draw(*find_figure("attention_heat_map"), source).spec;
  for (const char* name : {"hearers", "all_heard"}) {
    std::set<std::string> named;
    for (const Json& param : spec["params"])
      if (param["name"] == name) named = param["value"].get<std::set<std::string>>();
    CHECK(named.size() == 40);
    CHECK((named.contains("7, community 0") && named.contains("33, community 1")));
  }
  CHECK(contains(spec.dump(), R"({"field":"who","type":"nominal","title":"hearer"})"));
}
