#include "heed/run/run_result.hpp"

#include "heed/core/error.hpp"
#include "heed/io/swept.hpp"

#include <algorithm>
#include <array>

namespace heed {
namespace {

bool is_growing(std::string_view axis) { return axis == "time" || axis == "snapshot"; }

RunStatus status_of(Ending ending) {
  static constexpr std::array<RunStatus, 3> endings{RunStatus::horizon, RunStatus::converged,
                                                    RunStatus::complete};
  return endings[static_cast<std::size_t>(ending)];
}

/// The horizons of all runs, as far as they are known or set; `steps` is that of one of them.
std::vector<double> horizons(const Design& design, std::int64_t steps) {
  std::vector<double> out{static_cast<double>(steps)};
  for (const std::int64_t horizon : design.horizons) out.push_back(static_cast<double>(horizon));
  for (std::size_t k = 0; k < design.parameters.size() && !design.knows_horizons(); ++k)
    if (design.parameters[k].path == "run.steps")
      for (const auto& point : design.points) out.push_back(as_number(point[k]).value_or(0));
  if (steps > 0) std::erase(out, 0);
  return out;
}

/// A growing axis of a run as a fixed one: every `every` steps, and the horizon of each run.
Axis fixed(const Axis& axis, const Design& design, std::int64_t every, std::int64_t steps,
           const std::vector<double>& labels) {
  std::vector<double> times = horizons(design, steps);
  const double end = *std::max_element(times.begin(), times.end());
  const double begin = labels.empty() ? 0 : labels.front();  // what begins after a first step has no time 0
  for (std::int64_t t = 0; static_cast<double>(t) < end; t += every)
    if (static_cast<double>(t) >= begin) times.push_back(static_cast<double>(t));
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  Axis out = axis;
  out.grows = false;
  out.labels = std::move(times);
  return out;
}

void check_alike(const SweepShape& shape, const MemoryRecorder& recorder) {
  for (const Axis& axis : shape.axes) {
    if (is_growing(axis.name)) continue;
    const Axis& here = recorder.axis_of(axis.name);
    if (length_of(here) != length_of(axis) || here.labels != axis.labels)
      throw Error(ErrorKind::data,
                  "the axis '" + axis.name + "' of this run is not that of the first run (" +
                      std::to_string(length_of(here)) + " places, there " + std::to_string(length_of(axis)) +
                      "), but all runs of a sweep must be alike in what they record; sweep sizes with "
                      "sweep.states = \"none\"");
  }
  const auto names = [](const std::vector<Variable>& variables) {
    std::vector<std::string> out;
    for (const Variable& v : variables) out.push_back(v.name + (v.type == Type::float32 ? " (float32)" : ""));
    return out;
  };
  const auto here = names(recorder.variables()), first = names(shape.variables);
  if (here != first)
    throw Error(ErrorKind::data, "this run records " + join(here) + ", the first run " + join(first) +
                                     ", but all runs of a sweep must be alike in what they record");
}

void check_horizon(const SweepShape& shape, const Frame& frame) {
  const std::vector<double>& times = shape.times("time");
  if (!times.empty() && static_cast<double>(frame.steps) > times.back())
    throw Error(ErrorKind::data,
                "this run has " + std::to_string(frame.steps) + " steps, the first " + to_text(times.back()) +
                    ", and the file has no place for more; make a sweep of each length, or set "
                    "run.steps to the shortest");
}

/// Values on the places of a fixed axis: each stays until the next, up to the horizon.
std::vector<double> on_grid(const std::vector<double>& values, const std::vector<double>& labels,
                            const std::vector<double>& grid, double until) {
  const std::size_t width = labels.empty() ? 0 : values.size() / labels.size();
  std::vector<double> out(grid.size() * width, std::numeric_limits<double>::quiet_NaN());
  std::size_t at = 0;
  for (std::size_t t = 0; t < grid.size() && grid[t] <= until; ++t) {
    if (labels.empty() || labels.front() > grid[t]) continue;
    while (at + 1 < labels.size() && labels[at + 1] <= grid[t]) ++at;
    std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(at * width), width,
                out.begin() + static_cast<std::ptrdiff_t>(t * width));
  }
  return out;
}

}  // namespace

