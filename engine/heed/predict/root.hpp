#pragma once
#include <cstdint>

#include <boost/math/tools/roots.hpp>

namespace heed {

/// Where f, above 0 at `low`, falls through 0 on the way to `high`, to 50 bits; `none` where it is not above
/// 0 at `low`. Alefeld, Potra and Shi 1995, by Boost.Math. f must be below 0 at `high`.
template <class F> double falls_through_zero(const F& f, double low, double high, double none) {
  if (!(f(low) > 0)) return none;
  if (!(f(high) < 0)) return high;
  std::uintmax_t turns = 200;
  const auto [a, b] =
      boost::math::tools::toms748_solve(f, low, high, boost::math::tools::eps_tolerance<double>(50), turns);
  return (a + b) / 2;
}

}  // namespace heed
