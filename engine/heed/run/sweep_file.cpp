#include "heed/run/sweep_file.hpp"

#include "heed/core/error.hpp"
#include "heed/run/sweep_reader.hpp"

#include <algorithm>
#include <numeric>

namespace heed {
namespace {

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

}  // namespace

SweepFile::SweepFile(const Design& design, TrajectoryWriter& writer) : writer_(writer) {
  writer_.attribute(text("design", std::string(design_word(design.kind))));
  if (design.kind == DesignKind::grid)
    declare_grid(design);
  else
    declare_list(design);
  declare_status();
}

SweepFile::SweepFile(const SweepReader& like, TrajectoryWriter& writer)
    : writer_(writer), run_axes_(like.run_axes()), run_shape_(like.run_shape()) {
  like.copy_design(writer);
  declare_status();
}

/// Parameters and seed as axes.
void SweepFile::declare_grid(const Design& design) {
  const auto add = [this](const Axis& axis) {
    writer_.axis(axis);
    run_axes_.push_back(axis.name);
    run_shape_.push_back(length_of(axis));
  };
  for (std::size_t k = 0; k < design.parameters.size(); ++k) {
    const Swept& p = design.parameters[k];
    Axis axis{.name = design.names[k],
              .labels = {},
              .attributes = {text("path", p.path), text("long_name", p.path)}};
    if (auto values = numbers(p.values); !values.empty())
      axis.labels = values;
    else
      axis.labels = texts(p.values);
    add(axis);
  }
  add({.name = "seed",
       .labels = std::vector<double>(design.seeds.begin(), design.seeds.end()),
       .attributes = {text("long_name", "seed of the run")}});
}

/// One axis of runs, with parameters and seed as variables on it.
void SweepFile::declare_list(const Design& design) {
  std::vector<std::int32_t> run(design.runs()), point(design.runs());
  std::vector<double> seed(design.runs());
  std::iota(run.begin(), run.end(), 0);
  for (std::size_t r = 0; r < design.runs(); ++r) {
    point[r] = static_cast<std::int32_t>(design.point(r));
    seed[r] = static_cast<double>(design.seed(r));
  }
  writer_.axis({.name = "run", .labels = run, .attributes = {text("long_name", "run")}});
  run_axes_ = {"run"};
  run_shape_ = {design.runs()};
  for (std::size_t k = 0; k < design.parameters.size(); ++k) {
    std::vector<std::string> values;
    for (std::size_t r = 0; r < design.runs(); ++r) values.push_back(design.points[design.point(r)][k]);
    const std::vector<Attribute> attributes{text("path", design.parameters[k].path)};
    if (const auto all = numbers(values); !all.empty()) {
      writer_.variable({design.names[k], Type::float64, {"run"}, attributes});
      writer_.write(design.names[k], view(all));
    } else {
      writer_.variable({design.names[k], Type::text, {"run"}, attributes});
      writer_.write(design.names[k], view(texts(values)));
    }
  }
  writer_.variable({"seed", Type::float64, {"run"}, {text("long_name", "seed of the run")}});
  writer_.write("seed", view(seed));
  writer_.variable({"point", Type::int32, {"run"}, {text("long_name", "point of the design")}});
  writer_.write("point", view(point));
}

/// Before all else, so that a file left by a sweep that was killed says which runs are in it.
void SweepFile::declare_status() {
  const std::size_t runs =
      std::accumulate(run_shape_.begin(), run_shape_.end(), std::size_t{1}, std::multiplies<>());
  status_.assign(runs, static_cast<std::int8_t>(RunStatus::not_run));
  messages_.resize(runs);
  writer_.variable({"status",
                    Type::int8,
                    run_axes_,
                    {text("long_name", "how the run ended"),
                     {"flag_values", std::vector<std::int8_t>{0, 1, 2, 3, 4}},
                     text("flag_meanings", "horizon converged failed not_run complete")}});
  writer_.write("status", view(status_));
  writer_.variable(
      {"steps", Type::float64, run_axes_, {text("long_name", "steps the run took"), text("units", "1")}});
  writer_.variable({"message",
                    Type::text,
                    run_axes_,
                    {text("long_name", "why the run failed, or what a careful reader would object to")}});
}

void SweepFile::declare(const SweepShape& shape) {
  std::vector<std::string> known;
  const auto need = [&](const std::string& axis) {
    if (std::find(known.begin(), known.end(), axis) != known.end()) return;
    known.push_back(axis);
    writer_.axis(shape.axis(axis));
  };
  need("time");
  for (Variable variable : shape.variables) {
    for (const std::string& axis : variable.axes) need(axis);
    variable.axes.insert(variable.axes.begin(), run_axes_.begin(), run_axes_.end());
    writer_.variable(variable);
  }
  shape_ = shape;
}

std::vector<std::size_t> SweepFile::place_of(std::size_t run) const {
  std::vector<std::size_t> place(run_shape_.size());
  for (std::size_t k = place.size(); k-- > 0;) {
    place[k] = run % run_shape_[k];
    run /= run_shape_[k];
  }
  return place;
}

void SweepFile::put(const RunResult& result) {
  if (result.run >= runs())
    throw Error(ErrorKind::data,
                "there is no run " + std::to_string(result.run) + " in a sweep of " + std::to_string(runs()));
  const std::vector<std::size_t> place = place_of(result.run), one(place.size(), 1);
  for (std::size_t v = 0; v < result.values.size(); ++v) {
    const Variable& variable = shape_->variables.at(v);
    std::vector<std::size_t> start = place, count = one;
    for (const std::string& axis : variable.axes) {
      start.push_back(0);
      count.push_back(length_of(shape_->axis(axis)));
    }
    writer_.write_slab(variable.name, start, count, view(result.values[v]));
  }
  status_[result.run] = static_cast<std::int8_t>(result.status);
  messages_[result.run] = result.message;
  writer_.write_slab("status", place, one, std::span<const std::int8_t>(&status_[result.run], 1));
  writer_.write_slab("steps", place, one, std::span<const double>(&result.steps, 1));
}

void SweepFile::finish() { writer_.write("message", view(messages_)); }

}  // namespace heed
