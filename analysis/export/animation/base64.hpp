#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace heed::analysis {

/// Bytes as text (RFC 4648, section 4).
std::string base64(std::span<const std::uint8_t> bytes);

/// Whole numbers of 16 bits as bytes, the low one first.
std::vector<std::uint8_t> little_endian(std::span<const std::uint16_t> numbers);

}  // namespace heed::analysis
