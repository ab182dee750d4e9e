#include "analysis/export/animation/base64.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace heed::analysis {

std::string base64(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t three = 0;
    for (std::size_t b = 0; b < 3; ++b) three = three << 8U | (b < count ? bytes[i + b] : 0U);
    for (std::size_t letter = 0; letter < 4; ++letter)
      out += letter <= count ? letters[three >> (18 - 6 * letter) & 63U] : '=';
  }
  return out;
}

std::vector<std::uint8_t> little_endian(std::span<const std::uint16_t> numbers) {
  std::vector<std::uint8_t> out;
  out.reserve(2 * numbers.size());
  for (const std::uint16_t n : numbers) {
    out.push_back(static_cast<std::uint8_t>(n & 0xFFU));
    out.push_back(static_cast<std::uint8_t>(n >> 8U));
  }
  return out;
}

}  // namespace heed::analysis
