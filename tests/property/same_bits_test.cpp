// Every shipped scenario, made short, has the same bits on any number of threads, gone on with at any step,
// whatever else is recorded, and on all instruction sets that fuse multiply and add; in both precisions.
#include "scenarios/load.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>

#include "catch.hpp"
#include "recorded.hpp"
#include "restored.hpp"

using namespace heed;
using heed::scenarios::Loaded;
using heed::tests::Appended;
using heed::tests::InstructionsRestored;
using heed::tests::ThreadsRestored;
using heed::tests::Twin;

namespace {

std::vector<std::string> shipped(const std::string& scenario) {
  std::vector<std::string> out;
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(HEED_SOURCE_DIR) / "scenarios" / scenario))
    if (file.path().extension() == ".toml") out.push_back(file.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

/// A few steps, each recorded: bits that differ once differ from then on, and this sees where.
std::vector<Setting> short_run(const Loaded& loaded) {
  const std::int64_t steps = loaded.scenario->frame().steps;
  if (loaded.header.scenario == "opinion")
    return {{"run.steps", std::to_string(std::min<std::int64_t>(steps, 12)), ""},
            {"record.every", "1", ""},
            {"record.opinions_every", "4", ""}};
  if (loaded.header.scenario == "graph")
    return {{"run.steps", std::to_string(std::min<std::int64_t>(steps, 4)), ""}, {"record.every", "1", ""}};
  if (loaded.header.scenario == "market")
    return {{"run.steps", "3", ""}, {"trading.period", "42", ""}, {"record.every", "1", ""}};
  return {{"run.steps", "40", ""}, {"record.every", "1", ""}};
}

/// The file as it is, or the first and the last run of its sweep, in both precisions where there are two.
std::vector<ScenarioFile> short_runs(const Loaded& loaded) {
  std::vector<std::vector<Setting>> of_file{{}};
  if (loaded.sweeps) {
    const Design design = scenarios::checked_design(loaded);
    of_file = {design.settings(0), design.settings(design.runs() - 1)};
  }
  std::vector<ScenarioFile> out;
  for (std::vector<Setting> settings : of_file) {
    for (const Setting& s : short_run(loaded)) settings.push_back(s);
    if (loaded.header.scenario != "opinion") {
      out.push_back(loaded.file.with(settings));
      continue;
    }
    settings.push_back({"run.precision", "", ""});
    for (const char* precision : {"'float64'", "'float32'"}) {
      settings.back().value = precision;
      out.push_back(loaded.file.with(settings));
    }
  }
  return out;
}

Appended recorded(const ScenarioFile& file, Twin& twin) {
  std::vector<Problem> problems;
  const auto scenario = scenarios::make_point(file, problems);
  REQUIRE(problems.empty());
  Appended out;
  scenario->run(file, out, twin);
  return out;
}

Appended recorded(const ScenarioFile& file) {
  Twin twin;
  return recorded(file, twin);
}

void check_same(const Appended& a, const Appended& b) {
  CHECK((a.appended == b.appended));  // not shown: bytes
  CHECK((a.written == b.written));
  CHECK(a.attributes == b.attributes);
}

/// What both recorded is the same, and that is something.
void check_common(const Appended& a, const Appended& b) {
  int common = 0;
  for (const auto& [key, bytes] : a.appended)
    if (const auto found = b.appended.find(key); found != b.appended.end()) {
      ++common;
      INFO(key.second << " at " << key.first);
      CHECK((bytes == found->second));
    }
  CHECK(common > 0);
}

void check_threads(const ScenarioFile& file, const Appended& expected) {
  for (const int count : {2, 3}) {
    INFO(count << " threads");
    const ThreadsRestored restored;
    use_threads(count);
    check_same(recorded(file), expected);
  }
}

/// Gone on with before the first step, on the way, and before the last, when what events do has been done.
void check_resumed(const ScenarioFile& file, const Appended& expected, const Twin& first) {
  REQUIRE(!first.kept.empty());
  const auto half = static_cast<std::int64_t>(first.kept.size() / 2);
  for (const std::int64_t step :
       std::set{first.kept.begin()->first, half, std::prev(first.kept.end())->first}) {
    INFO("gone on with after step " << step);
    Twin second;
    second.given = first.kept.at(step);
    const Appended rest = recorded(file, second);
    CHECK((rest.appended == expected.after(static_cast<double>(step))));
    CHECK((rest.written == expected.written));
    CHECK(rest.attributes == expected.attributes);
  }
}

void check_instructions(const ScenarioFile& file, const Appended& expected) {
  for (const Instructions set : usable_instructions()) {
    INFO(name_of(set));
    const InstructionsRestored set_before;
    use_instructions(set);
    const Appended here = recorded(file);
    if (set != Instructions::sse4) check_same(here, expected);
    const ThreadsRestored threads_before;
    use_threads(2);
    check_same(recorded(file), here);
  }
}

void check_scenario(const std::string& name) {
  int checked = 0;
  for (const std::string& path : shipped(name)) {
    INFO(path);
    const Loaded loaded = scenarios::load(path, {});
    const std::vector<std::string> read = scenarios::input_files(loaded);
    if (!std::all_of(read.begin(), read.end(),
                     [](const std::string& f) { return std::filesystem::exists(f); })) {
      WARN("skipped, its data are not here: " << path);
      continue;
    }
    for (const ScenarioFile& file : short_runs(loaded)) {
      const ThreadsRestored restored;
      use_threads(1);
      Twin first;
      const Appended expected = recorded(file, first);
      REQUIRE(!(expected.appended.empty() && expected.written.empty()));
      check_resumed(file, expected, first);
      check_instructions(file, expected);
      if (name == "opinion")
        check_common(expected, recorded(file.with({{"record.every", "3", ""},
                                                   {"record.opinions_every", "6", ""},
                                                   {"run.checkpoint", "'1 s'", ""}})));
      check_threads(file, expected);
      ++checked;
    }
  }
  CHECK(checked > 0);
}

}  // namespace

TEST_CASE("every shipped scenario of opinions has the same bits however it is run", "[A24]") {
  check_scenario("opinion");
}

TEST_CASE("every shipped scenario of graphs has the same bits however it is run", "[A24]") {
  check_scenario("graph");
}

TEST_CASE("every shipped scenario of markets has the same bits however it is run", "[A24]") {
  check_scenario("market");
}

TEST_CASE("every shipped scenario of sensor fusion has the same bits however it is run", "[A24]") {
  check_scenario("sensor_fusion");
}
