#pragma once
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

namespace heed {

/// What random numbers are for. Each purpose has streams of its own, so that twin runs can share all but one.
enum class Purpose : std::uint32_t {
  graph,
  initial,
  stubbornness,
  temperature,
  noise,
  schedule,
  listen,
  event,
  replicate,
  design,
  bootstrap,
  test,
  data,
  weights,
  dropout,
  activity,
};

/// The largest seed: 2^53 - 1, which R, JavaScript and JSON still read exactly.
inline constexpr std::uint64_t largest_seed = (std::uint64_t{1} << 53) - 1;

/// A stream of random numbers that is a pure function of (seed, purpose, agent, step): the same on any
/// thread, in any order, after a resume. Copies are cheap and independent of each other.
///
/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011) with key (seed, purpose) and counter (draw, agent, step);
/// a stream holds 2^34 words. Satisfies UniformRandomBitGenerator; the numbers below do not depend on the
/// standard library.
class Stream {
 public:
  using result_type = std::uint32_t;
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

  Stream(std::uint64_t seed, Purpose purpose, std::uint64_t agent = 0, std::uint64_t step = 0);

  result_type operator()() {
    if (used_ == 4) refill();
    return block_[used_++];
  }

  std::uint64_t bits64() {
    const std::uint64_t high = (*this)();
    return high << 32 | (*this)();
  }
  /// Uniform on [0, 1), a multiple of 2^-53.
  double uniform() { return static_cast<double>(bits64() >> 11) * 0x1p-53; }
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  /// A whole number in [0, n), n > 0, without bias (Lemire 2019).
  std::uint64_t below(std::uint64_t n);
  /// Standard normal (Box and Muller 1958).
  double normal();
  /// True with the given probability.
  bool chance(double probability) { return uniform() < probability; }

 private:
  void refill();

  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 4> block_{};
  int used_ = 4;
  double spare_ = 0;
  bool has_spare_ = false;
};

/// Puts a sequence in uniformly random order (Fisher and Yates).
template <class Sequence> void shuffle(Sequence& items, Stream& stream) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[stream.below(i)]);
}

/// The seed of replicate r, below 2^53; the same for every point of a sweep (common random numbers).
std::uint64_t replicate_seed(std::uint64_t seed, std::uint64_t replicate);

}  // namespace heed
