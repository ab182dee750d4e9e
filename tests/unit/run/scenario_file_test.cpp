// Scenario files: what is read, how files and settings lie on top of each other, and every message word for
// word.
#include "heed/core/parameters.hpp"
#include "heed/core/version.hpp"
#include "heed/io/schema.hpp"
#include "heed/simd/instructions.hpp"
#include "scenarios/load.hpp"

#include <filesystem>
#include <fstream>

#include "../io/folder.hpp"
#include "catch.hpp"

using namespace heed;
using namespace heed::scenarios;

namespace {

/// The problems of a file with this text, a line each.
std::string problems_of(const std::string& text) {
  std::vector<Problem> problems;
  Header header;
  SweepSettings sweep;
  fill(ScenarioFile::parse(text, "my.toml"), header, sweep, problems);
  if (problems.empty()) return "";
  return FileErrors(std::move(problems)).what();
}

/// The value of one parameter of a file with this text, as TOML.
std::string value_of(const ScenarioFile& file, const std::string& path) {
  std::vector<Problem> problems;
  Header header;
  SweepSettings sweep;
  const auto scenario = fill(file, header, sweep, problems);
  REQUIRE(problems.empty());
  for (const Parameter& p : parameters([&](Fields& f) { scenario->fields(f); }))
    if (p.path == path) return p.toml;
  return "?";
}

std::string value_of(const std::string& text, const std::string& path) {
  return value_of(ScenarioFile::parse(text), path);
}

struct Folder : test_files::Folder {
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(*this / name) << text;
    return (*this / name).string();
  }
};

}  // namespace

TEST_CASE("an empty file means all defaults") { CHECK(problems_of("").empty()); }

TEST_CASE("every mistake is reported at once, at its place, with the next move") {
  const std::string text = R"(heed = 1
titel = "A file with much wrong"
[run]
seed  = "42"
steps = 0
[graph]
kind   = "stochastic_bloc"
[attention]
score      = "Similarity"
temprature = 0.2
[dynamic]
rate = 0.3
)";
  CHECK(problems_of(text) ==
        "my.toml:2:1: error: unknown key 'titel' in the file; did you mean 'title'?\n"
        "my.toml:4:9: error: 'seed' takes a whole number, not text; remove the quotes\n"
        "my.toml:5:9: error: 'steps' is 0 but must be between 1 and 1000000000000\n"
        "my.toml:7:10: error: 'stochastic_bloc' is not one of the graphs; did you mean 'stochastic_block'?\n"
        "my.toml:9:14: error: 'Similarity' is not one of the scores; did you mean 'similarity'?\n"
        "my.toml:10:1: error: unknown key 'temprature' in [attention]; did you mean 'temperature'?\n"
        "my.toml:11:2: error: unknown key 'dynamic' in the file; did you mean 'dynamics'?");
}

TEST_CASE("a file of another format is refused as such, whatever else it says") {
  CHECK(problems_of("heed = 2\ntitel = 'A'\n[new]\nkey = 1\n") ==
        "my.toml:1:8: error: the file is of format 2; this heed reads 1");
  CHECK(problems_of("heed = '1'\n").find("'heed' takes a whole number, not text") != std::string::npos);
}

TEST_CASE("where a plain number may stand, the next move says so") {
  CHECK(problems_of("[attention]\ntemperature = 'hot'\n").find(", or write a plain number") !=
        std::string::npos);
  for (const char* text : {"[attention]\nscore = 'abcdefgh'\n", "[attention]\ntemperature.kind = 'hot'\n"})
    CHECK(problems_of(text).find("plain number") == std::string::npos);
}

TEST_CASE("a temperature of 0 is refused") {
  CHECK(problems_of("[attention]\ntemperature = 0.0\n") ==
        "my.toml:2:15: error: 'temperature' is 0 but must be above 0");
  CHECK(problems_of("[attention]\ntemperature = nan\n") ==
        "my.toml:2:15: error: 'temperature' is nan but must be above 0");
}

TEST_CASE("what is not TOML is reported where it stops being TOML") {
  try {
    ScenarioFile::parse("heed = 1\nseed = = 2\n", "my.toml");
    FAIL("no error");
  } catch (const FileErrors& e) {
    REQUIRE(e.problems().size() == 1);
    CHECK(e.problems()[0].line == 2);
  }
}

