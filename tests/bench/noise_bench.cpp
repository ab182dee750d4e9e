// Gaussian noise, beside the textbook: one Box-Muller pair after the other from the same generator with libm.
#include "heed/draw/normals.hpp"

#include <cmath>
#include <numbers>

#include "bench/race.hpp"
#include "bench/worlds.hpp"

using namespace heed;
using namespace heed::bench;

namespace {

template <class Real> void box_muller(Stream& stream, std::span<Real> out) {
  for (std::size_t k = 0; k + 1 < out.size(); k += 2) {
    const Real radius = std::sqrt(Real(-2) * std::log(static_cast<Real>(1 - stream.uniform())));
    const Real angle = 2 * std::numbers::pi_v<Real> * static_cast<Real>(stream.uniform());
    out[k] = radius * std::cos(angle);
    out[k + 1] = radius * std::sin(angle);
  }
}

template <class Real> void noise(benchmark::State& state) {
  std::vector<Real> numbers(1'000'000);
  const auto many = static_cast<double>(numbers.size());
  std::uint64_t step = 0;
  Stream stream(1, Purpose::test);
  race(state, {{"heed", [&] { normals(1, Purpose::test, step++, 0, std::span<Real>(numbers)); }, many},
               {"scalar", [&] { box_muller<Real>(stream, numbers); }, many}});
}

const bool added = [] {
  add("noise/float32/N=1000000", 15, noise<float>);
  add("noise/float64/N=1000000", 15, noise<double>);
  return true;
}();

}  // namespace
