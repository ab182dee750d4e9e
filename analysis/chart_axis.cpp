#include "analysis/chart_axis.hpp"

#include "analysis/table.hpp"
#include "heed/core/utf8.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// The least of 1, 2, 5, 10 … times a power of ten that is not below `least`.
double round_step(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

/// As many decimals as the step between labels needs, or an exponent where all are tiny or huge.
std::string tick_label(double value, double step, double largest) {
  if (largest < 1e-3 || largest >= 1e7) return fmt::format("{:.4g}", value);
  const double decimals = std::clamp(-std::floor(std::log10(step) + 1e-9), 0.0, 12.0);
  return fmt::format("{:.{}f}", value, static_cast<int>(decimals));
}

}  // namespace

double Scale::place(double value) const {
  if (!logarithmic) return (value - low) / (high - low);
  return std::log(value / low) / std::log(high / low);
}

std::vector<Tick> round_ticks(double low, double high, std::size_t count) {
  const double step = round_step((high - low) / static_cast<double>(std::max<std::size_t>(count, 1)));
  const double first = std::floor(low / step + 1e-9), last = std::ceil(high / step - 1e-9);
  std::vector<Tick> out;
  for (double i = first; i <= last; ++i)
    out.push_back({i * step, tick_label(i * step + 0.0, step, std::max(std::abs(low), std::abs(high)))});
  return out;
}

std::vector<Tick> decade_ticks(double low, double high) {
  std::vector<Tick> out;
  for (const bool fine : {false, true}) {
    if (out.size() >= 3) break;
    out.clear();
    for (double power = std::floor(std::log10(low)); power <= std::log10(high) + 1e-9; ++power)
      for (const double factor : {1.0, 2.0, 5.0})
        if (const double v = factor * std::pow(10, power);
            (fine || factor == 1) && v >= low * (1 - 1e-9) && v <= high * (1 + 1e-9))
          out.push_back({v, short_number(v, 4)});
  }
  return out;
}

LabelLine label_line(const std::vector<Tick>& ticks, const std::vector<std::size_t>& columns,
                     std::size_t width) {
  std::vector<std::string> cells(width, " ");
  std::vector<bool> used(width, false);
  LabelLine out;
  const auto put = [&](std::size_t i) {
    const std::size_t length = characters_in(ticks[i].label);
    if (length > width) return;
    const std::size_t start = std::min(columns[i] - std::min(columns[i], length / 2), width - length);
    for (std::size_t c = start - std::min<std::size_t>(start, 1); c < std::min(width, start + length + 1);
         ++c)
      if (used[c]) return;
    std::size_t cell = start;
    for (const char c : ticks[i].label) {
      if (!begins_character(c)) {
        cells[cell - 1] += c;
        continue;
      }
      used[cell] = true;
      cells[cell++] = c;
    }
    out.columns.push_back(columns[i]);
  };
  if (!ticks.empty()) put(0);
  if (ticks.size() > 1) put(ticks.size() - 1);
  for (std::size_t i = 1; i + 1 < ticks.size(); ++i) put(i);
  for (const std::string& cell : cells) out.text += cell;
  out.text.erase(out.text.find_last_not_of(' ') + 1);
  return out;
}

}  // namespace heed::analysis