TEST_CASE("a part may be a name, a table with its kind, or a bare number") {
  CHECK(value_of("[attention]\nscore = 'dot'", "attention.score.kind") == "\"dot\"");
  CHECK(value_of("[attention]\nscore = { kind = 'similarity', width = 0.5 }", "attention.score.width") ==
        "0.5");
  CHECK(value_of("[attention]\ntemperature = 0.25", "attention.temperature.value") == "0.25");
  CHECK(value_of("[attention]\ntemperature = { kind = 'drawn', law = 0.5 }",
                 "attention.temperature.law.value") == "0.5");
  CHECK(value_of("[attention]\nmask = 'all'", "attention.mask.0.kind") == "\"all\"");
  CHECK(value_of("[attention]\nmask = ['neighbours', { kind = 'top_k', count = 3 }]",
                 "attention.mask.1.count") == "3");
}

TEST_CASE("settings are values of the file, and their mistakes name them") {
  const Folder folder;
  const std::string path = folder.write("a.toml", "[attention]\nscore = 'similarity'\n[run]\nsteps = 7\n");
  const ScenarioFile file =
      ScenarioFile::read(path, {"attention.temperature=0.2", "attention.score.width=0.5", "title=hello"});
  CHECK(value_of(file, "attention.temperature.value") == "0.2");
  CHECK(value_of(file, "attention.score.width") == "0.5");
  CHECK(value_of(file, "run.steps") == "7");
  try {
    load(path, {"attention.temprature=0.2", "run.steps=many"});
    FAIL("no error");
  } catch (const FileErrors& e) {
    CHECK(std::string(e.what()) ==
          "--set attention.temprature=0.2: error: unknown key 'temprature' in [attention]; did you mean "
          "'temperature'?\n"
          "--set run.steps=many: error: 'steps' takes a whole number, not text; remove the quotes");
  }
  CHECK_THROWS_AS(ScenarioFile::read(path, {"steps"}), Error);
}

TEST_CASE("a key that belongs elsewhere is told where") {
  CHECK(problems_of("temperature = 0.2\n") ==
        "my.toml:1:1: error: unknown key 'temperature' in the file; did you mean 'attention.temperature'?");
  CHECK(problems_of("agents = 20\n") ==
        "my.toml:1:1: error: unknown key 'agents' in the file; did you mean 'graph.agents'?");
  CHECK(problems_of("[graph]\nkind = 'ring'\nagents = 20\nfile = 'ties.txt'\n") ==
        "my.toml:4:1: error: unknown key 'file' in [graph]; it is of graph.kind = \"file\", and here that is "
        "\"ring\"; set graph.kind as well");
  // What the file says is not lost for being asked about: its network would be missed next.
  CHECK(problems_of("agents = 20\n[graph]\nkind = 'file'\nfile = 'ties.txt'\nneighbours = 2\n")
            .find("graph.file") == std::string::npos);
}

TEST_CASE("a file stands on its base; a part of another kind replaces it whole") {
  const Folder folder;
  folder.write(
      "base.toml",
      "title = 'below'\n[attention]\nscore = { kind = 'similarity', width = 0.5 }\n[run]\nsteps = 9\n");
  const std::string path =
      folder.write("top.toml", "base = 'base.toml'\n[attention]\nscore = { kind = 'dot', scaled = true }\n");
  const ScenarioFile file = ScenarioFile::read(path);
  CHECK(value_of(file, "run.steps") == "9");
  CHECK(value_of(file, "attention.score.scaled") == "true");
  // The text as run is a file that says the same, without what the other kind left over.
  const std::string text = load(path, {}).file.text();
  CHECK(text.find("width") == std::string::npos);
  CHECK(value_of(text, "attention.score.kind") == "\"dot\"");
}

