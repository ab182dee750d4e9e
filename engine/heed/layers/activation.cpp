#include "heed/layers/activation.hpp"

#include "heed/core/parallel.hpp"
#include "heed/layers/kernels/gelu.hpp"

#include <cmath>
#include <numbers>

namespace heed::layers {
namespace {

/// x Φ(x) in place of each number, and its derivative.
void gelu(float* x, float* slope, std::size_t n) { gelu_kernels().bend(x, slope, n); }
void gelu(double* x, double* slope, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    const double below = std::erfc(-x[i] * std::numbers::sqrt2 / 2) / 2;
    const double density = std::exp(-x[i] * x[i] / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
    slope[i] = below + x[i] * density;
    x[i] *= below;
  }
}

template <class Real> void relu(Real* x, Real* slope, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    slope[i] = x[i] > 0 ? Real(1) : Real(0);
    if (x[i] < 0) x[i] = 0;
  }
}

template <class Real> void elu(Real* x, Real* slope, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    if (x[i] < 0) x[i] = std::expm1(x[i]);
    slope[i] = x[i] < 0 ? x[i] + 1 : Real(1);
  }
}

}  // namespace

template <class Real> void activate(Activation activation, Matrix<Real>& x, Matrix<Real>& slope) {
  slope.resizeLike(x);
  for_blocks(static_cast<std::size_t>(x.size()), 4096, [&](std::size_t first, std::size_t last) {
    Real *values = x.data() + first, *slopes = slope.data() + first;
    switch (activation) {
      case Activation::relu: return relu(values, slopes, last - first);
      case Activation::elu: return elu(values, slopes, last - first);
      case Activation::gelu: return gelu(values, slopes, last - first);
    }
  });
}

template void activate(Activation, Matrix<float>&, Matrix<float>&);
template void activate(Activation, Matrix<double>&, Matrix<double>&);

}  // namespace heed::layers
