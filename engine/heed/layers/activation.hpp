#pragma once
#include "heed/core/matrix.hpp"

namespace heed::layers {

/// A bend of each number. relu: max(0, x). elu: x above 0, exp(x) - 1 below (Clevert, Unterthiner and
/// Hochreiter 2016, eq. 15). gelu: x Φ(x), with Φ the distribution function of the standard normal (Hendrycks
/// and Gimpel 2016), exact and not the approximation by tanh.
enum class Activation { relu, elu, gelu };

/// x becomes f(x) in place, and slope (as x) f'(x), which is all that the way back needs:
/// grad_out.cwiseProduct(slope).
template <class Real> void activate(Activation activation, Matrix<Real>& x, Matrix<Real>& slope);

}  // namespace heed::layers
