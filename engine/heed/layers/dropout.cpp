#include "heed/layers/dropout.hpp"

#include "heed/core/error.hpp"
#include "heed/core/random.hpp"
#include "heed/layers/sums.hpp"

#include <fmt/format.h>

namespace heed::layers {

template <class Real> Dropout<Real>::Dropout(double rate) : rate_(rate) {
  if (!(rate >= 0 && rate < 1))
    throw Error(ErrorKind::data,
                fmt::format("dropout: 'rate' is {}, but should be at least 0 and below 1", rate));
}

template <class Real>
Matrix<Real> Dropout<Real>::forward(Matrix<Real> x, Chance* chance, Cache& cache) const {
  cache.active = chance != nullptr && rate_ > 0;
  if (!cache.active) return x;
  cache.chance = *chance;
  ++chance->sites;
  drop(cache.chance, x);
  return x;
}

template <class Real> Matrix<Real> Dropout<Real>::backward(Matrix<Real> grad_out, const Cache& cache) const {
  if (cache.active) drop(cache.chance, grad_out);
  return grad_out;
}

template <class Real> void Dropout<Real>::drop(const Chance& chance, Matrix<Real>& x) const {
  const auto least = static_cast<std::uint32_t>(rate_ * 0x1p32);
  const auto scale = static_cast<Real>(1 / (1 - rate_));
  for_rows(x.rows(), [&](Eigen::Index i) {
    Stream stream(chance.seed, Purpose::dropout, chance.sites << 32 | static_cast<std::uint64_t>(i),
                  chance.step);
    for (Eigen::Index c = 0; c < x.cols(); ++c) x(i, c) = stream() < least ? Real(0) : x(i, c) * scale;
  });
}

template class Dropout<float>;
template class Dropout<double>;

}  // namespace heed::layers
