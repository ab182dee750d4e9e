#pragma once
#include "analysis/figure/source.hpp"
#include "analysis/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace heed::analysis {

// What figures of one scenario have in common.

/// A variable that a figure is drawn from, with its axes. Those after the first have names, by which the
/// figure indexes it.
struct NeededVariable {
  std::string name;
  std::vector<std::string> axes;
  bool optional = false;  ///< there may be none, but not one along other axes
};

/// Why a run of this scenario has not all of these variables, along their axes and as long as they are; empty
/// where it has. Each figure tells it all that it reads.
std::string lacks_states(const FigureSource& source, std::string_view scenario,
                         const std::vector<NeededVariable>& variables);

/// Why this axis gives a figure nothing to name; empty where it does.
std::string lacks_names(const FigureSource& source, std::string_view axis);

/// The texts of an axis, the first `most`.
std::vector<std::string> names_along(const FigureSource& source, std::string_view axis, std::size_t most);

/// Has a run of `graph` agents of whom methods are chosen? Without them its losses there are 0 and mean
/// nothing.
bool has_validation(const FigureSource& source);

/// When the readings of `sensor_fusion` were made: their date in milliseconds, as `date_on` has it, else
/// their clock, else the number of the moment.
struct ReadingTimes {
  std::vector<double> at;  ///< by moment
  bool dated = false;
  std::string title;

  Json axis(std::string_view field) const;
  Json tooltip(std::string_view field) const;
};
ReadingTimes reading_times(const FigureSource& source);

/// A variable whose axes are time and more, one time after the other in memory: the numbers of a time.
class TimeSlices {
 public:
  TimeSlices(const FigureSource& source, std::string variable);
  std::size_t times() const { return shape_[0]; }
  std::size_t size(std::size_t axis) const { return shape_[axis]; }
  std::vector<double> at(std::size_t time) const;

 private:
  const TrajectoryReader& reader_;
  std::string variable_;
  std::vector<std::size_t> shape_;
};

}  // namespace heed::analysis
