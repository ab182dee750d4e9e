#include "heed/layers/linear.hpp"

#include "heed/layers/check.hpp"
#include "heed/layers/product.hpp"
#include "heed/layers/sums.hpp"

#include <cmath>

namespace heed::layers {

template <class Real> Linear<Real>::Linear(Index inputs, Index outputs, Stream& stream) {
  check_length("linear", "inputs", inputs);
  check_length("linear", "outputs", outputs);
  weight_ = Parameter<Real>(outputs, inputs, Decay::weight);
  bias_ = Parameter<Real>(1, outputs, Decay::none);
  const double most = std::sqrt(6.0 / static_cast<double>(inputs + outputs));
  for (Real& w : weight_.value.reshaped()) w = static_cast<Real>(stream.uniform(-most, most));
}

template <class Real> Matrix<Real> Linear<Real>::forward(const Matrix<Real>& x) const {
  check_shape("linear", "x", x, -1, inputs());
  Matrix<Real> out(x.rows(), outputs());
  for_rows(x.rows(), [&](Index i) { out.row(i) = bias_.value; });
  add_product(as_it_is(x), transposed(weight_.value), out);
  return out;
}

template <class Real> Matrix<Real> Linear<Real>::backward(const Matrix<Real>& grad_out, const Cache& x) {
  check_shape("linear", "grad_out", grad_out, x.rows(), outputs());
  add_product(transposed(grad_out), as_it_is(x), weight_.gradient);
  add_over_rows(grad_out.rows(), bias_.gradient, [&](Index i, Real* sums) {
    for (Index c = 0; c < grad_out.cols(); ++c) sums[c] += grad_out(i, c);
  });
  return product(as_it_is(grad_out), as_it_is(weight_.value));
}

template <class Real> void Linear<Real>::parameters(const Visit<Real>& visit) {
  visit("weight", weight_);
  visit("bias", bias_);
}

template class Linear<float>;
template class Linear<double>;

}  // namespace heed::layers
