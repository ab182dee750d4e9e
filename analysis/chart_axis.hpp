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

/// From numbers to [0, 1] along an axis.
struct Scale {
  double low = 0, high = 1;  ///< low < high; above 0 where it is logarithmic
  bool logarithmic = false;

  double place(double value) const;
};

/// Multiples of 1, 2 or 5 times a power of ten, about `count` of them, the first at or below `low`, the last
/// at or above `high`; low < high.
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
