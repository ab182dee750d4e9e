#include "analysis/chart_axis.hpp"

#include "analysis/table.hpp"
#include "heed/core/utf8.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr double furthest = 1e300;           // the room from one end to the other is a number too
constexpr double narrowest = 1e-12;          // of the larger end: rounding takes the digits after it
constexpr double narrowest_of_all = 1e-300;  // numbers below lose their digits

/// The least of 1, 2, 5, 10 … times a power of ten that is not below `least`.
double round_step(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

/// As many digits as the step between labels needs: decimals, or with an exponent where all are tiny or huge.
std::string tick_label(double value, double step, double largest) {
  if (largest < 1e-3 || largest >= 1e7) {
    const double digits = std::floor(std::log10(largest)) - std::floor(std::log10(step) + 1e-9) + 1;
    return fmt::format("{:.{}g}", value, static_cast<int>(std::clamp(digits, 4.0, 17.0)));
  }
  const double decimals = std::clamp(-std::floor(std::log10(step) + 1e-9), 0.0, 15.0);
  return fmt::format("{:.{}f}", value, static_cast<int>(decimals));
}

}  // namespace

double Scale::place(double value) const {
  const double part =
      logarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
  return std::clamp(part, 0.0, 1.0);
}

Scale scale_over(double low, double high) {
  if (std::isnan(low) || std::isnan(high)) return {};
  low = std::clamp(low, -furthest, furthest);
  high = std::clamp(high, -furthest, furthest);
  const double size = std::max(std::abs(low), std::abs(high));
  if (high - low > std::max(narrowest * size, narrowest_of_all)) return {low, high};
  const double room = size > narrowest_of_all ? size / 10 : 1;
  return {low - room, high + room};
}

std::vector<Tick> round_ticks(double low, double high, std::size_t count) {
  const Scale scale = scale_over(low, high);
  const std::size_t least = std::max<std::size_t>(count, 1);
  const double step = round_step((scale.high - scale.low) / static_cast<double>(least));
  const double first = std::floor(scale.low / step + 1e-9), last = std::ceil(scale.high / step - 1e-9);
  const double size = std::max(std::abs(scale.low), std::abs(scale.high));
  // Steps are no shorter than they must be, so there are two more ticks than asked for at the most.
  const std::size_t steps = std::min(static_cast<std::size_t>(last - first), least + 2);
  std::vector<Tick> out;
  for (std::size_t k = 0; k <= steps; ++k) {
    const double value = (first + static_cast<double>(k)) * step;
    out.push_back({value, tick_label(value + 0.0, step, size)});
  }
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
