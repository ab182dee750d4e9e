#pragma once
#include "heed/core/matrix.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace heed {

/// A set of ids, any 64-bit whole numbers, and then the place of each in increasing order. O(1) for an id:
/// open addressing with linear probing, multiplicative hashing (Knuth 1973, section 6.4), at most half full.
/// A key that is new in every process keeps chosen ids from all falling together; no result depends on it.
class IdTable {
 public:
  void insert(std::int64_t id) {
    if (2 * (count_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[find(id)];
    count_ += !slot.used;
    slot = {id, 0, true};
  }

  /// Numbers the ids in increasing order, and returns them in that order.
  std::vector<std::int64_t> number() {
    std::vector<std::int64_t> ids;
    ids.reserve(count_);
    for (const Slot& slot : slots_)
      if (slot.used) ids.push_back(slot.id);
    std::sort(ids.begin(), ids.end());
    for (std::size_t k = 0; k < ids.size(); ++k) slots_[find(ids[k])].place = static_cast<Agent>(k);
    return ids;
  }

  /// The place of an id that was inserted, after number().
  Agent operator[](std::int64_t id) const { return slots_[find(id)].place; }

 private:
  struct Slot {
    std::int64_t id = 0;
    Agent place = 0;
    bool used = false;
  };

  /// The slot of an id, or the free one where it belongs.
  std::size_t find(std::int64_t id) const {
    std::size_t at = (static_cast<std::uint64_t>(id) ^ key_) * multiplier >> shift_;
    while (slots_[at].used && slots_[at].id != id) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  void grow() {
    const std::vector<Slot> old = std::move(slots_);
    if (!old.empty()) --shift_;
    slots_.assign(old.empty() ? first_size : 2 * old.size(), Slot{});
    for (const Slot& slot : old)
      if (slot.used) slots_[find(slot.id)] = slot;
  }

  static std::uint64_t process_key() {
    static const auto start = std::chrono::steady_clock::now().time_since_epoch().count();
    return (static_cast<std::uint64_t>(start) ^ reinterpret_cast<std::uintptr_t>(&start)) * multiplier;
  }

  static constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15u;
  static constexpr std::size_t first_size = 1024;
  std::uint64_t key_ = process_key();
  std::vector<Slot> slots_;
  std::size_t count_ = 0;
  int shift_ = 64 - 10;
};

}  // namespace heed
