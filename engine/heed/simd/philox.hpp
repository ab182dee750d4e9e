#pragma once
// Only for files *.simd.cpp.
#include "heed/simd/pack.hpp"

namespace heed::HEED_INSTRUCTIONS {

/// Random blocks of four words, one block in each lane of 64 bits. The words are the lower halves; what is in
/// the upper halves means nothing.
struct Philox {
  using Tag = hn::RebindToUnsigned<Pack<double>::Tag>;
  using Vec = hn::Vec<Tag>;
  static constexpr Tag tag{};
  static constexpr int lanes = Pack<double>::lanes;

  Vec word[4];
};

/// The blocks with counters {block, step}, 64 bits each and lower half first: word for word those of
/// Philox4x32 with ten rounds (Salmon, Moraes, Dror, Shaw 2011).
///
/// A lane of 64 bits for a number of 32 is not wasteful: the product of two words needs it, and its halves
/// are then in place.
inline Philox philox(std::uint32_t key0, std::uint32_t key1, Philox::Vec block, std::uint64_t step) {
  constexpr auto tag = Philox::tag;
  constexpr hn::Repartition<std::uint32_t, Philox::Tag> words{};
  const auto times = [&](Philox::Vec a, std::uint64_t multiplier) {
    return hn::MulEven(hn::BitCast(words, a), hn::BitCast(words, hn::Set(tag, multiplier)));
  };
  auto c0 = block, c1 = hn::ShiftRight<32>(block), c2 = hn::Set(tag, step), c3 = hn::Set(tag, step >> 32);
  for (int round = 0; round < 10; ++round) {
    const auto p0 = times(c0, 0xD2511F53), p2 = times(c2, 0xCD9E8D57);
    c0 = hn::Xor3(hn::ShiftRight<32>(p2), c1, hn::Set(tag, std::uint64_t{key0}));
    c1 = p2;
    c2 = hn::Xor3(hn::ShiftRight<32>(p0), c3, hn::Set(tag, std::uint64_t{key1}));
    c3 = p0;
    key0 += 0x9E3779B9;
    key1 += 0xBB67AE85;
  }
  return {{c0, c1, c2, c3}};
}

}  // namespace heed::HEED_INSTRUCTIONS
