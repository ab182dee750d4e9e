#pragma once
#include <cstddef>
#include <cstdio>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace heed::analysis {

/// A mark of a chart; with `low` and `high`, the interval it lies in.
struct Mark {
  double x = 0, y = 0;
  double low = std::numeric_limits<double>::quiet_NaN(), high = std::numeric_limits<double>::quiet_NaN();
};

/// A small chart of text. Marks with a NaN are left out.
struct Chart {
  enum class Form { marks, line };

  std::string title, x_label;
  std::vector<Mark> marks;
  std::vector<std::string> names = {};  ///< of the places x = 0, 1, … where these are words, not numbers
  Form form = Form::marks;
};

/// What a terminal shows.
struct Screen {
  std::size_t width = 80, height = 12;  ///< characters; the height is that of the plot without its labels
  bool unicode = false;
  std::size_t table_width = 100;  ///< the most a table may take

  /// Width from COLUMNS, else of the terminal that is shown on, which limit tables too, else 80; unicode
  /// where LC_ALL, LC_CTYPE or LANG, the first that is set, names UTF-8.
  static Screen from_environment(std::FILE* shown_on = stdout);

  /// Takes a width in characters; below 40 charts and tables do not go.
  void fit_width(std::size_t columns);
};

/// Are three or more distinct positive values spaced evenly by their logarithms, more than by themselves?
/// Steps such as 1, 2, 5, 10 count: no gap of logarithms may be over 1.5 times another. O(n log n).
bool log_spaced(std::span<const double> values);

/// The chart as lines: title, plot with a labelled axis at its left, labels below. The x axis is logarithmic
/// where the values are log-spaced. Empty where there is nothing to draw.
///
/// Form `marks`: a mark for each, on a bar from low to high. Form `line`: a line through them in order, in
/// braille dots, or in asterisks on a screen without them.
std::string draw_chart(const Chart& chart, const Screen& screen);

}  // namespace heed::analysis
