#include "heed/attention/transforms/sorted_order.hpp"

#include "heed/core/parallel.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace heed {
namespace {

constexpr int digit_bits = 11;  // counts of 2048 digits stay in the nearest cache
constexpr std::size_t digits = std::size_t{1} << digit_bits;
constexpr std::size_t piece = 32768;
constexpr std::size_t few_to_sort = 512;  // below, comparing is faster than counting

}  // namespace

/// Whole numbers in the order of the floats: negative ones are turned around, positive ones put above them.
template <class Real> auto SortedOrder<Real>::image_of(Real number) -> Image {
  constexpr Image sign = Image{1} << (8 * sizeof(Image) - 1);
  const auto bits = std::bit_cast<Image>(number + Real(0));  // -0 + 0 is 0
  return bits & sign ? ~bits : bits | sign;
}

template <class Real> Real SortedOrder<Real>::number_of(Image image) {
  constexpr Image sign = Image{1} << (8 * sizeof(Image) - 1);
  return std::bit_cast<Real>(image & sign ? image ^ sign : ~image);
}

/// One pass: by the digit at `shift`, those with the same digit as they were.
template <class Real> void SortedOrder<Real>::distribute(int shift) {
  const std::size_t n = entries_.size(), pieces = (n + piece - 1) / piece;
  const auto digit = [shift](const Entry& e) {
    return static_cast<std::size_t>(e.image >> shift) & (digits - 1);
  };
  places_.assign(pieces * digits, 0);
  for_blocks(n, piece, [&](std::size_t first, std::size_t last) {
    std::uint32_t* count = &places_[first / piece * digits];
    for (std::size_t p = first; p < last; ++p) ++count[digit(entries_[p])];
  });
  // From counts to where each piece puts its first of each digit: by digit, then by piece.
  std::uint32_t place = 0;
  for (std::size_t d = 0; d < digits; ++d) {
    const std::uint32_t before = place;
    for (std::size_t k = 0; k < pieces; ++k) place += std::exchange(places_[k * digits + d], place);
    if (place - before == n) return;  // all have this digit
  }
  for_blocks(n, piece, [&](std::size_t first, std::size_t last) {
    std::uint32_t* next = &places_[first / piece * digits];
    for (std::size_t p = first; p < last; ++p) moved_[next[digit(entries_[p])]++] = entries_[p];
  });
  std::swap(entries_, moved_);
}

template <class Real> void SortedOrder<Real>::sort(std::span<const Real> numbers) {
  const std::size_t n = numbers.size();
  entries_.resize(n);
  moved_.resize(n);
  numbers_.resize(n);
  agents_.resize(n);
  for_each_index(
      n,
      [&](std::size_t i) {
        entries_[i] = {image_of(numbers[i]), static_cast<Agent>(i)};
      },
      piece);
  if (n < few_to_sort)
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
      return a.image < b.image || (a.image == b.image && a.agent < b.agent);
    });
  else
    for (int shift = 0; shift < static_cast<int>(8 * sizeof(Image)); shift += digit_bits) distribute(shift);
  for_each_index(
      n,
      [&](std::size_t p) {
        numbers_[p] = static_cast<double>(number_of(entries_[p].image));
        agents_[p] = entries_[p].agent;
      },
      piece);
}

template class SortedOrder<float>;
template class SortedOrder<double>;

}  // namespace heed