TEST_CASE(
    "a new kind keeps what it knows of the settings below, and naming the kind in force changes nothing") {
  const Folder folder;
  folder.write(
      "base.toml",
      "[dynamics]\nrate = 0.1\nstubbornness = 0.2\nschedule = 'gossip'\n[graph]\nkind = 'ring'\nagents = 50\n"
      "largest_component = true\n");
  const std::string path = folder.write("top.toml", "base = 'base.toml'\n");
  const auto with = [&](const std::vector<std::string>& sets) { return ScenarioFile::read(path, sets); };
  CHECK(value_of(with({"dynamics.kind=attention"}), "dynamics.rate") == "0.1");
  CHECK(value_of(with({"dynamics.kind=friedkin_johnsen"}), "dynamics.stubbornness.value") == "0.2");
  CHECK(value_of(with({"dynamics.kind=friedkin_johnsen"}), "dynamics.schedule.kind") == "\"gossip\"");
  CHECK(value_of(with({"graph.kind=complete"}), "graph.agents") == "50");
  CHECK(value_of(with({"graph.agents=60", "graph.kind=complete"}), "graph.largest_component") == "true");
  // Said at the same height, what a kind does not know is a mistake.
  CHECK_THROWS_AS(load(path, {"dynamics.kind=degroot", "dynamics.rate=0.5"}), FileErrors);
}

TEST_CASE("a missing file and a missing base are said to be missing") {
  const Folder folder;
  try {
    load((folder / "none.toml").string(), {});
    FAIL("no error");
  } catch (const FileErrors& e) {
    CHECK(std::string(e.what()).find("none.toml: error: cannot open it: no such file") != std::string::npos);
  }
  CHECK_THROWS_AS(load(folder.write("a.toml", "base = 'none.toml'"), {}), FileErrors);
  CHECK_THROWS_AS(load(folder.write("b.toml", "base = 'b.toml'"), {}), FileErrors);
  CHECK_THROWS_AS(load(folder.write("c.toml", "[graph]\nkind = 'file'\nfile = 'none.txt'"), {}), FileErrors);
}

TEST_CASE("what a dynamics settles must be left alone") {
  CHECK(problems_of("[attention]\nscore = 'dot'\n[dynamics]\nkind = 'degroot'\n") ==
        "my.toml:2:9: error: dynamics 'degroot' settles attention.score itself; leave it out, or use "
        "dynamics.kind = \"attention\"");
}

TEST_CASE("events are checked with what they set, and must happen before the end") {
  CHECK(problems_of("[run]\nsteps = 10\n[[event]]\nstep = 10\nset = { attention.temperature = 1.0 }\n") ==
        "my.toml:4:8: error: the event at step 10 never happens: the run ends at step 10");
  CHECK(problems_of("[[event]]\nstep = 3\nset = { attention.temperature = -1.0 }\n") ==
        "my.toml:3:19: error: 'temperature' is -1 but must be above 0");
  CHECK(problems_of("[[event]]\nstep = 3\nset = { run.steps = 5 }\n") ==
        "my.toml:3:7: error: an event can set parameters of [attention] and [dynamics], not 'run.steps'");
}

TEST_CASE("the reference names every parameter with its type, range and meaning") {
  const std::string all = describe(declaration("opinion"));
  for (const char* place :
       {"run.steps = 1000", "attention.temperature = ", "graph.kind = ", "record.observables = "})
    CHECK(all.find(place) != std::string::npos);
  CHECK(describe(declaration("opinion"), "run.steps") ==
        "  run.steps = 1000   (a whole number, between 1 and 1000000000000)\n"
        "      the horizon: the run ends here at the latest\n");
  CHECK(describe(declaration("opinion"), "similarity") ==
        "scores:\n"
        "  similarity   -|q - k|² / 2w²: the like-minded are heeded most\n"
        "      width = 1.0   (a number, above 0)\n"
        "          w: the difference of opinion at which heeding has fallen by exp(-1/2) when T = 1\n");
  CHECK(
      describe(declaration("opinion"), "attention.score.width")
          .rfind(
              "scores:\n"
              "  similarity   -|q - k|² / 2w²: the like-minded are heeded most\n"
              "      width = 1.0   (a number, above 0)\n"
              "          w: the difference of opinion at which heeding has fallen by exp(-1/2) when T = 1\n",
              0) == 0);
  for (const char* place : {"graph.blocks", "graph.p_in", "attention.temperature.value"})
    CHECK(!describe(declaration("opinion"), place).empty());
  for (const char* place : {"nonsense", "graph.nonsense", "attention.score.nonsense", "graph.", "."})
    CHECK(describe(declaration("opinion"), place).empty());
}

