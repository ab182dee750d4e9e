#include "heed/run/replay.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <variant>

#include <fmt/format.h>

namespace heed {
namespace {

/// What is read at once of a variable.
constexpr std::size_t most_bytes = std::size_t{4} << 20;

/// A variable read a piece at a time, and given out slice by slice.
class Slices {
 public:
  Slices(const TrajectoryReader& from, const Variable& variable, std::size_t places)
      : from_(from), variable_(variable), places_(places) {
    const std::vector<std::size_t>& shape = from.shape(variable.name);
    width_ = std::accumulate(shape.begin() + 1, shape.end(), std::size_t{1}, std::multiplies<>());
    piece_ = std::max<std::size_t>(1, most_bytes / std::max<std::size_t>(8, 8 * width_));
  }

  Entry next() {
    const std::size_t within = at_++ % piece_;
    if (within == 0) read(at_ - 1);
    return {variable_.name, std::visit(
                                [&]<class T>(const std::vector<T>& values) -> Values {
                                  return std::span<const T>(values).subspan(within * width_, width_);
                                },
                                piece_read_)};
  }

 private:
  void read(std::size_t first) {
    const std::size_t count = std::min(piece_, places_ - first);
    if (variable_.type == Type::text) {
      piece_read_ = from_.texts(variable_.name, first, count);
      return;
    }
    std::vector<double> numbers = from_.numbers(variable_.name, first, count);
    switch (variable_.type) {
      case Type::int8: piece_read_ = std::vector<std::int8_t>(numbers.begin(), numbers.end()); break;
      case Type::int32: piece_read_ = std::vector<std::int32_t>(numbers.begin(), numbers.end()); break;
      default: piece_read_ = std::move(numbers);  // the writer makes them as narrow as they were
    }
  }

  const TrajectoryReader& from_;
  const Variable& variable_;
  std::size_t places_, width_ = 1, piece_ = 1, at_ = 0;
  std::variant<std::vector<std::int8_t>, std::vector<std::int32_t>, std::vector<double>,
               std::vector<std::string>>
      piece_read_;
};

/// The growing axis a variable is on, by the name it has in the whole file; empty where it is on none.
std::string growing_axis_of(const TrajectoryReader& from, const Variable& variable) {
  if (variable.axes.empty()) return "";
  const auto slash = variable.name.rfind('/');
  const std::string group = slash == std::string::npos ? "" : variable.name.substr(0, slash + 1);
  for (const std::string& name : {group + variable.axes.front(), variable.axes.front()})
    for (const Axis& axis : from.axes())
      if (axis.grows && axis.name == name) return name;
  return "";
}

}  // namespace

std::size_t places_per_step_of(const Axis& axis) {
  for (const Attribute& a : axis.attributes)
    if (const auto* count = std::get_if<std::vector<std::int64_t>>(&a.value))
      if (a.name == places_per_step && count->size() == 1 && count->front() > 0)
        return static_cast<std::size_t>(count->front());
  return 0;
}

/// The step that appended a place; of one that is not there, later than all.
double Replay::Stretch::step_of(std::size_t place) const {
  if (place >= labels.size()) return std::numeric_limits<double>::infinity();
  return per_step > 0 ? static_cast<double>(1 + place / per_step) : labels[place];
}

Replay::Replay(const TrajectoryReader& from, const Lengths& lengths) : from_(from) {
  for (const Axis& axis : from.axes()) {
    const auto wanted =
        std::find_if(lengths.begin(), lengths.end(), [&](const auto& l) { return l.first == axis.name; });
    if (!axis.grows || wanted == lengths.end()) continue;
    const auto* labels = std::get_if<std::vector<double>>(&axis.labels);
    if (!labels)
      throw Error(ErrorKind::data, fmt::format("the labels of '{}' should be of type float64", axis.name));
    Stretch stretch{axis.name, *labels, {}, places_per_step_of(axis)};
    if (stretch.labels.size() < wanted->second)
      throw Error(ErrorKind::data, fmt::format("it has {} places on '{}' where there were {}",
                                               stretch.labels.size(), axis.name, wanted->second));
    stretch.labels.resize(wanted->second);
    for (std::size_t v = 0; v < from.variables().size(); ++v) {
      const Variable& variable = from.variables()[v];
      if (growing_axis_of(from, variable) != axis.name) continue;
      if (from.shape(variable.name).front() < wanted->second)
        throw Error(ErrorKind::data,
                    fmt::format("it has {} places of '{}' where there were {}",
                                from.shape(variable.name).front(), variable.name, wanted->second));
      stretch.variables.push_back(v);
    }
    stretches_.push_back(std::move(stretch));
  }
  if (stretches_.size() != lengths.size())
    throw Error(ErrorKind::data,
                fmt::format("it has {} of {} growing axes", stretches_.size(), lengths.size()));
}

void Replay::onto(Recorder& recorder) const {
  std::vector<std::size_t> at(stretches_.size(), 0);
  std::vector<std::vector<Slices>> slices;
  for (const Stretch& s : stretches_) {
    slices.emplace_back();
    for (const std::size_t v : s.variables)
      slices.back().emplace_back(from_, from_.variables()[v], s.labels.size());
  }
  const auto step = [&](std::size_t k) { return stretches_[k].step_of(at[k]); };
  while (true) {
    std::size_t next = stretches_.size();
    for (std::size_t k = 0; k < stretches_.size(); ++k)
      if (at[k] < stretches_[k].labels.size() && (next == stretches_.size() || step(k) < step(next)))
        next = k;
    if (next == stretches_.size()) return;
    std::vector<Entry> entries;
    for (Slices& s : slices[next]) entries.push_back(s.next());
    recorder.append(stretches_[next].axis, stretches_[next].labels[at[next]], entries);
    ++at[next];
  }
}

}  // namespace heed
