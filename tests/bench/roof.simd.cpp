#include "roof.hpp"

#include "heed/simd/math.hpp"

namespace heed::HEED_INSTRUCTIONS {
namespace {

template <class Real> Real exp_and_add(std::size_t pairs) {
  using P = Pack<Real>;
  constexpr std::size_t numbers = 4096 / sizeof(Real), together = 4;
  alignas(64) Real x[numbers], lane[P::lanes];
  for (std::size_t k = 0; k < numbers; ++k) x[k] = -static_cast<Real>(k % 97) / Real(5);
  P sum[together] = {P::zero(), P::zero(), P::zero(), P::zero()};
  for (std::size_t done = 0; done < pairs; done += numbers)
    for (std::size_t k = 0; k < numbers; k += together * P::lanes)
      for (std::size_t t = 0; t < together; ++t) sum[t] += exp2(P::load(x + k + t * P::lanes));
  (sum[0] + sum[1] + sum[2] + sum[3]).store(lane);
  Real out = 0;
  for (const Real l : lane) out += l;
  return out;
}

}  // namespace

extern const bench::Roof roof{exp_and_add<float>, exp_and_add<double>};

}  // namespace heed::HEED_INSTRUCTIONS
