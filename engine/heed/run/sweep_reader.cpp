#include "heed/run/sweep_reader.hpp"

#include "heed/core/error.hpp"
#include "heed/run/sweep_file.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace heed {
namespace {

/// Facts of the sweep, not of its scenario; written after the text of that.
constexpr std::array<std::string_view, 3> late{"inputs", "shard", "design"};

bool is_late(const Attribute& attribute) {
  return std::find(late.begin(), late.end(), attribute.name) != late.end();
}

bool of_design(const Variable& variable) {
  return variable.name == "seed" || variable.name == "point" ||
         std::any_of(variable.attributes.begin(), variable.attributes.end(),
                     [](const Attribute& a) { return a.name == "path"; });
}

std::vector<std::int32_t> whole(const std::vector<double>& numbers) {
  return {numbers.begin(), numbers.end()};
}

}  // namespace

bool is_done(RunStatus status) { return status != RunStatus::failed && status != RunStatus::not_run; }

SweepReader::SweepReader(const std::filesystem::path& path) : path_(path.string()), reader_(path) {
  if (!reader_.has_variable("status") || attribute("design").empty())
    throw Error(ErrorKind::data, fmt::format("'{}' is not the file of a sweep", path_));
  run_axes_ = reader_.variable("status").axes;
  run_shape_ = reader_.shape("status");
  for (const double status : reader_.numbers("status")) {
    if (!(status >= 0 && status <= static_cast<double>(RunStatus::complete)))
      throw Error(ErrorKind::data, fmt::format("'{}' is damaged: a run has status {}", path_, status));
    status_.push_back(static_cast<RunStatus>(static_cast<std::int8_t>(status)));
  }
  steps_ = reader_.numbers("steps");
  messages_ = reader_.texts("message");
  if (steps_.size() != status_.size() || messages_.size() != status_.size())
    throw Error(ErrorKind::data,
                fmt::format("'{}' is damaged: {} runs, but {} of 'steps' and {} of 'message'", path_,
                            status_.size(), steps_.size(), messages_.size()));
  read_shape();
}

std::string SweepReader::attribute(std::string_view name) const {
  return text_among(reader_.attributes(), name);
}

Shard SweepReader::shard() const {
  const std::string words = attribute("shard");
  try {
    return words.empty() ? Shard{} : shard_in_words(words);
  } catch (const Error& e) {
    throw Error(ErrorKind::data, fmt::format("'{}': {}", path_, e.what()));
  }
}

SweepIdentity SweepReader::identity() const {
  const std::vector<std::string> text = reader_.texts("scenario_text");
  return identity_of(attribute("source"), join(text), attribute("inputs"), shard());
}

/// On the axes of the design, and more than how the run ended.
bool SweepReader::is_result(const Variable& variable) const {
  return variable.axes.size() >= run_axes_.size() &&
         std::equal(run_axes_.begin(), run_axes_.end(), variable.axes.begin()) && !of_design(variable) &&
         variable.name != "status" && variable.name != "steps" && variable.name != "message";
}

void SweepReader::read_shape() {
  SweepShape shape;
  for (const Axis& axis : reader_.axes())
    if (std::find(run_axes_.begin(), run_axes_.end(), axis.name) == run_axes_.end())
      shape.axes.push_back(axis);
  if (shape.axes.empty()) return;
  for (Variable variable : reader_.variables())
    if (is_result(variable)) {
      variable.axes.erase(variable.axes.begin(),
                          variable.axes.begin() + static_cast<std::ptrdiff_t>(run_axes_.size()));
      shape.variables.push_back(std::move(variable));
    }
  shape_ = std::move(shape);
}

RunResult SweepReader::result(std::size_t run) const {
  RunResult out{
      .run = run, .status = status_[run], .steps = steps_[run], .message = messages_[run], .values = {}};
  if (!is_done(out.status) || !shape_) return out;
  std::vector<std::size_t> place(run_shape_.size()), one(run_shape_.size(), 1);
  for (std::size_t k = place.size(), rest = run; k-- > 0; rest /= run_shape_[k])
    place[k] = rest % run_shape_[k];
  for (const Variable& variable : shape_->variables) {
    std::vector<std::size_t> start = place, count = one;
    for (const std::string& axis : variable.axes) {
      start.push_back(0);
      count.push_back(length_of(shape_->axis(axis)));
    }
    out.values.push_back(reader_.numbers(variable.name, start, count));
  }
  return out;
}

void SweepReader::copy_identity(TrajectoryWriter& writer) const {
  for (const Attribute& a : reader_.attributes())
    if (!is_late(a) && a.name != "heed_format") writer.attribute(a);  // that is the writer's own
  writer.variable(reader_.variable("scenario_text"));
  writer.write("scenario_text", view(reader_.texts("scenario_text")));
  if (const std::string inputs = attribute("inputs"); !inputs.empty())
    writer.attribute(text("inputs", inputs));
}

void SweepReader::copy_design(TrajectoryWriter& writer) const {
  writer.attribute(text("design", attribute("design")));
  for (const std::string& axis : run_axes_) writer.axis(reader_.axis(axis));
  for (const Variable& variable : reader_.variables()) {
    if (!of_design(variable)) continue;
    writer.variable(variable);
    if (variable.type == Type::text)
      writer.write(variable.name, view(reader_.texts(variable.name)));
    else if (variable.type == Type::int32)
      writer.write(variable.name, view(whole(reader_.numbers(variable.name))));
    else
      writer.write(variable.name, view(reader_.numbers(variable.name)));
  }
}

void copy_done(const SweepReader& from, SweepFile& to) {
  if (from.shape() && !to.shape()) to.declare(*from.shape());
  for (std::size_t run = 0; run < from.runs(); ++run)
    if (is_done(from.status(run))) to.put(from.result(run));
}

}  // namespace heed
