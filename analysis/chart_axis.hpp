#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace heed::analysis {

/// A place along an axis that has a label.
struct Tick {
  double value;
  std::string label;
};

/// From numbers to [0, 1] along an axis; those beyond an end are at it.
struct Scale {
  double low = 0, high = 1;  ///< low < high; above 0 where it is logarithmic, and high / low no infinity
  bool logarithmic = false;

  double place(double value) const;
};

/// The scale over [low, high], cut to what an axis can hold, 1e300 to both sides. Where the two are alike but
/// for their last digits there is nothing to tell apart: then it is wider, with both in its middle.
Scale scale_over(double low, double high);

/// Multiples of 1, 2 or 5 times a power of ten, about `count` of them, the first at or below the low end of
/// `scale_over(low, high)`, the last at or above its high end.
std::vector<Tick> round_ticks(double low, double high, std::size_t count);

/// Powers of ten within [low, high], with 2 and 5 times these where there are fewer than three.
std::vector<Tick> decade_ticks(double low, double high);

/// Labels centred below their columns on one line `width` long: the first and the last, then those between
/// for which there is room. `columns` holds the columns that got a label.
struct LabelLine {
  std::string text;
  std::vector<std::size_t> columns;
};
LabelLine label_line(const std::vector<Tick>& ticks, const std::vector<std::size_t>& columns,
                     std::size_t width);

}  // namespace heed::analysis
