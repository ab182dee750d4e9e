#include "analysis/export/colour.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace heed::analysis {
namespace {

/// Of "#2166ac".
Rgb parsed(std::string_view text) {
  Rgb out{};
  for (std::size_t c = 0; c < out.size(); ++c)
    std::from_chars(text.data() + 1 + 2 * c, text.data() + 3 + 2 * c, out[c], 16);
  return out;
}

}  // namespace

Rgb opinion_colour_at(double place) {
  const double along = std::clamp(place, 0.0, 1.0) * static_cast<double>(opinion_colours.size() - 1);
  const auto before = std::min(static_cast<std::size_t>(along), opinion_colours.size() - 2);
  const double part = along - static_cast<double>(before);
  const Rgb low = parsed(opinion_colours[before]), high = parsed(opinion_colours[before + 1]);
  Rgb out{};
  for (std::size_t c = 0; c < out.size(); ++c)
    out[c] = static_cast<std::uint8_t>(std::lround((1 - part) * low[c] + part * high[c]));
  return out;
}

}  // namespace heed::analysis
