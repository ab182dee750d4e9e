#include "analysis/analyze.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

#include "catch.hpp"
#include "unit/analysis/sample_files.hpp"
#include <nlohmann/json.hpp>

using namespace heed;
using namespace heed::analysis;

namespace {

struct Printed {
  std::string out, remarks;
};

Printed printed(AnalyzeOptions options) {
  std::ostringstream out, remarks;
  options.screen.width = 60;
  analyze(options, out, remarks);
  return {out.str(), remarks.str()};
}

/// Parses a command line of `analyze`; returns the status it sets.
int run(const std::string& arguments) {
  CLI::App app;
  int status = 9;
  add_analyze(app, status);
  app.parse("analyze " + arguments);
  return status;
}

std::string message_of(const std::string& arguments) {
  try {
    run(arguments);
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

std::string content(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("analyze shows a sweep as a table of its points and a chart") {
  const sample::Folder folder("analyze_grid");
  AnalyzeOptions options{.files = {sample::write_grid(folder / "grid.h5")}};
  options.screen.table_width = 60;
  const Printed shown = printed(options);
  CHECK(shown.out ==
        "three temperatures: grid, 3 points x 4 seeds, horizon 40\n"
        "\n"
        "temperature  polarization              sd  converged  failed\n"
        "------------------------------------------------------------\n"
        "        0.1  0.718 [0.614, 0.775]   0.104        4/4       0\n"
        "          1  0.513 [0.5, 0.53]     0.0153        3/3       1\n"
        "         10  0.265 [0.255, 0.275]  0.0129        3/4       0\n"
        "mean [95 % bootstrap interval] over seeds, at the end; converged of finished runs\n"
        "not shown: variance; '--observable' chooses\n"
        "\n"
        "polarization at the end, mean and 95 % interval\n"
        "0.8 +  |\n"
        "    |  |\n"
        "    |  o\n"
        "    |  |\n"
        "0.6 +\n"
        "    |                           o\n"
        "    |                           |\n"
        "0.4 +\n"
        "    |\n"
        "    |\n"
        "    |                                                    o\n"
        "0.2 +\n"
        "    +--+------------------------+------------------------+--\n"
        "      0.1                       1                       10\n"
        "     temperature (log scale)\n");
  CHECK(shown.remarks ==
        "heed: note: 1 of 12 runs failed and is left out: run 6 (temperature 1, seed 13): step 15: the "
        "opinion of "
        "agent 2 is no longer a finite number\n"
        "heed: note: 1 of 11 finished runs did not converge within the horizon; the means include it: run 11 "
        "(temperature 10, "
        "seed 14)\n");
}

TEST_CASE("analyze shows a run as a table over time, its end and a chart") {
  const sample::Folder folder("analyze_run");
  const Printed shown = printed({.files = {sample::write_run(folder / "run.h5")}});
  CHECK(
      shown.out.starts_with("one run: 3 agents, seed 5, converged after 4 steps\n"
                            "\n"
                            "time  variance  assortativity\n"
                            "-----------------------------\n"
                            "   0         1              -\n"
                            "   1       0.5           -0.5\n"
                            "   2      0.25           -0.5\n"
                            "   3     0.125           -0.5\n"
                            "   4    0.0625           -0.5\n"
                            "at the end: variance 0.0625, assortativity -0.5\n"
                            "\n"
                            "variance\n"
                            "1.0 +*"));
  CHECK(shown.remarks == "heed: note: agent 2 hears no one\nheed: note: second warning\n");
  AnalyzeOptions chosen{.files = {folder / "run.h5"}, .observables = {"assortativity"}, .moment = {}};
  chosen.moment = parse_moment("mean", 2);
  const std::string text = printed(chosen).out;
  CHECK(text.find("mean of the last 2 recorded times: assortativity -0.5\n\nassortativity\n") !=
        std::string::npos);
}

TEST_CASE("of thousands of series analyze tells the first, and JSON and CSV have all") {
  const sample::Folder folder("analyze_many");
  const std::string path = folder / "many.h5";
  constexpr std::size_t sensors = 2000, times = 32;
  {
    TrajectoryWriter file(path);
    sample::write_head(file, "many sensors", "");
    std::vector<std::string> names(sensors);
    for (std::size_t k = 0; k < sensors; ++k) names[k] = std::to_string(k);
    file.axis({.name = "time", .length = 0, .grows = true, .labels = {}, .attributes = {}});
    file.axis({.name = "sensor", .labels = names, .attributes = {}});
    file.variable({"ratio", Type::float64, {"time", "sensor"}, {}});
    std::vector<double> ratio(sensors);
    for (std::size_t t = 0; t < times; ++t) {
      for (std::size_t k = 0; k < sensors; ++k) ratio[k] = static_cast<double>((t * t + k) % 7 + k);
      const std::vector<Entry> slice{{"ratio", std::span<const double>(ratio)}};
      file.append("time", static_cast<double>(t), slice);
    }
    file.finish();
  }
  const std::string text = printed({.files = {path}}).out;
  CHECK(text.find("\nnot shown: ratio[") != std::string::npos);
  CHECK(text.find(
            "\nthese are the first 100 of 2000 observables; '--observable' chooses, '--json' has all\n") !=
        std::string::npos);
  CHECK(text.find("\nratio[99] ") != std::string::npos);  // of the stationary parts
  CHECK(text.find("\nratio[100] ") == std::string::npos);

  CHECK(run(path + " --json -o " + (folder / "all.json")) == 0);
  const auto all = nlohmann::json::parse(content(folder / "all.json"));
  CHECK(all["observables"].size() == sensors);
  CHECK(all["stationary"].size() == sensors);
  CHECK(all["observables"]["ratio[1234]"][5] == (25 + 1234) % 7 + 1234);
  CHECK(run(path + " --json --observable ratio[1234] -o " + (folder / "one.json")) == 0);
  const auto one = nlohmann::json::parse(content(folder / "one.json"));
  CHECK(one["stationary"]["ratio[1234]"] == all["stationary"]["ratio[1234]"]);

  CHECK(run(path + " --csv -o " + (folder / "all.csv")) == 0);
  const std::string csv = content(folder / "all.csv");
  CHECK(csv.starts_with("run,seed,time,ratio[0],ratio[1],"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == times + 1);
}

TEST_CASE("analyze --csv --summary gives a line for each point") {
  const sample::Folder folder("analyze_summary");
  const std::string cube = sample::write_hypercube(folder / "cube.h5"), out = folder / "out.csv";
  CHECK(run(cube + " --csv --summary --observable clusters --observable mean[tax] -o " + out) == 0);
  CHECK(content(out) ==
        "temperature,score,clusters_mean,clusters_sd,clusters_low,clusters_high,clusters_n,mean[tax]_mean,"
        "mean[tax]_sd,mean[tax]_low,mean[tax]_high,mean[tax]_n,finished,converged,failed,not_run\n"
        "0.5,dot,1,0,1,1,2,3,1.4142135623730951,2,4,2,2,1,0,0\n"
        "0.25,cosine,3,1.4142135623730951,2,4,2,7,1.4142135623730951,6,8,2,2,1,0,0\n"
        "2,dot,3,,,,1,10,,,,1,1,1,0,1\n");
}

TEST_CASE("analyze --json gives every point with its numbers, null where there is none") {
  const sample::Folder folder("analyze_json");
  const std::string cube = sample::write_hypercube(folder / "cube.h5"), out = folder / "out.json";
  CHECK(run(cube + " --json --observable clusters -o " + out) == 0);
  const auto json = nlohmann::ordered_json::parse(content(out));
  CHECK(
      json.dump() ==
      R"({"kind":"sweep","title":"a hypercube","scenario":"opinion","design":"latin_hypercube","at":"at the end",)"
      R"("horizon":5,"seeds":2,"parameters":[{"name":"temperature","path":"attention.temperature"},)"
      R"({"name":"score","path":"attention.score"}],"points":[)"
      R"({"temperature":0.5,"score":"dot","clusters":{"mean":1,"sd":0,"low":1,"high":1,"n":2},)"
      R"("finished":2,"converged":1,"failed":0,"not_run":0},)"
      R"({"temperature":0.25,"score":"cosine","clusters":{"mean":3,"sd":1.4142135623730951,"low":2,"high":4,"n":2},)"
      R"("finished":2,"converged":1,"failed":0,"not_run":0},)"
      R"({"temperature":2,"score":"dot","clusters":{"mean":3,"sd":null,"low":null,"high":null,"n":1},)"
      R"("finished":1,"converged":1,"failed":0,"not_run":1}]})");
  CHECK(run(sample::write_run(folder / "run.h5") + " --json -o " + (folder / "run.json")) == 0);
  CHECK(
      nlohmann::ordered_json::parse(content(folder / "run.json")).dump() ==
      R"({"kind":"run","title":"one run","scenario":"opinion","seed":5,"status":"converged","steps":4,"agents":3,)"
      R"("warnings":["agent 2 hears no one","second warning"],"time":[0,1,2,3,4],"observables":)"
      R"({"variance":[1,0.5,0.25,0.125,0.0625],"assortativity":[null,-0.5,-0.5,-0.5,-0.5]}})");
}

TEST_CASE("analyze says what is wrong with what it was asked, and replaces no file") {
  const sample::Folder folder("analyze_errors");
  const std::string grid = sample::write_grid(folder / "grid.h5"),
                    lone = sample::write_run(folder / "run.h5");
  CHECK(message_of(grid + " --observable polarisation") ==
        "'" + grid +
            "' has no observable 'polarisation'; did you mean 'polarization'? it has variance, polarization");
  CHECK(message_of(grid + " --by temprature") ==
        "'" + grid + "' has no swept parameter 'temprature'; did you mean 'temperature'? it has temperature");
  CHECK(message_of(grid + " --at 35") ==
        "step 35 was not recorded in '" + grid + "'; the nearest that was is 30");
  CHECK(message_of(grid + " --csv --json") ==
        "'--csv' and '--json' are two forms of one result; give one of them");
  CHECK(message_of(lone + " --csv --summary") ==
        "'--summary' is over the seeds of a sweep, but '" + lone + "' is one run");
  CHECK(message_of(grid + " --csv -o " + lone) ==
        "'" + lone + "' exists; choose another name with -o or allow overwriting with --force");
  CHECK(message_of(grid + " " + lone + " --csv --force -o " + lone) ==
        "'" + lone + "' would replace '" + lone + "', which is read; choose another name with -o");
  CHECK(message_of(grid + " --observable q --json -o " + (folder / "q.json"))
            .ends_with("variance, polarization"));
  CHECK_FALSE(std::filesystem::exists(folder / "q.json"));
  CHECK_FALSE(std::filesystem::exists(folder / "q.json.part"));
}
