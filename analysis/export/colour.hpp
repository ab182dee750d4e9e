#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace heed::analysis {

/// Colours of opinions from low to high, blue over grey to orange, which people who are colour-blind can tell
/// apart; the middle of the range is grey.
inline constexpr std::array<std::string_view, 5> opinion_colours = {"#2166ac", "#67a9cf", "#b9b9b9",
                                                                    "#ef8a62", "#b35806"};

/// Red, green and blue, 0 … 255.
using Rgb = std::array<std::uint8_t, 3>;

/// The colour at a place 0 … 1 along them, in a straight line between neighbours; what is outside is at the
/// end.
Rgb opinion_colour_at(double place);

}  // namespace heed::analysis
