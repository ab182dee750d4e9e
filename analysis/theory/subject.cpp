#include "analysis/theory/subject.hpp"

#include "analysis/runs.hpp"
#include "heed/core/error.hpp"
#include "heed/core/terminal_text.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// By what it holds, and by its name where it is yet to be there: of a run under way `.part` is read.
bool is_output(const std::string& path) {
  if (path.ends_with(".h5")) return true;
  std::ifstream in(path, std::ios::binary);
  char first[4] = {};
  in.read(first, sizeof first);
  return in && std::string_view(first, sizeof first) == "\x89HDF";
}

std::string title_of(const ScenarioFile& file) {
  std::string title;
  std::vector<Problem> ignored;
  file.fill([&](Fields& f) { f("title", title, any(), ""); }, ignored);
  return for_terminal(title.empty() ? file.path() : title);
}

/// A scenario file; where it sweeps, every point with every seed.
TheorySubject from_scenario(const std::string& path, const std::vector<std::string>& sets) {
  TheorySubject out{
      .file = ScenarioFile::read(path, sets), .name = path, .title = {}, .parameters = {}, .runs = {}};
  out.title = title_of(out.file);
  if (!out.file.says("sweep")) {
    out.runs.push_back({});
    return out;
  }
  SweepSettings sweep;
  std::int64_t seed = 1;
  std::vector<Problem> ignored, problems;
  struct Seed {
    std::int64_t& seed;
    void fields(Fields& f) { f("seed", seed, any(), ""); }
  } of_run{seed};
  out.file.fill(
      [&](Fields& f) {
        f.table("run", of_run, "");
        f.table("sweep", sweep, "");
      },
      ignored);
  const Design design = make_design(sweep, static_cast<std::uint64_t>(seed), problems);
  if (!problems.empty()) throw FileErrors(std::move(problems));
  out.points = design.points.size();
  for (std::size_t k = 0; k < design.parameters.size(); ++k) {
    SweptParameter parameter{design.names[k], design.parameters[k].path, {}};
    for (const auto& point : design.points) {
      const auto number = as_number(point[k]);
      parameter.values.push_back(number ? Cell(*number) : Cell(as_text(point[k])));
    }
    out.parameters.push_back(std::move(parameter));
  }
  for (std::size_t r = 0; r < design.runs(); ++r)
    out.runs.push_back({.point = design.point(r), .settings = design.settings(r), .record = {}, .place = r});
  return out;
}

/// The settings that make the scenario of a sweep that of one of its runs.
std::vector<Setting> settings_of(const Results& results, const RunEnd& run) {
  std::vector<Setting> out;
  if (!results.is_sweep()) return out;
  for (const SweptParameter& p : results.parameters) {
    const Cell& value = p.values[run.point];
    const auto* number = std::get_if<double>(&value);
    out.push_back({p.path, number ? to_text(*number) : std::get<std::string>(value), results.file});
  }
  out.push_back({"run.seed", fmt::format("{:.0f}", run.seed), results.file});
  return out;
}

/// What theory asks of a run: its observables, not the states, which may be many.
Record record_of(const std::shared_ptr<const Results>& results, std::size_t run) {
  Record out{.times = results->times,
             .series = {},
             .snapshots = {},
             .opinions = {},
             .steps = results->runs[run].steps};
  const std::vector<std::size_t> series = asked_or_no_states(*results, {});
  const OneRun numbers = read_times(*results, series, run, 0, results->times.size());
  for (std::size_t c = 0; c < series.size(); ++c) {
    const auto column = numbers.col(static_cast<Eigen::Index>(c));
    out.series[results->series[series[c]].name] = {column.begin(), column.end()};
  }
  const TrajectoryReader& reader = results->reader;
  if (results->is_sweep() || !reader.has_variable("opinion")) return out;
  const auto* labels = std::get_if<std::vector<double>>(&reader.axis("snapshot").labels);
  if (!labels) return out;
  out.snapshots = *labels;
  out.opinions = [results](std::size_t snapshot) {
    const std::vector<std::size_t>& shape = results->reader.shape("opinion");
    const std::vector<double> all = results->reader.numbers("opinion", snapshot, 1);
    return Matrix<double>(Eigen::Map<const Matrix<double>>(all.data(), static_cast<Eigen::Index>(shape[1]),
                                                           static_cast<Eigen::Index>(shape[2])));
  };
  return out;
}

/// The scenario in an output, with settings.
ScenarioFile changed_scenario_in(const TrajectoryReader& reader, const std::string& path,
                                 const std::vector<std::string>& sets, const std::string& folder) {
  const ScenarioFile text = scenario_in(reader, path, folder);
  std::vector<Setting> more;
  for (const std::string& set : sets) more.push_back(parse_set(set));
  return text.with(more);
}

TheorySubject from_output(const std::string& path, const std::vector<std::string>& sets,
                          const std::string& folder) {
  const auto results = std::make_shared<Results>(read_results(path));
  TheorySubject out{.file = changed_scenario_in(results->reader, path, sets, folder),
                    .name = path,
                    .title = results->title,
                    .parameters = results->parameters,
                    .points = results->points,
                    .runs = {},
                    .measured = true,
                    .changed = !sets.empty(),
                    .results = results};
  for (std::size_t r = 0; r < results->runs.size(); ++r) {
    const RunEnd& end = results->runs[r];
    if (results->is_sweep() && !finished(end.status)) continue;
    out.runs.push_back({end.point, settings_of(*results, end), record_of(results, r), r});
  }
  return out;
}

}  // namespace

ScenarioFile scenario_in(const TrajectoryReader& reader, const std::string& path, const std::string& folder) {
  if (!reader.has_variable("scenario_text") || !reader.variable("scenario_text").axes.empty())
    throw Error(ErrorKind::data,
                fmt::format("'{}' does not hold the scenario it came from ('scenario_text')", path));
  const auto base =
      folder.empty() ? std::filesystem::path(path).parent_path() : std::filesystem::path(folder);
  ScenarioFile out = ScenarioFile::parse(reader.texts("scenario_text").at(0),
                                         (base / std::filesystem::path(path).filename()).string());
  if (folder.empty()) out.confine();
  return out;
}

ScenarioFile scenario_behind(const std::string& path, const std::vector<std::string>& sets,
                             const std::string& folder) {
  return is_output(path) ? changed_scenario_in(TrajectoryReader(path), path, sets, folder)
                         : ScenarioFile::read(path, sets);
}

TheorySubject open_theory_subject(const std::string& path, const std::vector<std::string>& sets,
                                  const std::string& folder) {
  return is_output(path) ? from_output(path, sets, folder) : from_scenario(path, sets);
}

void add_folder(CLI::App& command, std::string& folder) {
  command
      .add_option("--folder", folder,
                  "Where relative paths of an output's scenario start; unless given, where the output is")
      ->type_name("DIR");
}

}  // namespace heed::analysis
