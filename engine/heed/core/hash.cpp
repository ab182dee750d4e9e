#include "heed/core/hash.hpp"

#include <cstring>

namespace heed {

std::uint64_t hash_of(std::string_view bytes) {
  constexpr std::uint64_t prime = 0x100000001b3, start = 0xcbf29ce484222325;
  std::uint64_t hash = start ^ bytes.size();
  const auto take = [&](std::uint64_t word) {
    hash = (hash ^ word) * prime;
    hash ^= hash >> 32;  // a product carries bits up only
  };
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), 8);
    take(word);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, bytes.data(), bytes.size());
  take(rest);
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  return hash ^ (hash >> 33);
}

}  // namespace heed
