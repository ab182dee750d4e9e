#include "heed/layers/kernels/gelu.hpp"

#include "heed/simd/math.hpp"

#include <algorithm>
#include <numbers>

namespace heed::HEED_INSTRUCTIONS {
namespace {

using P = Pack<float>;

/// 2 Φ(-|x|) = erfc(z) with z = |x| / √2, as t exp(-z² + p(t)) with t = 1 / (1 + z/2): relative error
/// below 1.2e-7 (Press, Teukolsky, Vetterling, Flannery 1992, section 6.2). `exponent` is -z², in powers of
/// two.
P twice_below(P x, P exponent) {
  constexpr double coefficients[] = {0.17087277,  -0.82215223, 1.48851587, -1.13520398, 0.27886807,
                                     -0.18628806, 0.09678418,  0.37409196, 1.00002368,  -1.26551223};
  const P t = P(1.0) / fused(abs(x), P(std::numbers::sqrt2 / 4), P(1.0));
  P p(coefficients[0]);
  for (int c = 1; c < 10; ++c) p = fused(p, t, P(coefficients[c]));
  return t * exp2(fused(p, P(std::numbers::log2e), exponent));
}

void bend(const float* from, float* to, float* slope) {
  const P x = P::load(from), exponent = x * x * P(-std::numbers::log2e / 2),
          tail = twice_below(x, exponent) * P(0.5), below = select(x < P::zero(), tail, P(1.0) - tail),
          density = exp2(exponent) * P(std::numbers::inv_sqrtpi / std::numbers::sqrt2);
  (x * below).store(to);
  fused(x, density, below).store(slope);
}

void bend_all(float* x, float* slope, std::size_t n) {
  std::size_t i = 0;
  for (; i + P::lanes <= n; i += P::lanes) bend(x + i, x + i, slope + i);
  if (i == n) return;
  float rest[P::lanes] = {}, rest_slope[P::lanes];
  std::copy(x + i, x + n, rest);
  bend(rest, rest, rest_slope);
  std::copy_n(rest, n - i, x + i);
  std::copy_n(rest_slope, n - i, slope + i);
}

}  // namespace

extern const layers::GeluKernels gelu_kernels{bend_all};

}  // namespace heed::HEED_INSTRUCTIONS
