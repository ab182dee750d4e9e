#include "analysis/layout.hpp"

#include "analysis/layout_checks.hpp"
#include "analysis/spelled.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <sstream>
#include <unordered_set>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

const Attribute* find(const std::vector<Attribute>& attributes, std::string_view name) {
  const auto at = std::find_if(attributes.begin(), attributes.end(),
                               [name](const Attribute& a) { return a.name == name; });
  return at == attributes.end() ? nullptr : &*at;
}

/// The numbers of an attribute, of whatever type; none where it is not there or is a text.
std::vector<double> numbers_of(const std::vector<Attribute>& attributes, std::string_view name) {
  const Attribute* found = find(attributes, name);
  if (found == nullptr) return {};
  return std::visit(
      []<class T>(const T& value) -> std::vector<double> {
        if constexpr (std::is_same_v<T, std::string>)
          return {};
        else
          return {value.begin(), value.end()};
      },
      found->value);
}

double number_of(const std::vector<Attribute>& attributes, std::string_view name) {
  const std::vector<double> numbers = numbers_of(attributes, name);
  return numbers.empty() ? std::numeric_limits<double>::quiet_NaN() : numbers[0];
}

/// Of an axis without labels, its numbers: its length takes no room in the file, so it may claim any.
constexpr std::size_t most_unlabelled = 1'000'000;

std::vector<Cell> labels_of(const Axis& axis) {
  std::vector<Cell> out;
  if (std::holds_alternative<std::monostate>(axis.labels) && axis.length > most_unlabelled)
    throw Error(ErrorKind::data,
                fmt::format("axis '{}' has {} places but no labels", axis.name, axis.length));
  std::visit(
      [&]<class T>(const T& labels) {
        if constexpr (std::is_same_v<T, std::monostate>)
          for (std::size_t i = 0; i < axis.length; ++i) out.emplace_back(static_cast<double>(i));
        else if constexpr (std::is_same_v<T, std::vector<std::int32_t>>)
          for (const std::int32_t label : labels) out.emplace_back(static_cast<double>(label));
        else
          out.assign(labels.begin(), labels.end());
      },
      axis.labels);
  return out;
}

std::vector<double> numbers_along(const Axis& axis) {
  if (const auto* numbers = std::get_if<std::vector<double>>(&axis.labels)) return *numbers;
  std::vector<double> out;
  for (const Cell& label : labels_of(axis)) {
    if (!std::holds_alternative<double>(label))
      throw Error(ErrorKind::data,
                  fmt::format("axis '{}' has texts for labels but should have numbers", axis.name));
    out.push_back(std::get<double>(label));
  }
  return out;
}

bool has_axis(const TrajectoryReader& reader, std::string_view name) {
  return std::any_of(reader.axes().begin(), reader.axes().end(),
                     [name](const Axis& a) { return a.name == name; });
}

/// Every variable of numbers over time whose other axes are these; one that has an axis more, with texts for
/// labels, such as topics or methods, is a series for each of them.
std::vector<Series> series_of(const Results& results, std::vector<std::string> axes) {
  const TrajectoryReader& reader = results.reader;
  axes.emplace_back("time");
  std::vector<Series> out;
  Spelled spelled(results.file);
  for (const Variable& v : reader.variables()) {
    if (v.type == Type::text || v.name.find('/') != std::string::npos) continue;
    if (v.axes == axes) out.push_back({.name = v.name, .variable = v.name, .state = v.state});
    if (v.axes.size() != axes.size() + 1 || !std::equal(axes.begin(), axes.end(), v.axes.begin())) continue;
    const Axis& parts = reader.axis(v.axes.back());
    if (!std::holds_alternative<std::vector<std::string>>(parts.labels)) continue;
    const auto& names = std::get<std::vector<std::string>>(parts.labels);
    std::unordered_set<std::string_view> known;
    for (std::size_t k = 0; k < names.size(); ++k) {
      if (!known.insert(names[k]).second)
        throw Error(ErrorKind::data, fmt::format("'{}' calls two places of its axis '{}' '{}'; the labels of "
                                                 "an axis should all differ",
                                                 results.file, parts.name, names[k]));
      out.push_back({fmt::format("{}[{}]", v.name, names[k]), v.name, k, names.size(), v.state});
      spelled.add(sizeof(Series) + out.back().name.size() + v.name.size());
    }
  }
  return out;
}

RunStatus status_named(std::string_view word) {
  static const std::map<std::string, RunStatus, std::less<>> words = {
      {"horizon", RunStatus::horizon},
      {"converged", RunStatus::converged},
      {"complete", RunStatus::complete},
      {"failed", RunStatus::failed},
      {"interrupted", RunStatus::interrupted}};
  const auto found = words.find(word);
  return found == words.end() ? RunStatus::not_run : found->second;
}

