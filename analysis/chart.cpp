#include "analysis/chart.hpp"

#include "analysis/chart_axis.hpp"
#include "analysis/table.hpp"
#include "heed/core/folded.hpp"
#include "heed/core/utf8.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace heed::analysis {
namespace {

constexpr std::size_t most_own_labels = 16;

struct Glyphs {
  const char *mark, *bar, *side, *side_tick, *corner, *base, *base_tick;
};
constexpr Glyphs plain = {"o", "|", "|", "+", "+", "-", "+"};
constexpr Glyphs drawn = {"●", "│", "│", "┤", "└", "─", "┴"};

/// The plot, in cells of one character each.
class Plot {
 public:
  Plot(std::size_t width, std::size_t height, Scale x, Scale y, std::size_t margin)
      : width_(width), height_(height), margin_(margin), x_(x), y_(y), cells_(width * height, " ") {}

  std::size_t column(double x) const { return rounded(across(x)); }
  std::size_t row(double y) const { return rounded(down(y)); }
  std::size_t width() const { return width_; }
  std::size_t height() const { return height_; }
  std::string& cell(std::size_t r, std::size_t c) { return cells_[r * width_ + c]; }
  const std::string& cell(std::size_t r, std::size_t c) const { return cells_[r * width_ + c]; }

  /// Columns and rows with fractions; whole numbers are the middles of cells.
  double across(double x) const {
    return static_cast<double>(margin_) + x_.place(x) * static_cast<double>(width_ - 1 - 2 * margin_);
  }
  double down(double y) const { return (1 - y_.place(y)) * static_cast<double>(height_ - 1); }

 private:
  static std::size_t rounded(double v) { return static_cast<std::size_t>(std::lround(v)); }

  std::size_t width_, height_, margin_;
  Scale x_, y_;
  std::vector<std::string> cells_;
};

/// Lines of dots, 2 × 4 to a cell in braille, one to a cell in plain text.
class Dots {
 public:
  Dots(std::size_t width, std::size_t height, bool braille)
      : width_(width), height_(height), braille_(braille), bits_(width * height, 0) {}

  void line(double c0, double r0, double c1, double r1) {
    const double steps = std::max(1.0, std::ceil(std::max(std::abs(c1 - c0) * 2, std::abs(r1 - r0) * 4)));
    for (double k = 0; k <= steps; ++k) dot(c0 + (c1 - c0) * k / steps, r0 + (r1 - r0) * k / steps);
  }

  void draw_on(Plot& plot) const {
    for (std::size_t r = 0; r < height_; ++r)
      for (std::size_t c = 0; c < width_; ++c)
        if (const unsigned bits = bits_[r * width_ + c]; bits != 0)
          plot.cell(r, c) = braille_ ? braille(bits) : "*";
  }

 private:
  void dot(double c, double r) {
    static constexpr std::array<std::array<unsigned, 2>, 4> bit = {
        {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}};
    const double x = c + 0.5, y = r + 0.5;
    const auto column = static_cast<std::size_t>(x), row = static_cast<std::size_t>(y);
    const double right = x - static_cast<double>(column), below = y - static_cast<double>(row);
    bits_[std::min(row, height_ - 1) * width_ + std::min(column, width_ - 1)] |=
        bit[static_cast<std::size_t>(below * 4)][static_cast<std::size_t>(right * 2)];
  }

  /// U+2800 and the bits of the dots, in UTF-8.
  static std::string braille(unsigned bits) {
    return {'\xE2', static_cast<char>(0xA0 | bits >> 6), static_cast<char>(0x80 | (bits & 0x3F))};
  }

