#include "heed/layers/sparse_linear.hpp"

#include "heed/layers/check.hpp"
#include "heed/layers/sums.hpp"

#include <cmath>

namespace heed::layers {

template <class Real>
SparseLinear<Real>::SparseLinear(Index inputs, Index outputs, double dropout, Stream& stream)
    : dropout_(dropout) {
  check_length("sparse linear", "inputs", inputs);
  check_length("sparse linear", "outputs", outputs);
  weight_ = Parameter<Real>(inputs, outputs, Decay::weight);
  bias_ = Parameter<Real>(1, outputs, Decay::none);
  const double most = std::sqrt(6.0 / static_cast<double>(inputs + outputs));
  for (Real& w : weight_.value.reshaped()) w = static_cast<Real>(stream.uniform(-most, most));
}

template <class Real>
Matrix<Real> SparseLinear<Real>::forward(const SparseRows<Real>& x, Cache& cache, Chance* chance) const {
  if (x.cols() != weight_.value.rows())
    throw Error(ErrorKind::data, "sparse linear: 'x' has " + std::to_string(x.cols()) +
                                     " columns, but should have " + std::to_string(weight_.value.rows()));
  cache = x;
  cache.makeCompressed();
  typename Dropout<Real>::Cache dropped;
  Eigen::Map<Matrix<Real>> numbers(cache.valuePtr(), 1, cache.nonZeros());
  numbers = dropout_.forward(numbers, chance, dropped);
  Matrix<Real> out(x.rows(), weight_.value.cols());
  for_rows(x.rows(), [&](Index i) {
    out.row(i) = bias_.value;
    for (typename Cache::InnerIterator entry(cache, i); entry; ++entry)
      out.row(i) += entry.value() * weight_.value.row(entry.col());
  });
  return out;
}

template <class Real> void SparseLinear<Real>::backward(const Matrix<Real>& grad_out, const Cache& x) {
  check_shape("sparse linear", "grad_out", grad_out, x.rows(), weight_.value.cols());
  const Eigen::SparseMatrix<Real, Eigen::ColMajor> columns = x;
  for_rows(columns.cols(), [&](Index c) {
    for (typename decltype(columns)::InnerIterator entry(columns, c); entry; ++entry)
      weight_.gradient.row(c) += entry.value() * grad_out.row(entry.row());
  });
  add_over_rows(grad_out.rows(), bias_.gradient, [&](Index i, Real* sums) {
    for (Index c = 0; c < grad_out.cols(); ++c) sums[c] += grad_out(i, c);
  });
}

template <class Real> void SparseLinear<Real>::parameters(const Visit<Real>& visit) {
  visit("weight", weight_);
  visit("bias", bias_);
}

template class SparseLinear<float>;
template class SparseLinear<double>;

}  // namespace heed::layers