TEST_CASE("every kind of every catalogue can be chosen in a file") {
  const std::string schema = json_schema(declaration("opinion"), "t");
  for (const Catalogue& catalogue : catalogues(declaration("opinion"))) {
    INFO(catalogue.name);
    CHECK(catalogue.kinds.size() >= 3);
    for (const Kind& kind : catalogue.kinds) {
      CHECK(!kind.summary.empty());
      CHECK(schema.find("\"" + std::string(kind.name) + "\"") != std::string::npos);
    }
  }
}

TEST_CASE("beside an unknown kind no key is held to be unknown, however many there are") {
  std::string text = "heed = 1\n[graph]\nkind = 'rng'\n";
  for (int k = 0; k < 30000; ++k) text += "k" + std::to_string(k) + " = 1\n";
  CHECK(problems_of(text) == "my.toml:3:8: error: 'rng' is not one of the graphs; did you mean 'ring'?");
}

TEST_CASE("keys that are nested too deep are refused, of a file and of a setting") {
  std::string deep = "a";
  for (int k = 0; k < 60000; ++k) deep += ".a";
  CHECK_THROWS_WITH(ScenarioFile::parse("heed = 1\n[" + deep + "]\n", "my.toml"),
                    "my.toml:2:129: error: keys are nested deeper than 64");
  const ScenarioFile file = ScenarioFile::parse("heed = 1\n");
  const std::string said = "--set x: keys are nested deeper than 64";
  CHECK_THROWS_WITH(file.with({{deep, "1", "--set x"}}), said);
  CHECK_THROWS_WITH(file.with({{"x", "{" + deep + " = 1}", "--set x"}}), said);
}

TEST_CASE("a setting at no place of a scenario file is refused, whoever makes it") {
  const ScenarioFile file = ScenarioFile::parse("heed = 1\n");
  const auto kind_of = [&](const std::string& path, const std::string& where) {
    try {
      file.with({{path, "1", where}});
    } catch (const Error& e) {
      CHECK_THAT(std::string(e.what()),
                 Catch::Matchers::StartsWith(where + ": '" + path + "' is no place in a scenario file"));
      return e.kind();
    }
    return ErrorKind::internal;
  };
  for (const std::string path : {"", ".", "a\"b", "a\nb", "a..b", "graph.\x1b]0;x"}) {
    CHECK(kind_of(path, "--set x") == ErrorKind::usage);
    CHECK(kind_of(path, "sweep.h5") == ErrorKind::data);
  }
  CHECK_THROWS_WITH(parse_set("a\"b=1"),
                    "--set a\"b=1: write path=value, such as --set attention.temperature=0.2");
}

TEST_CASE("what names a file outside is who said so last, be it a whole table") {
  ScenarioFile file = ScenarioFile::parse("heed = 1\n[graph]\nkind = 'file'\nfile = 'a.edges'\n");
  file.confine();
  const Path outside{.written = "/a.edges", .resolved = "/a.edges"};
  const auto leads_out = [&](const std::vector<Setting>& settings) {
    return file.with(settings).leads_out("graph.file", outside);
  };
  const std::string table = "{ kind = 'file', file = '/a.edges' }";
  const Setting mine = parse_set("graph.file='/a.edges'"), my_table = parse_set("graph=" + table);
  const Setting other{"graph.file", "'/a.edges'", "sweep.h5"}, other_table{"graph", table, "sweep.h5"};
  CHECK(leads_out({}));
  for (const Setting& user : {mine, my_table}) {
    CHECK_FALSE(leads_out({user}));
    for (const Setting& stored : {other, other_table}) {
      CHECK(leads_out({user, stored}));
      CHECK_FALSE(leads_out({stored, user}));
    }
  }
}

TEST_CASE("a machine that cannot fuse multiply and add says so, and goes on with no run of one that can") {
  const auto usable = usable_instructions();
  if (usable.front() != Instructions::sse4 || usable.size() == 1) return;
  const Folder folder;
  const Loaded loaded = load(folder.write("a.toml", "heed = 1\n"), {});
  const Instructions before = instructions();
  use_instructions(usable.back());
  const Identity fused = identity_of(loaded);
  CHECK(made_by() == "heed " + version());
  use_instructions(Instructions::sse4);
  CHECK(made_by() == "heed " + version() + " with separate multiply and add");
  CHECK(difference(fused, identity_of(loaded)) ==
        "arithmetic was fused multiply-add and is separate multiply and add");
  use_instructions(before);
}