/// What each number of the variable `status` stands for.
std::map<double, RunStatus> status_flags(const TrajectoryReader& reader) {
  const std::vector<Attribute>& attributes = reader.variable("status").attributes;
  const std::vector<double> values = numbers_of(attributes, "flag_values");
  std::istringstream meanings(text_among(attributes, "flag_meanings"));
  std::map<double, RunStatus> out;
  std::string word;
  for (std::size_t i = 0; i < values.size() && meanings >> word; ++i) out[values[i]] = status_named(word);
  return out;
}

/// Status, steps and message of every run of a sweep.
void read_ends(Results& results) {
  const TrajectoryReader& reader = results.reader;
  const std::map<double, RunStatus> flags = status_flags(reader);
  const std::vector<double> status = reader.numbers("status"), steps = reader.numbers("steps");
  const std::vector<std::string> messages =
      reader.has_variable("message") ? reader.texts("message") : std::vector<std::string>(status.size());
  if (status.size() != results.runs.size() || steps.size() != status.size() ||
      messages.size() != status.size())
    throw Error(ErrorKind::data,
                fmt::format("'{}' has {} runs but {} values of 'status', {} of 'steps' and {} of 'message'",
                            results.file, results.runs.size(), status.size(), steps.size(), messages.size()));
  for (std::size_t r = 0; r < status.size(); ++r) {
    const auto flag = flags.find(status[r]);
    results.runs[r].status = flag == flags.end() ? RunStatus::not_run : flag->second;
    results.runs[r].steps = steps[r];
    results.runs[r].message = messages[r];
  }
}

void read_grid(Results& results) {
  const TrajectoryReader& reader = results.reader;
  std::vector<std::string> axes = reader.variable("status").axes;
  if (axes.empty() || axes.back() != "seed")
    throw Error(ErrorKind::data,
                fmt::format("'{}' is a grid, but the last axis of its 'status' is not 'seed'", results.file));
  std::vector<std::size_t> lengths;
  for (const std::string& axis : axes) lengths.push_back(reader.axis(axis).length);
  if (lengths != reader.shape("status"))
    throw Error(ErrorKind::data,
                fmt::format("'{}' is damaged: 'status' is not as long as its axes", results.file));
  const std::vector<double> seeds = numbers_along(reader.axis("seed"));
  results.seeds = seeds.size();
  for (std::size_t a = 0; a + 1 < axes.size(); ++a) results.points *= reader.axis(axes[a]).length;
  std::size_t repeat = results.points;
  Spelled spelled(results.file);
  for (std::size_t a = 0; a + 1 < axes.size(); ++a) {
    const Axis& axis = reader.axis(axes[a]);
    const std::vector<Cell> labels = labels_of(axis);
    SweptParameter parameter{axes[a], text_among(axis.attributes, "path"), {}};
    repeat /= std::max<std::size_t>(1, labels.size());
    for (std::size_t p = 0; p < results.points; ++p) {
      parameter.values.push_back(labels[p / repeat % labels.size()]);
      spelled.add(parameter.values.back());
    }
    results.parameters.push_back(std::move(parameter));
  }
  for (std::size_t p = 0; p < results.points; ++p)
    for (const double seed : seeds) results.runs.push_back({.point = p, .seed = seed, .message = {}});
  results.series = series_of(results, std::move(axes));
}

std::vector<Cell> cells_of(const TrajectoryReader& reader, const Variable& variable) {
  if (variable.type == Type::text) {
    const std::vector<std::string> texts = reader.texts(variable.name);
    return {texts.begin(), texts.end()};
  }
  const std::vector<double> numbers = reader.numbers(variable.name);
  return {numbers.begin(), numbers.end()};
}

void read_listed(Results& results) {
  const TrajectoryReader& reader = results.reader;
  const std::vector<double> seeds = reader.numbers("seed"), points = reader.numbers("point");
  if (seeds.size() != points.size())
    throw Error(ErrorKind::data, fmt::format("'{}' has {} values of 'seed' but {} of 'point'", results.file,
                                             seeds.size(), points.size()));
  std::map<double, std::size_t> place;
  std::vector<std::size_t> first;
  std::map<std::size_t, std::size_t> runs_of;
  for (std::size_t r = 0; r < seeds.size(); ++r) {
    const auto [at, is_new] = place.try_emplace(points[r], place.size());
    if (is_new) first.push_back(r);
    results.runs.push_back({.point = at->second, .seed = seeds[r], .message = {}});
    results.seeds = std::max(results.seeds, ++runs_of[at->second]);
  }
  results.points = place.size();
  Spelled spelled(results.file);
  for (const Variable& variable : reader.variables()) {
    const std::string path = text_among(variable.attributes, "path");
    if (path.empty() || variable.axes != std::vector<std::string>{"run"}) continue;
    const std::vector<Cell> all = cells_of(reader, variable);
    if (all.size() != seeds.size())
      throw Error(ErrorKind::data, fmt::format("'{}' has {} runs but {} values of '{}'", results.file,
                                               seeds.size(), all.size(), variable.name));
    SweptParameter parameter{variable.name, path, {}};
    for (const std::size_t r : first) {
      parameter.values.push_back(all[r]);
      spelled.add(all[r]);
    }
    results.parameters.push_back(std::move(parameter));
  }
  results.series = series_of(results, {"run"});
}

