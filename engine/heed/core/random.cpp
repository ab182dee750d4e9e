#include "heed/core/random.hpp"

#include <Random123/philox.h>

namespace heed {

Stream::Stream(std::uint64_t seed, Purpose purpose, std::uint64_t agent, std::uint64_t step)
    // Seeds stay below 2^53, so the top 11 bits of the key are free for the purpose. Agents and steps have 48
    // bits.
    : key_{static_cast<std::uint32_t>(seed),
           static_cast<std::uint32_t>(seed >> 32) ^ static_cast<std::uint32_t>(purpose) << 21},
      counter_{0, static_cast<std::uint32_t>(agent), static_cast<std::uint32_t>(step),
               static_cast<std::uint32_t>(agent >> 32 & 0xffff) |
                   static_cast<std::uint32_t>(step >> 32 & 0xffff) << 16} {}

void Stream::refill() {
  using Philox = r123::Philox4x32;  // ten rounds
  const Philox::ctr_type counter{{counter_[0], counter_[1], counter_[2], counter_[3]}};
  const Philox::key_type key{{key_[0], key_[1]}};
  const Philox::ctr_type out = Philox{}(counter, key);
  block_ = {out[0], out[1], out[2], out[3]};
  ++counter_[0];
  used_ = 0;
}

std::uint64_t Stream::below(std::uint64_t n) {
  __extension__ using Wide = unsigned __int128;
  Wide product = static_cast<Wide>(bits64()) * n;
  auto low = static_cast<std::uint64_t>(product);
  if (low < n) {
    const std::uint64_t threshold = (0 - n) % n;
    while (low < threshold) {
      product = static_cast<Wide>(bits64()) * n;
      low = static_cast<std::uint64_t>(product);
    }
  }
  return static_cast<std::uint64_t>(product >> 64);
}

double Stream::normal() {
  if (has_spare_) {
    has_spare_ = false;
    return spare_;
  }
  const double radius = std::sqrt(-2 * std::log(1 - uniform()));
  const double angle = 2 * std::numbers::pi * uniform();
  spare_ = radius * std::sin(angle);
  has_spare_ = true;
  return radius * std::cos(angle);
}

std::uint64_t replicate_seed(std::uint64_t seed, std::uint64_t replicate) {
  return Stream(seed, Purpose::replicate, replicate).bits64() >> 11;
}

}  // namespace heed
