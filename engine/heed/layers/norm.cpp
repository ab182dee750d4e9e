#include "heed/layers/norm.hpp"

#include "heed/layers/check.hpp"
#include "heed/layers/sums.hpp"

#include <cmath>

namespace heed::layers {

template <class Real> Norm<Real>::Norm(Index width, double epsilon) : epsilon_(static_cast<Real>(epsilon)) {
  check_length("norm", "width", width);
  if (!(epsilon > 0))
    throw Error(ErrorKind::data, "norm: 'epsilon' should be above 0, or equal numbers divide by 0");
  scale_ = shift_ = Parameter<Real>(1, width, Decay::none);
  scale_.value.setOnes();
}

template <class Real> Matrix<Real> Norm<Real>::forward(const Matrix<Real>& x, Cache& cache) const {
  check_shape("norm", "x", x, -1, width());
  Matrix<Real> out(x.rows(), x.cols());
  cache.normal.resize(x.rows(), x.cols());
  cache.inverse.resize(x.rows(), 1);
  for_rows(x.rows(), [&](Index i) {
    auto normal = cache.normal.row(i);
    normal = x.row(i).array() - x.row(i).mean();
    cache.inverse(i) = 1 / std::sqrt(normal.squaredNorm() / static_cast<Real>(x.cols()) + epsilon_);
    normal *= cache.inverse(i);
    out.row(i) = normal.cwiseProduct(scale_.value) + shift_.value;
  });
  return out;
}

template <class Real> Matrix<Real> Norm<Real>::backward(const Matrix<Real>& grad_out, const Cache& cache) {
  check_shape("norm", "grad_out", grad_out, cache.normal.rows(), width());
  Matrix<Real> grad(grad_out.rows(), grad_out.cols());
  for_rows(grad.rows(), [&](Index i) {
    const auto normal = cache.normal.row(i);
    auto g = grad.row(i);
    g = grad_out.row(i).cwiseProduct(scale_.value);
    const Real mean = g.mean(), along = g.dot(normal) / static_cast<Real>(g.size());
    g = ((g - along * normal).array() - mean) * cache.inverse(i);
  });
  add_over_rows(grad.rows(), scale_.gradient, [&](Index i, Real* sums) {
    for (Index c = 0; c < grad.cols(); ++c) sums[c] += grad_out(i, c) * cache.normal(i, c);
  });
  add_over_rows(grad.rows(), shift_.gradient, [&](Index i, Real* sums) {
    for (Index c = 0; c < grad.cols(); ++c) sums[c] += grad_out(i, c);
  });
  return grad;
}

template <class Real> void Norm<Real>::parameters(const Visit<Real>& visit) {
  visit("scale", scale_);
  visit("shift", shift_);
}

template class Norm<float>;
template class Norm<double>;

}  // namespace heed::layers
