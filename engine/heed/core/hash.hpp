#pragma once
#include <cstdint>
#include <string_view>

namespace heed {

/// 64 bits that differ where texts do, but for bad luck: FNV-1a over words of 8 bytes (Fowler, Noll and Vo),
/// mixed at the end. Finds damage and change; keeps no one out who means harm. O(bytes).
std::uint64_t hash_of(std::string_view bytes);

}  // namespace heed