std::size_t length_of(const Axis& axis) {
  return std::visit(
      [&]<class L>(const L& labels) {
        if constexpr (std::is_same_v<L, std::monostate>)
          return axis.length;
        else
          return labels.size();
      },
      axis.labels);
}

const Axis& SweepShape::axis(std::string_view name) const {
  for (const Axis& axis : axes)
    if (axis.name == name) return axis;
  throw Error(ErrorKind::data, "there is no axis '" + std::string(name) + "'");
}

const std::vector<double>& SweepShape::times(std::string_view name) const {
  if (const auto* out = std::get_if<std::vector<double>>(&axis(name).labels)) return *out;
  throw Error(ErrorKind::data, "the labels of '" + std::string(name) + "' should be of type float64");
}

std::size_t SweepShape::size(const Variable& variable) const {
  std::size_t out = 1;
  for (const std::string& name : variable.axes) {
    const std::size_t length = length_of(axis(name));
    if (length > 0 && out > std::numeric_limits<std::size_t>::max() / length)
      throw Error(ErrorKind::data, "'" + variable.name + "' has more values than can be counted");
    out *= length;
  }
  return out;
}

void check_fits(const RunResult& result, const SweepShape& shape) {
  for (const Axis& axis : shape.axes) {
    if (axis.grows) throw Error(ErrorKind::data, "the axis '" + axis.name + "' grows");
    if (is_growing(axis.name)) shape.times(axis.name);
  }
  for (std::size_t v = 0; v < shape.variables.size(); ++v) {
    const Variable& variable = shape.variables[v];
    if (variable.type != Type::float32 && variable.type != Type::float64)
      throw Error(ErrorKind::data, "'" + variable.name + "' should be of type float32 or float64");
    if (result.values[v].size() != shape.size(variable))
      throw Error(ErrorKind::data, "'" + variable.name + "' has " + std::to_string(result.values[v].size()) +
                                       " values, but its axes have " + std::to_string(shape.size(variable)) +
                                       " places");
  }
}

SweepShape shape_of(const Design& design, Keep states, const Frame& frame, const MemoryRecorder& recorder) {
  SweepShape out;
  const auto need = [&](const std::string& name) {
    const auto is_it = [&](const Axis& axis) { return axis.name == name; };
    if (std::any_of(out.axes.begin(), out.axes.end(), is_it)) return;
    const Axis& axis = recorder.axis_of(name);
    out.axes.push_back(is_growing(name)
                           ? fixed(axis, design, name == "time" ? frame.every : frame.states_every,
                                   frame.steps, recorder.labels(name))
                           : axis);
  };
  need("time");
  for (Variable v : recorder.variables()) {
    if (v.type != Type::float32) v.type = Type::float64;  // NaN where a run has no number
    if (v.state && states == Keep::last) v.axes.erase(v.axes.begin());
    if (v.state) std::erase_if(v.attributes, [](const Attribute& a) { return a.name == "coordinates"; });
    for (const std::string& axis : v.axes) need(axis);
    out.variables.push_back(std::move(v));
  }
  return out;
}

RunResult result_of(std::size_t run, const SweepShape& shape, const Frame& frame, const Outcome& outcome,
                    const MemoryRecorder& recorder) {
  check_alike(shape, recorder);
  check_horizon(shape, frame);
  RunResult out{.run = run,
                .status = status_of(outcome.ending),
                .steps = static_cast<double>(outcome.steps),
                .message = join(outcome.warnings, "\n"),
                .values = {}};
  for (const Variable& variable : shape.variables) {
    const std::vector<double>& values = recorder.values(variable.name);
    if (!variable.axes.empty() && is_growing(variable.axes.front())) {
      const std::string& axis = variable.axes.front();
      out.values.push_back(
          on_grid(values, recorder.labels(axis), shape.times(axis), static_cast<double>(frame.steps)));
    } else {
      const std::size_t width = shape.size(variable);
      if (values.size() < width) throw Error(ErrorKind::data, "this run has no last '" + variable.name + "'");
      out.values.emplace_back(values.end() - static_cast<std::ptrdiff_t>(width), values.end());
    }
  }
  return out;
}

}  // namespace heed
