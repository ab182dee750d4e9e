#include "analysis/statistics/dip_test.hpp"

#include "heed/core/parallel.hpp"
#include "heed/core/random.hpp"
#include "heed/observe/dip.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace heed::analysis {
namespace {

constexpr std::size_t largest_sample = 1000;

double uniform_dip(std::size_t n, std::size_t sample) {
  Stream stream(0, Purpose::bootstrap, n, sample);
  std::vector<double> values(n);
  for (double& v : values) v = stream.uniform();
  std::sort(values.begin(), values.end());
  return dip(values);
}

}  // namespace

DipTest dip_test(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  DipTest out{.dip = dip(sorted)};
  if (std::isnan(out.dip)) return {out.dip, out.dip};
  const std::size_t n = std::min(sorted.size(), largest_sample);
  const double as_of_n = out.dip * std::sqrt(static_cast<double>(sorted.size()) / static_cast<double>(n));
  std::vector<char> as_large(dip_samples);
  for_each_index(
      dip_samples, [&](std::size_t s) { as_large[s] = uniform_dip(n, s) >= as_of_n; }, 16);
  const auto count = std::count(as_large.begin(), as_large.end(), 1);
  out.p = static_cast<double>(1 + count) / static_cast<double>(1 + dip_samples);
  return out;
}

}  // namespace heed::analysis
