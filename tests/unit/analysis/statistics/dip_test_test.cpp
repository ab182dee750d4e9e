#include "analysis/statistics/dip_test.hpp"

#include "heed/core/random.hpp"

#include <cmath>
#include <vector>

#include "catch.hpp"

using namespace heed;
using namespace heed::analysis;

TEST_CASE("p of uniform samples is itself uniform: one in ten is below a tenth") {
  int below = 0;
  for (std::uint64_t sample = 0; sample < 100; ++sample) {
    Stream stream(sample, Purpose::test);
    std::vector<double> values(40);
    for (double& v : values) v = stream.uniform();
    below += dip_test(values).p < 0.1;
  }
  CHECK(below >= 3);  // 10 ± 3 by chance; two and a half of these each way
  CHECK(below <= 18);
}

TEST_CASE("two camps are told from one crowd, whatever their number") {
  for (const std::size_t n : {100U, 5000U}) {
    Stream stream(n, Purpose::test);
    std::vector<double> camps(n), crowd(n);
    for (double& v : camps) v = 0.3 * stream.normal() + (stream.chance(0.5) ? 1 : -1);
    for (double& v : crowd) v = stream.normal();
    CHECK(dip_test(camps).p == 1.0 / (dip_samples + 1));
    CHECK(dip_test(crowd).p > 0.5);  // a normal law dips less than the uniform one
  }
}

TEST_CASE("no values, and values that are not numbers, have no dip") {
  CHECK(std::isnan(dip_test({}).p));
  CHECK(std::isnan(dip_test(std::vector<double>{0, std::nan("")}).dip));
}
