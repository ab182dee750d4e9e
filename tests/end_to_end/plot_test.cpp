// `heed plot`, and every figure of every kind of file.
#include "analysis/figure/catalogue.hpp"
#include "analysis/figure/source.hpp"
#include "analysis/figure/spec.hpp"
#include "scenarios/load.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "command.hpp"
#include "drawn.hpp"

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

/// Is what Vega-Lite wants as a list one, everywhere?
bool has_lists(const Json& json) {
  if (!json.is_structured()) return true;
  for (const char* list : {"params", "transform", "layer", "hconcat", "vconcat"})
    if (json.is_object() && json.contains(list) && !json[list].is_array()) return false;
  return std::all_of(json.begin(), json.end(), [](const Json& inner) { return has_lists(inner); });
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
  CHECK(has_lists(figure.spec));
  std::size_t rows = 0;
  for_each_table(figure.spec, [&](const std::string& csv) {
    const std::set<std::string> all = words(csv);
    for (const char* bad : {"nan", "-nan", "inf", "-inf"}) CHECK_FALSE(all.contains(bad));
    rows += static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) - 1;
  });
  CHECK(rows > 0);
  CHECK_FALSE(contains(figure.caption + figure.description, "nan"));
}

}  // namespace

TEST_CASE("every figure of every kind of file has rows, a caption and words, and each kind is met") {
  const Scratch folder;
  std::set<std::string> met;
  for (const std::string& file : write_samples(folder)) {
    INFO(file);
    const FigureSource source(file, scenarios::make_point);
    for (const Figure& figure : every_figure(source)) {
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
