#include "heed/run/sweep_file.hpp"

#include "heed/core/error.hpp"
#include "heed/run/sweep.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace heed {
namespace {

/// How many places an axis has that does not grow.
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

std::int8_t status_of(Ending ending) {
  static constexpr std::array<RunStatus, 3> endings{RunStatus::horizon, RunStatus::converged,
                                                    RunStatus::complete};
  return static_cast<std::int8_t>(endings[static_cast<std::size_t>(ending)]);
}

/// All values as numbers, or none when one of them is not.
std::vector<double> numbers(const std::vector<std::string>& toml) {
  std::vector<double> out;
  for (const std::string& value : toml)
    if (const auto number = as_number(value))
      out.push_back(*number);
    else
      return {};
  return out;
}

std::vector<std::string> texts(const std::vector<std::string>& toml) {
  std::vector<std::string> out;
  for (const std::string& value : toml) out.push_back(as_text(value));
  return out;
}

/// The horizons of all runs, in increasing order.
std::vector<double> horizons(const Design& design, std::int64_t steps) {
  std::vector<double> out;
  for (std::size_t k = 0; k < design.parameters.size(); ++k)
    if (design.parameters[k].path == "run.steps")
      for (const auto& point : design.points) out.push_back(as_number(point[k]).value_or(0));
  if (out.empty()) out.push_back(static_cast<double>(steps));
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

SweepFile::SweepFile(const SweepSettings& settings, const Design& design, TrajectoryWriter& writer)
    : settings_(settings),
      design_(design),
      writer_(writer),
      status_(design.runs(), static_cast<std::int8_t>(RunStatus::not_run)),
      steps_(design.runs(), std::numeric_limits<double>::quiet_NaN()),
      messages_(design.runs()) {
  declare_design();
}

void SweepFile::declare_design() {
  writer_.attribute(text("design", std::string(design_word(design_.kind))));
  const std::vector<double> seeds(design_.seeds.begin(), design_.seeds.end());
  if (design_.kind == DesignKind::grid) {
    for (std::size_t k = 0; k < design_.parameters.size(); ++k) {
      const Swept& p = design_.parameters[k];
      Axis axis{.name = design_.names[k],
                .labels = {},
                .attributes = {text("path", p.path), text("long_name", p.path)}};
      if (auto values = numbers(p.values); !values.empty())
        axis.labels = values;
      else
        axis.labels = texts(p.values);
      writer_.axis(axis);
      run_axes_.push_back(design_.names[k]);
      run_shape_.push_back(p.values.size());
    }
    writer_.axis({.name = "seed", .labels = seeds, .attributes = {text("long_name", "seed of the run")}});
    run_axes_.push_back("seed");
    run_shape_.push_back(seeds.size());
    return;
  }
  std::vector<std::int32_t> run(design_.runs()), point(design_.runs());
  std::vector<double> seed(design_.runs());
  std::iota(run.begin(), run.end(), 0);
  for (std::size_t r = 0; r < design_.runs(); ++r) {
    point[r] = static_cast<std::int32_t>(design_.point(r));
    seed[r] = static_cast<double>(design_.seed(r));
  }
  writer_.axis({.name = "run", .labels = run, .attributes = {text("long_name", "run")}});
  run_axes_ = {"run"};
  run_shape_ = {design_.runs()};
  for (std::size_t k = 0; k < design_.parameters.size(); ++k) {
    std::vector<std::string> values;
    for (std::size_t r = 0; r < design_.runs(); ++r) values.push_back(design_.points[design_.point(r)][k]);
    const std::vector<Attribute> attributes{text("path", design_.parameters[k].path)};
    if (const auto all = numbers(values); !all.empty()) {
      writer_.variable({design_.names[k], Type::float64, {"run"}, attributes});
      writer_.write(design_.names[k], view(all));
    } else {
      writer_.variable({design_.names[k], Type::text, {"run"}, attributes});
      writer_.write(design_.names[k], view(texts(values)));
    }
  }
  writer_.variable({"seed", Type::float64, {"run"}, {text("long_name", "seed of the run")}});
  writer_.write("seed", view(seed));
  writer_.variable({"point", Type::int32, {"run"}, {text("long_name", "point of the design")}});
  writer_.write("point", view(point));
}

void SweepFile::declare_growing(const std::string& name, std::int64_t every, std::int64_t steps,
                                const MemoryRecorder& recorder) {
  Grid& grid = name == "time" ? time_ : snapshot_;
  grid.times = horizons(design_, steps);
  const double end = grid.times.back();
  const std::vector<double>& labels = recorder.labels(name);
  const double begin = labels.empty() ? 0 : labels.front();  // what begins after a first step has no time 0
  for (std::int64_t t = 0; static_cast<double>(t) < end; t += every)
    if (static_cast<double>(t) >= begin) grid.times.push_back(static_cast<double>(t));
  std::sort(grid.times.begin(), grid.times.end());
  grid.times.erase(std::unique(grid.times.begin(), grid.times.end()), grid.times.end());
  Axis axis = recorder.axis_of(name);
  axis.grows = false;
  axis.labels = grid.times;
  writer_.axis(axis);
}

void SweepFile::declare_variables(Scenario& scenario, const MemoryRecorder& recorder) {
  declared_ = true;
  const Frame frame = scenario.frame();
  declare_growing("time", frame.every, frame.steps, recorder);
  std::vector<std::string> known{"time"};
  for (const Variable& v : recorder.variables()) {
    Variable swept = v;
    if (v.type != Type::float32) swept.type = Type::float64;  // NaN where a run has no number
    if (only_last(v)) swept.axes.erase(swept.axes.begin());
    if (v.state) std::erase_if(swept.attributes, [](const Attribute& a) { return a.name == "coordinates"; });
    for (const std::string& axis : swept.axes) {
      if (std::find(known.begin(), known.end(), axis) != known.end()) continue;
      known.push_back(axis);
      if (axis == "snapshot") {
        declare_growing(axis, frame.states_every, frame.steps, recorder);
      } else {
        writer_.axis(recorder.axis_of(axis));
        axes_[axis] = recorder.axis_of(axis);
      }
    }
    variables_.push_back(v.name);
    swept.axes.insert(swept.axes.begin(), run_axes_.begin(), run_axes_.end());
    writer_.variable(swept);
  }
}

void SweepFile::check_alike(const MemoryRecorder& recorder) const {
  for (const auto& [name, axis] : axes_) {
    const Axis& here = recorder.axis_of(name);
    if (length_of(here) != length_of(axis) || here.labels != axis.labels)
      throw Error(ErrorKind::data,
                  "the axis '" + name + "' of this run is not that of the first run (" +
                      std::to_string(length_of(here)) + " places, there " + std::to_string(length_of(axis)) +
                      "), but all runs of a sweep must be alike in what they record; sweep sizes with "
                      "sweep.states = \"none\"");
  }
  std::vector<std::string> names;
  for (const Variable& v : recorder.variables()) names.push_back(v.name);
  if (names != variables_)
    throw Error(ErrorKind::data, "this run records " + join(names) + ", the first run " + join(variables_) +
                                     ", but all runs of a sweep must be alike in what they record");
}

std::vector<double> SweepFile::on_grid(const std::string& variable, const Grid& grid,
                                       const std::vector<double>& labels, std::size_t width, double until,
                                       const MemoryRecorder& recorder) const {
  const std::vector<double>& values = recorder.values(variable);
  std::vector<double> out(grid.times.size() * width, std::numeric_limits<double>::quiet_NaN());
  std::size_t at = 0;
  for (std::size_t t = 0; t < grid.times.size() && grid.times[t] <= until; ++t) {
    if (labels.empty() || labels.front() > grid.times[t]) continue;
    while (at + 1 < labels.size() && labels[at + 1] <= grid.times[t]) ++at;
    std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(at * width), width,
                out.begin() + static_cast<std::ptrdiff_t>(t * width));
  }
  return out;
}

std::vector<std::size_t> SweepFile::place_of(std::size_t run) const {
  std::vector<std::size_t> place(run_shape_.size());
  for (std::size_t k = place.size(); k-- > 0;) {
    place[k] = run % run_shape_[k];
    run /= run_shape_[k];
  }
  return place;
}

void SweepFile::write(const Variable& variable, std::size_t run, double until,
                      const MemoryRecorder& recorder) {
  std::size_t width = 1;
  std::vector<std::size_t> start = place_of(run), count(start.size(), 1);
  for (std::size_t k = 1; k < variable.axes.size(); ++k) width *= length_of(axes_.at(variable.axes[k]));
  std::vector<double> values;
  if (only_last(variable)) {
    const auto& all = recorder.values(variable.name);
    values.assign(all.end() - static_cast<std::ptrdiff_t>(width), all.end());
  } else {
    const std::string& axis = variable.axes.front();
    values = on_grid(variable.name, axis == "time" ? time_ : snapshot_, recorder.labels(axis), width, until,
                     recorder);
    start.push_back(0);
    count.push_back(values.size() / width);
  }
  for (std::size_t k = 1; k < variable.axes.size(); ++k) {
    start.push_back(0);
    count.push_back(length_of(axes_.at(variable.axes[k])));
  }
  writer_.write_slab(variable.name, start, count, view(values));
}

void SweepFile::add(std::size_t run, Scenario& scenario, const Outcome& outcome,
                    const MemoryRecorder& recorder) {
  if (!declared_) declare_variables(scenario, recorder);
  check_alike(recorder);
  for (const Variable& v : recorder.variables())
    write(v, run, static_cast<double>(scenario.frame().steps), recorder);
  status_[run] = status_of(outcome.ending);
  steps_[run] = static_cast<double>(outcome.steps);
  messages_[run] = join(outcome.warnings, "\n");
}

void SweepFile::fail(std::size_t run, const std::string& message) {
  status_[run] = static_cast<std::int8_t>(RunStatus::failed);
  messages_[run] = message;
}

void SweepFile::finish() {
  writer_.variable({"status",
                    Type::int8,
                    run_axes_,
                    {text("long_name", "how the run ended"),
                     {"flag_values", std::vector<std::int8_t>{0, 1, 2, 3, 4}},
                     text("flag_meanings", "horizon converged failed not_run complete")}});
  writer_.write("status", view(status_));
  writer_.variable(
      {"steps", Type::float64, run_axes_, {text("long_name", "steps the run took"), text("units", "1")}});
  writer_.write("steps", view(steps_));
  writer_.variable({"message",
                    Type::text,
                    run_axes_,
                    {text("long_name", "why the run failed, or what a careful reader would object to")}});
  writer_.write("message", view(messages_));
}

}  // namespace heed
