// Holds the one-way dependencies: reads every #include of the engine, the scenarios, the analysis and
// heed.cpp.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "catch.hpp"

namespace {

namespace fs = std::filesystem;
using Words = std::set<std::string>;

Words operator+(Words a, const Words& b) {
  a.insert(b.begin(), b.end());
  return a;
}

// Which folder may include which. A catalogue and the folder that holds its concept may include each other:
// the concept's folder lists the catalogue, and each file of the catalogue fits the concept.
std::map<std::string, Words> allowed() {
  const Words graph = {"core", "graph"};
  const Words draw = graph + Words{"draw", "laws", "simd"};
  const Words attention = draw + Words{"attention", "scores", "masks", "biases", "temperatures"};
  const Words motion = attention + Words{"motion", "dynamics", "schedules"};
  const Words observe = graph + Words{"observe", "observables"};
  const Words run = motion + observe + Words{"run", "events", "graphs", "io", "layers"};
  const Words theory = run + Words{"chain", "predict", "theory"};
  return {{"core", {"core"}},
          {"graph", graph},
          {"chain", graph + Words{"chain"}},
          {"structure", observe + Words{"chain", "graphs", "structure"}},
          {"predict", theory},
          {"theory", theory},
          {"audit", theory + Words{"audit"}},
          {"graphs", graph + Words{"graphs"}},
          {"draw", draw},
          {"simd", {"core", "simd"}},
          {"laws", graph + Words{"draw", "laws"}},
          {"attention", attention},
          {"scores", graph + Words{"attention", "scores"}},
          {"masks", graph + Words{"attention", "masks"}},
          {"biases", graph + Words{"attention", "biases"}},
          {"temperatures", draw + Words{"attention", "temperatures"}},
          {"layers", attention + Words{"io", "layers"}},
          {"motion", motion},
          {"dynamics", attention + Words{"motion", "dynamics"}},
          {"schedules", attention + Words{"motion", "schedules"}},
          {"observe", observe},
          {"observables", observe},
          {"io", {"core", "io"}},
          {"run", run},
          {"events", motion + Words{"run", "events"}},
          {"scenarios", run + Words{"scenarios", "simd", "predict"}},
          {"analysis", theory + Words{"analysis", "structure", "audit"}},
          {"heed.cpp", run + Words{"scenarios", "analysis"}}};
}

// Where a library may be included: by files whose path matches. No installed header needs one of these.
struct Library {
  std::string header, where;
};
const std::vector<Library> libraries = {
    {"(oneapi/)?tbb/.*", "engine/heed/core/parallel[^/]*"},
    {"hdf5.*|H5.*", "engine/heed/io/hdf5[^/]*"},
    {"toml\\+\\+/.*", "engine/heed/io/(scenario_file|toml)[^/]*"},
    {"CLI/.*", "(scenarios|analysis)/.*|heed\\.cpp"},
    {"Spectra/.*", "engine/heed/chain/spectrum\\.cpp"},
    {"hwy/.*", "engine/heed/simd/(pack|math)\\.hpp"},
    {"mpi\\.h", "engine/heed/run/ranks[^/]*"},
    {"(nlohmann|fmt)/.*|zlib\\.h|Random123/.*", ".*\\.cpp|(scenarios|analysis)/.*"},
};

// The folder of a file or of an include, "core" for "engine/heed/core/error.hpp" and for
// "heed/core/error.hpp", "scores" for the catalogue's list "heed/scores.hpp".
std::string folder(std::string path) {
  path = std::regex_replace(path, std::regex("^(engine/)?heed/"), "");
  const auto slash = path.find('/');
  if (slash != std::string::npos) return path.substr(0, slash);
  return path == "heed.cpp" ? path : path.substr(0, path.find('.'));
}

std::string include_problem(const std::string& file, char quote, const std::string& included) {
  static const auto table = allowed();
  const std::string from = folder(file);
  if (quote == '<') {
    for (const auto& [header, where] : libraries)
      if (std::regex_match(included, std::regex(header)) && !std::regex_match(file, std::regex(where)))
        return "'" + file + "' includes <" + included + ">, which only '" + where + "' may";
    return "";
  }
  const bool beside = included.find('/') == std::string::npos;
  const std::string to = beside ? from : folder(included);
  const auto row = table.find(from);
  if (row == table.end()) return "'" + file + "' is in folder '" + from + "', which the table does not know";
  if (row->second.contains(to)) return "";
  return "'" + file + "' includes \"" + included + "\", but '" + from + "' may not depend on '" + to + "'";
}

std::vector<std::string> problems(const std::string& file, std::istream& text) {
  static const std::regex include(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)re");
  std::vector<std::string> out;
  std::smatch match;
  for (std::string line; std::getline(text, line);)
    if (std::regex_match(line, match, include))
      if (auto problem = include_problem(file, match[1].str()[0], match[2]); !problem.empty())
        out.push_back(std::move(problem));
  return out;
}

std::vector<std::string> problems(const std::string& file, const std::string& text) {
  std::istringstream stream(text);
  return problems(file, stream);
}

bool is_source(const fs::path& path) { return path.extension() == ".cpp" || path.extension() == ".hpp"; }

std::vector<fs::path> sources(const fs::path& root) {
  std::vector<fs::path> out = {root / "heed.cpp"};
  for (const char* top : {"engine/heed", "scenarios", "analysis"})
    for (const auto& entry : fs::recursive_directory_iterator(root / top))
      if (entry.is_regular_file() && is_source(entry.path())) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("every include goes the one way the folders allow") {
  const fs::path root = HEED_SOURCE_DIR;
  const auto files = sources(root);
  CHECK(files.size() > 50);  // far fewer than there are: the folders were not found
  for (const auto& path : files) {
    std::ifstream text(path);
    REQUIRE(text.good());
    for (const auto& problem : problems(path.lexically_relative(root).generic_string(), text)) {
      INFO(problem);
      CHECK(problem.empty());
    }
  }
}

TEST_CASE("an include against the one way is reported") {
  const auto names = [](const std::string& file, const std::string& line) {
    const auto found = problems(file, line + "\n");
    return found.empty() ? std::string() : found.front();
  };
  CHECK(
      names("engine/heed/core/error.hpp", "#include \"heed/graph/graph.hpp\"") ==
      "'engine/heed/core/error.hpp' includes \"heed/graph/graph.hpp\", but 'core' may not depend on 'graph'");
  CHECK_FALSE(names("engine/heed/scores/dot.hpp", "#include \"heed/run/simulation.hpp\"").empty());
  CHECK_FALSE(
      names("engine/heed/observables/entropy.hpp", "  #  include \"heed/scores.hpp\" // why").empty());
  CHECK_FALSE(names("engine/heed/io/hdf5.hpp", "#include \"heed/run/scenario.hpp\"").empty());
  CHECK_FALSE(names("engine/heed/run/sweep.cpp", "#include \"scenarios/opinion/opinion.hpp\"").empty());
  CHECK_FALSE(names("scenarios/run.cpp", "#include \"analysis/report/report.hpp\"").empty());
  CHECK_FALSE(names("engine/heed/newcomer/a.hpp", "#include \"heed/core/error.hpp\"").empty());
}

TEST_CASE("a library outside its place is reported") {
  const auto count = [](const std::string& file, const std::string& header) {
    return problems(file, "#include <" + header + ">\n").size();
  };
  CHECK(count("engine/heed/graph/graph.cpp", "tbb/parallel_for.h") == 1);
  CHECK(count("engine/heed/core/parallel.cpp", "tbb/parallel_for.h") == 0);
  CHECK(count("engine/heed/io/trajectory.cpp", "hdf5.h") == 1);
  CHECK(count("engine/heed/io/hdf5.cpp", "hdf5.h") == 0);
  CHECK(count("scenarios/run.cpp", "hdf5_hl.h") == 1);
  CHECK(count("engine/heed/run/scenario.cpp", "toml++/toml.h") == 1);
  CHECK(count("engine/heed/run/sweep.cpp", "CLI/CLI.hpp") == 1);
  CHECK(count("heed.cpp", "CLI/CLI.hpp") == 0);
  CHECK(count("engine/heed/predict/case.cpp", "Spectra/SymEigsSolver.h") == 1);
  CHECK(count("engine/heed/chain/spectrum.cpp", "Spectra/SymEigsSolver.h") == 0);
  CHECK(count("engine/heed/core/error.hpp", "nlohmann/json.hpp") == 1);
  CHECK(count("engine/heed/core/error.hpp", "fmt/format.h") == 1);
  CHECK(count("engine/heed/core/error.cpp", "fmt/format.h") == 0);
  CHECK(count("engine/heed/core/error.hpp", "vector") == 0);
}

TEST_CASE("an include the folders allow is not reported") {
  CHECK(problems("engine/heed/scores/dot.hpp", "#include \"heed/attention/score.hpp\"\n").empty());
  CHECK(problems("engine/heed/attention/attend.hpp", "#include \"heed/scores.hpp\"\n").empty());
  CHECK(problems("scenarios/opinion/opinion.cpp", "#include \"scenarios/opinion/opinion.hpp\"\n").empty());
  CHECK(problems("heed.cpp", "#include \"analysis/commands.hpp\"\n").empty());
  CHECK(problems("engine/heed/core/error.hpp", "// #include \"heed/graph/graph.hpp\"\n").empty());
}
