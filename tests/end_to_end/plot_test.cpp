// `heed plot` and the figures of every kind of file.
#include "analysis/figure/catalogue.hpp"
#include "analysis/figure/source.hpp"
#include "analysis/figure/spec.hpp"
#include "scenarios/load.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "command.hpp"

using namespace heed;
using namespace heed::analysis;
using namespace heed::tests;

namespace {

const std::string shipped = "'" + std::string(HEED_SOURCE_DIR) + "/scenarios/";

/// Files of every scenario, runs and sweeps, in little time.
std::vector<std::string> write_samples(const Scratch& folder) {
  const std::vector<std::pair<std::string, std::string>> commands = {
      {"run", "run small.toml"},
      {"topics", "run " + shipped + "opinion/overlapping_topics.toml' --set run.steps=30"},
      {"karate", "run " + shipped + "opinion/karate.toml' --set run.steps=30"},
      {"bare", "run small.toml --set record.opinions=none --set record.graph=false"},
      {"rewired", "run " + shipped + "opinion/coevolution.toml' --set run.steps=20"},
      {"grid", "sweep small.toml --set sweep.seeds=3 --set sweep.over.attention.temperature=[0.2,0.4,1.6]"},
      {"plane",
       "sweep small.toml --set sweep.seeds=2 --set sweep.over.attention.temperature=[0.2,0.4] --set "
       "sweep.over.graph.p_out=[0.05,0.2]"},
      {"sensors", "run " + shipped + "sensor_fusion/thermometers.toml'"},
      {"graph", "run " + shipped + "graph/karate.toml' --set run.steps=20"},
      {"market", "run " + shipped + "market/planted_pairs.toml'"},
      {"prices", "run " + shipped + "market/your_prices.toml'"}};
  std::vector<std::string> out;
  folder.write("small.toml", small);
  for (const auto& [name, command] : commands) {
    const Result result = heed_command(folder, command + " -q -o " + name + ".h5");
    INFO(command << "\n" << result.err);
    REQUIRE(result.status == 0);
    out.push_back((folder / (name + ".h5")).string());
  }
  return out;
}

/// Calls `look` with every table in a specification.
template <class Look> void for_each_table(const Json& json, const Look& look) {
  if (json.is_object() && json.contains("values") && json["values"].is_string())
    look(json["values"].get<std::string>());
  for (const Json& inner : json)
    if (inner.is_structured()) for_each_table(inner, look);
}

/// The cells of CSV without quoted commas.
std::set<std::string> words(const std::string& csv) {
  std::set<std::string> out;
  std::string word;
  for (const char c : csv)
    if (c == ',' || c == '\n') {
      out.insert(word);
      word.clear();
    } else {
      word += c;
    }
  return out;
}

void check_figure(const Figure& figure) {
  INFO(figure.name << ": " << figure.caption << "\n" << figure.description);
  CHECK(figure.title.size() > 5);
  CHECK((figure.caption.size() > 30 && figure.caption.ends_with('.')));
  CHECK((figure.description.size() > 30 && figure.description.ends_with('.')));
  CHECK(figure.spec["description"] == figure.description);
  const std::string text = figure.spec.dump();
  CHECK(Json::parse(text) == figure.spec);
  CHECK(text.size() < 1500000);
  std::size_t rows = 0;
  for_each_table(figure.spec, [&](const std::string& csv) {
    const std::set<std::string> all = words(csv);
    for (const char* bad : {"nan", "-nan", "inf", "-inf"}) CHECK_FALSE(all.contains(bad));
    rows += static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) - 1;
  });
  CHECK(rows > 0);
  CHECK_FALSE(contains(figure.caption + figure.description, "nan"));
}

std::vector<Figure> all_of(const FigureSource& source) {
  std::vector<std::string> not_drawn;
  std::vector<Figure> out = draw_all(source, not_drawn);
  CHECK(not_drawn == std::vector<std::string>());
  return out;
}

}  // namespace

TEST_CASE("every figure of every kind of file has rows, a caption and words, and each kind is met") {
  const Scratch folder;
  std::set<std::string> met;
  for (const std::string& file : write_samples(folder)) {
    INFO(file);
    const FigureSource source(file, scenarios::make_point);
    for (const Figure& figure : all_of(source)) {
      check_figure(figure);
      met.insert(figure.name);
    }
    for (const NamedFigure& kind : all_figures())
      if (kind.kind.lacks(source).empty()) CHECK(std::string(kind.kind.summary).size() > 20);
  }
  for (const NamedFigure& kind : all_figures()) {
    INFO(kind.name);
    CHECK(met.contains(std::string(kind.name)));
  }
}

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

