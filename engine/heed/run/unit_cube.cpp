#include "heed/run/unit_cube.hpp"

#include "heed/core/random.hpp"

#include <bit>
#include <limits>
#include <numeric>

#include <boost/random/sobol.hpp>

namespace heed {

UnitPoints latin_hypercube_points(std::size_t parameters, std::size_t count, std::uint64_t seed) {
  UnitPoints out(count, std::vector<double>(parameters));
  for (std::size_t k = 0; k < parameters; ++k) {
    Stream stream(seed, Purpose::design, k);
    std::vector<std::size_t> cell(count);
    std::iota(cell.begin(), cell.end(), std::size_t{0});
    shuffle(cell, stream);
    for (std::size_t point = 0; point < count; ++point)
      out[point][k] = (static_cast<double>(cell[point]) + stream.uniform()) / static_cast<double>(count);
  }
  return out;
}

UnitPoints sobol_points(std::size_t parameters, std::size_t count, std::size_t skip) {
  boost::random::sobol sequence(parameters);
  sequence.discard(skip * parameters);
  UnitPoints out(count, std::vector<double>(parameters));
  for (std::vector<double>& point : out)
    for (double& share : point)
      share =
          static_cast<double>(sequence()) / static_cast<double>(std::numeric_limits<std::uint64_t>::max());
  return out;
}

UnitPoints saltelli_points(std::size_t parameters, std::size_t rows) {
  UnitPoints out;
  for (const std::vector<double>& row : sobol_points(2 * parameters, rows, std::bit_ceil(rows) - 1)) {
    const auto half = row.begin() + static_cast<std::ptrdiff_t>(parameters);
    const std::vector<double> a(row.begin(), half), b(half, row.end());
    out.push_back(a);
    for (std::size_t k = 0; k < parameters; ++k) {
      out.push_back(a);
      out.back()[k] = b[k];
    }
    out.push_back(b);
  }
  return out;
}

UnitPoints morris_points(std::size_t parameters, std::size_t walks, std::uint64_t seed) {
  UnitPoints out;
  for (std::size_t walk = 0; walk < walks; ++walk) {
    Stream stream(seed, Purpose::design, walk);
    std::vector<double> from(parameters), to(parameters);
    for (std::size_t k = 0; k < parameters; ++k) {
      from[k] = stream.chance(0.5) ? 1 - morris_step : 0;
      to[k] = from[k] + morris_step;
      if (stream.chance(0.5)) std::swap(from[k], to[k]);
    }
    std::vector<std::size_t> order(parameters);
    std::iota(order.begin(), order.end(), std::size_t{0});
    shuffle(order, stream);
    out.push_back(from);
    for (const std::size_t k : order) {
      from[k] = to[k];
      out.push_back(from);
    }
  }
  return out;
}

}  // namespace heed
