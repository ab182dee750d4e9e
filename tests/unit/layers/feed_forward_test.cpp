#include "heed/layers/feed_forward.hpp"

#include "heed/layers/kernels/gelu.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "catch.hpp"

using namespace heed;

TEST_CASE("gelu in single precision is x Φ(x), and its slope, on every instruction set", "[layers]") {
  const Instructions before = instructions();
  for (const Instructions set : usable_instructions()) {
    use_instructions(set);
    std::vector<float> x;
    for (int i = -6003; i <= 6003; ++i) x.push_back(static_cast<float>(i) / 500);
    std::vector<float> value = x, slope(x.size());
    gelu_kernels().bend(value.data(), slope.data(), x.size());
    double value_far = 0, slope_far = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double at = x[i], below = std::erfc(-at / std::numbers::sqrt2) / 2,
                   density = std::exp(-at * at / 2) / std::sqrt(2 * std::numbers::pi);
      value_far = std::max(value_far, std::abs(value[i] - at * below) / (1 + std::abs(at)));
      slope_far = std::max(slope_far, std::abs(slope[i] - (below + at * density)) / (1 + std::abs(at)));
    }
    INFO(name_of(set));
    CHECK(value_far <= 5e-7);
    CHECK(slope_far <= 5e-7);
    float bad = std::numeric_limits<float>::quiet_NaN(), bad_slope = 0;
    gelu_kernels().bend(&bad, &bad_slope, 1);
    CHECK(std::isnan(bad));
  }
  use_instructions(before);
}