TEST_CASE("plot lists what a file has figures of, and says why not the others") {
  const Scratch folder;
  folder.write("small.toml", small);
  heed_command(folder, "run small.toml -q -o 'a small.h5'");
  const Result list = heed_command(folder, "plot 'a small.h5'");
  CHECK((list.status == 0 && list.err.empty()));
  CHECK(contains(list.out, "figures of a small.h5\n"));
  CHECK(contains(list.out, "  opinion_density "));
  CHECK(contains(list.out, "  phase_diagram          it is of a sweep, and this is one run\n"));
  CHECK(contains(list.out, "draw one with: heed plot 'a small.h5' --figure NAME -o NAME.svg"));
  CHECK(contains(heed_command(folder, "list figures").out, "opinion_density"));
}

TEST_CASE("plot refuses what it cannot draw before anything is written") {
  const Scratch folder;
  folder.write("small.toml", small);
  heed_command(folder, "run small.toml -q");
  const auto fails = [&](const std::string& arguments, const std::string& words) {
    const Result result = heed_command(folder, "plot " + arguments);
    INFO(result.err);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK(contains(result.err, words));
  };
  fails("small.h5 --figure opinion_densty",
        "there is no figure 'opinion_densty'; did you mean 'opinion_density'? 'heed plot small.h5' lists "
        "those");
  fails("small.h5 --figure phase_diagram -o a.json",
        "'small.h5' has nothing to draw 'phase_diagram' of: it is of a sweep, and this is one run");
  fails("small.h5 --figure network -o a.jpeg", "'a.jpeg' should end in .svg, .png or .json");
  fails("small.h5 --figure observables_over_time --observable entropy -o a.json",
        "'small.h5' has no observable 'entropy'");
  fails("nothing.h5 --figure network -o a.json", "nothing.h5");
  fails("small.toml", "small.toml");
  std::filesystem::create_symlink("small.h5", folder / "b.svg");
  fails("small.h5 --figure network --force -o b.svg", "'b.svg' would replace 'small.h5', which is read");
  const Result page = heed_command(folder, "report small.h5 --force -o small.h5");
  CHECK(page.status == 2);
  CHECK(contains(page.err, "'small.h5' would replace 'small.h5', which is read"));
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    files += entry.path().filename().string().starts_with("a.");
  CHECK(files == 0);
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

TEST_CASE("a specification that plot writes still moves, and has a title and a width") {
  const Scratch folder;
  folder.write("small.toml", small);
  heed_command(folder, "run small.toml -q");
  REQUIRE(heed_command(folder, "plot small.h5 --figure network -o a.json").status == 0);
  const Json spec = Json::parse(contents(folder / "a.json"));
  CHECK(spec["params"][0]["name"] == "moment");
  CHECK(spec["params"][0]["bind"]["input"] == "range");
  CHECK(spec["title"]["text"].is_string());
  CHECK(spec["width"].is_number());
}

TEST_CASE("plot writes a specification, never over a file without --force, and says what it drew") {
  const Scratch folder;
  folder.write("small.toml", small);
  heed_command(folder, "run small.toml -q");
  const Result drawn = heed_command(folder, "plot small.h5 --figure opinion_density -o a.json");
  CHECK(drawn.status == 0);
  CHECK(contains(drawn.out, "written a.json: Where opinions are, over time\n"));
  const Json spec = Json::parse(contents(folder / "a.json"));
  CHECK(contains(spec["$schema"].get<std::string>(), "vega-lite/v6"));
  CHECK(spec["title"]["text"] == "Where opinions are, over time");
  const Result again = heed_command(folder, "plot small.h5 --figure opinion_density -o a.json");
  CHECK(again.status == 2);
  CHECK(contains(again.err, "'a.json' exists"));
  CHECK(heed_command(folder, "plot small.h5 --figure trajectories -o a.json --force").status == 0);
  CHECK(Json::parse(contents(folder / "a.json"))["title"]["text"] == "The way of each opinion");
}

TEST_CASE(
    "plot draws SVG and PNG where node and rsvg-convert are, and says what to install where they are not") {
  const Scratch folder;
  folder.write("small.toml", small);
  heed_command(folder, "run small.toml -q");
  const Result bare = shell(folder, "PATH=/nowhere; \"$HEED\" plot small.h5 --figure network -o a.svg");
  CHECK(bare.status == 2);
  const bool off = contains(bare.err, "needs Vega, which is not in this heed");
  CHECK((off || contains(bare.err, "drawing '.svg' needs 'node', which is not installed (Debian: nodejs)")));
  CHECK_FALSE(std::filesystem::exists(folder / "a.svg"));
  CHECK_FALSE(std::filesystem::exists(folder / "a.svg.part"));
  if (off || std::system("command -v node >/dev/null && command -v rsvg-convert >/dev/null") != 0) {
    WARN("skipped: no Vega, node or rsvg-convert");
    return;
  }
  const Result svg = heed_command(folder, "plot small.h5 --figure network");
  INFO(svg.err);
  CHECK(svg.status == 0);
  CHECK(contains(contents(folder / "small_network.svg"), "aria-roledescription=\"circle\""));
  CHECK(heed_command(folder, "plot small.h5 --figure observables_over_time -o b.png").status == 0);
  CHECK(contents(folder / "b.png").starts_with("\x89PNG"));
}