  std::size_t width_, height_;
  bool braille_;
  std::vector<unsigned> bits_;
};

std::vector<Mark> drawable(const Chart& chart) {
  std::vector<Mark> out;
  for (const Mark& m : chart.marks)
    if (std::isfinite(m.x) && std::isfinite(m.y)) out.push_back(m);
  return out;
}

Scale scale_across(const std::vector<Mark>& marks) {
  std::vector<double> values;
  for (const Mark& m : marks) values.push_back(m.x);
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  Scale out = scale_over(*low, *high);
  out.logarithmic = out.low > 0 && std::isfinite(out.high / out.low) && log_spaced(values);
  return out;
}

Scale scale_up(const std::vector<Mark>& marks) {
  double low = marks[0].y, high = marks[0].y;
  for (const Mark& m : marks) {
    low = std::fmin(std::min(low, m.y), m.low);
    high = std::fmax(std::max(high, m.y), m.high);
  }
  return scale_over(low, high);
}

std::vector<Tick> ticks_across(const Chart& chart, const std::vector<Mark>& marks, const Scale& scale,
                               std::size_t width) {
  std::vector<double> values;
  for (const Mark& m : marks) values.push_back(m.x);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  std::vector<Tick> out;
  if (!chart.names.empty()) {
    for (const double v : values) out.push_back({v, chart.names.at(static_cast<std::size_t>(v))});
  } else if (chart.form == Chart::Form::marks && values.size() <= most_own_labels) {
    for (const double v : values) out.push_back({v, short_number(v, 4)});
  } else if (scale.logarithmic) {
    out = decade_ticks(scale.low, scale.high);
  } else {
    out = round_ticks(scale.low, scale.high, std::max<std::size_t>(2, width / 12));
    std::erase_if(out, [&](const Tick& t) { return t.value < scale.low || t.value > scale.high; });
  }
  return out;
}

void draw_marks(Plot& plot, const std::vector<Mark>& marks, const Glyphs& glyphs) {
  for (const Mark& m : marks)
    if (std::isfinite(m.low) && std::isfinite(m.high))
      for (std::size_t r = plot.row(m.high); r <= plot.row(m.low); ++r)
        plot.cell(r, plot.column(m.x)) = glyphs.bar;
  for (const Mark& m : marks) plot.cell(plot.row(m.y), plot.column(m.x)) = glyphs.mark;
}

void draw_line(Plot& plot, const Chart& chart, Dots dots) {
  const Mark* before = nullptr;
  for (const Mark& m : chart.marks) {
    if (!std::isfinite(m.x) || !std::isfinite(m.y)) {
      before = nullptr;
      continue;
    }
    const Mark& from = before != nullptr ? *before : m;
    dots.line(plot.across(from.x), plot.down(from.y), plot.across(m.x), plot.down(m.y));
    before = &m;
  }
  dots.draw_on(plot);
}

/// The plot with the labels of its left side.
std::string rows_text(const Plot& plot, const std::vector<Tick>& sides, std::size_t label_width,
                      const Glyphs& glyphs) {
  std::vector<std::string> labels(plot.height());
  for (const Tick& t : sides) labels[plot.row(t.value)] = t.label;
  std::string out;
  for (std::size_t r = 0; r < plot.height(); ++r) {
    std::string line = std::string(label_width - characters_in(labels[r]), ' ') + labels[r] + " ";
    line += labels[r].empty() ? glyphs.side : glyphs.side_tick;
    for (std::size_t c = 0; c < plot.width(); ++c) line += plot.cell(r, c);
    out += line.erase(line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

/// The line below the plot, and its labels.
std::string base_text(const Plot& plot, const std::vector<Tick>& ticks, std::size_t label_width,
                      const Glyphs& glyphs) {
  std::vector<std::size_t> columns;
  for (const Tick& t : ticks) columns.push_back(plot.column(t.value));
  const LabelLine labels = label_line(ticks, columns, plot.width());
  std::string out = std::string(label_width + 1, ' ') + glyphs.corner;
  for (std::size_t c = 0; c < plot.width(); ++c)
    out += std::count(labels.columns.begin(), labels.columns.end(), c) > 0 ? glyphs.base_tick : glyphs.base;
  return out + "\n" + std::string(label_width + 2, ' ') + labels.text + "\n";
}

const char* set_variable(std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  return "";
}

}  // namespace

void Screen::fit_width(std::size_t columns) {
  width = std::clamp<std::size_t>(columns, 40, 400);
  table_width = std::min(width, widest_table);
}

Screen Screen::from_environment(std::FILE* shown_on) {
  Screen out;
  if (const int columns = std::atoi(set_variable({"COLUMNS"})); columns > 0)
    out.fit_width(static_cast<std::size_t>(columns));
  else if (const std::size_t width = line_width(shown_on); width > 0)
    out.fit_width(width);
  std::string locale = set_variable({"LC_ALL", "LC_CTYPE", "LANG"});
  for (char& c : locale) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  out.unicode = locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  return out;
}

bool log_spaced(std::span<const double> values) {
  std::vector<double> v(values.begin(), values.end());
  std::sort(v.begin(), v.end());
  v.erase(std::unique(v.begin(), v.end()), v.end());
  if (v.size() < 3 || !(v[0] > 0)) return false;
  double least = v[1] - v[0], most = least, least_log = std::log(v[1] / v[0]), most_log = least_log;
  for (std::size_t i = 2; i < v.size(); ++i) {
    least = std::min(least, v[i] - v[i - 1]);
    most = std::max(most, v[i] - v[i - 1]);
    least_log = std::min(least_log, std::log(v[i] / v[i - 1]));
    most_log = std::max(most_log, std::log(v[i] / v[i - 1]));
  }
  return most_log <= 1.5 * least_log && most_log / least_log < most / least;
}

std::string draw_chart(const Chart& chart, const Screen& screen) {
  const std::vector<Mark> marks = drawable(chart);
  if (marks.empty()) return "";
  const Glyphs& glyphs = screen.unicode ? drawn : plain;
  const Scale x = scale_across(marks), values = scale_up(marks);
  const std::vector<Tick> sides =
      round_ticks(values.low, values.high, std::max<std::size_t>(2, screen.height / 3));
  std::size_t label_width = 0;
  for (const Tick& t : sides) label_width = std::max(label_width, characters_in(t.label));
  const std::size_t width = std::max(screen.width, label_width + 22) - label_width - 2;
  const bool line = chart.form == Chart::Form::line;
  Plot plot(width, screen.height, x, {sides.front().value, sides.back().value}, line ? 0 : 2);
  if (line)
    draw_line(plot, chart, Dots(width, screen.height, screen.unicode));
  else
    draw_marks(plot, marks, glyphs);
  return chart.title + "\n" + rows_text(plot, sides, label_width, glyphs) +
         base_text(plot, ticks_across(chart, marks, x, width), label_width, glyphs) +
         std::string(label_width + 2, ' ') + chart.x_label + (x.logarithmic ? " (log scale)" : "") + "\n";
}

}  // namespace heed::analysis
