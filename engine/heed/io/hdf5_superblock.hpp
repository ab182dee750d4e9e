#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace heed::hdf5 {

/// The first bytes of a file, which say where its root group is, and end with a sum to check them by; HDF5
/// File Format Specification 3.0, II.A (versions 2 and 3).
class Superblock {
 public:
  static constexpr std::size_t length = 48;

  Superblock() = default;
  explicit Superblock(std::string bytes) : bytes_(std::move(bytes)) {}
  const std::string& bytes() const { return bytes_; }

  /// Is this one as it is known here?
  bool known() const {
    return bytes_.size() == length && (bytes_[8] == 2 || bytes_[8] == 3) && bytes_[9] == 8 &&
           number<std::uint32_t>(sum_at) == sum();
  }
  std::uint64_t root() const { return number<std::uint64_t>(root_at); }
  Superblock with_root(std::uint64_t place) const {
    Superblock out = *this;
    out.put(root_at, place);
    out.put(sum_at, out.sum());
    return out;
  }

 private:
  static constexpr std::size_t root_at = 36, sum_at = 44;

  template <class Number> Number number(std::size_t at) const {
    Number out = 0;
    for (std::size_t i = sizeof out; i-- > 0;)
      out = static_cast<Number>(out << 8 | static_cast<unsigned char>(bytes_[at + i]));
    return out;
  }
  template <class Number> void put(std::size_t at, Number number) {
    for (std::size_t i = 0; i < sizeof number; ++i) bytes_[at + i] = static_cast<char>(number >> 8 * i);
  }

  /// Bob Jenkins' lookup3 of the eleven words before the sum.
  std::uint32_t sum() const {
    std::array<std::uint32_t, 3> v{};
    v.fill(0xdeadbeef + static_cast<std::uint32_t>(sum_at));
    const auto take = [&](std::size_t first, std::size_t words) {
      for (std::size_t k = 0; k < words; ++k) v[k] += number<std::uint32_t>(4 * (first + k));
    };
    for (const std::size_t first : {0U, 3U, 6U}) {
      take(first, 3);
      for (std::size_t i = 0; const int by : {4, 6, 8, 16, 19, 4}) {
        auto &x = v[i % 3], &y = v[(i + 1) % 3], &z = v[(i + 2) % 3];
        x = (x - z) ^ std::rotl(z, by);
        z += y;
        ++i;
      }
    }
    take(9, 2);
    for (std::size_t i = 0; const int by : {14, 11, 25, 16, 4, 14, 24}) {
      auto &x = v[(i + 2) % 3], &y = v[(i + 1) % 3];
      x = (x ^ y) - std::rotl(y, by);
      ++i;
    }
    return v[2];
  }

  std::string bytes_;
};

}  // namespace heed::hdf5