void read_run(Results& results) {
  const std::vector<Attribute>& attributes = results.reader.attributes();
  RunEnd end{.seed = number_of(attributes, "seed"), .message = {}};
  end.status = status_named(text_among(attributes, "status"));
  if (end.status == RunStatus::not_run) end.status = RunStatus::interrupted;  // it was killed before it ended
  end.steps = number_of(attributes, "steps");
  results.runs.push_back(std::move(end));
  std::istringstream lines(text_among(attributes, "warnings"));
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) results.warnings.push_back(line);
  results.series = series_of(results, {});
}

/// Throws Error (data) where all runs of a sweep, or of a shard, failed: there is nothing over time.
void refuse_all_failed(const Results& results) {
  const TrajectoryReader& reader = results.reader;
  if (!reader.has_variable("status") || !reader.has_variable("message")) return;
  const std::map<double, RunStatus> flags = status_flags(reader);
  const std::vector<double> status = reader.numbers("status");
  const std::vector<std::string> messages = reader.texts("message");
  std::size_t failed = 0, first = 0;
  for (std::size_t r = 0; r < std::min(status.size(), messages.size()); ++r)
    if (const auto flag = flags.find(status[r]); flag != flags.end() && flag->second == RunStatus::failed)
      if (failed++ == 0) first = r;
  if (failed > 0)
    throw Error(ErrorKind::data, fmt::format("'{}' has nothing to show: all {} runs failed; the first: {}",
                                             results.file, failed, messages[first]));
}

/// Throws Error (data) that says why there is nothing over time.
[[noreturn]] void refuse_without_time(const Results& results, bool shard) {
  if (results.is_sweep()) refuse_all_failed(results);
  const auto because = [&](std::string_view why) {
    return Error(ErrorKind::data, fmt::format("'{}' {}", results.file, why));
  };
  switch (results.reader.state()) {
    case FileState::being_written:
      throw because("holds nothing yet: what writes it has only begun; look again later");
    case FileState::interrupted:
      throw because(
          "holds nothing yet: what wrote it was stopped before; go on with it by --resume, or begin anew");
    case FileState::whole: break;
  }
  throw because(shard ? "is a shard with no runs: there are fewer runs than shards; gather all of them"
                      : "is neither a run nor a sweep: it has no axis 'time'");
}

std::string state_text(FileState state, const std::string& file) {
  if (state == FileState::whole) return "";
  return fmt::format("'{}' {}; this is what it held at its last flush", file,
                     state == FileState::being_written ? "is still being written" : "was interrupted");
}

}  // namespace

Results read_layout(const std::string& file, TrajectoryReader reader) {
  const std::vector<Attribute>& attributes = reader.attributes();  // of the file, wherever the reader goes
  Results out{.file = file,
              .title = text_among(attributes, "title"),
              .scenario = text_among(attributes, "scenario"),
              .design = text_among(attributes, "design"),
              .parameters = {},
              .runs = {},
              .times = {},
              .series = {},
              .warnings = {},
              .reader = std::move(reader)};
  if (out.title.empty()) out.title = file;
  if (text_among(attributes, "kind") == "audit")
    throw Error(ErrorKind::data,
                fmt::format("'{}' is what heed audit wrote about a run, and neither a run nor "
                            "a sweep; look at it in xarray, R or Julia, or audit the run again",
                            file));
  if (!has_axis(out.reader, "time")) refuse_without_time(out, !text_among(attributes, "shard").empty());
  check_layout(out);
  out.times = numbers_along(out.reader.axis("time"));
  for (std::size_t k = 0; k < out.times.size(); ++k)
    if (!std::isfinite(out.times[k]) || (k > 0 && out.times[k] < out.times[k - 1]))
      throw Error(ErrorKind::data,
                  fmt::format("'{}' is damaged: its times go back; copy or run it again", file));
  if (out.is_sweep() && !out.reader.has_variable("status"))
    throw Error(ErrorKind::data,
                fmt::format("'{}' is a sweep that does not say how its runs ended ('status'): it was stopped "
                            "before that; run it again",
                            file));
  if (has_axis(out.reader, "agent")) out.agents = out.reader.axis("agent").length;
  if (!out.is_sweep())
    read_run(out);
  else if (out.design == "grid")
    read_grid(out);
  else
    read_listed(out);
  if (out.is_sweep()) read_ends(out);
  if (const std::string remark = state_text(out.reader.state(), file); !remark.empty())
    out.warnings.push_back(remark);
  return out;
}

}  // namespace heed::analysis
