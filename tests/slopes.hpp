#pragma once
#include "heed/core/random.hpp"
#include "heed/layers/parameter.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "catch.hpp"

namespace heed::tests {

/// (rows, columns) of standard normal numbers; `which` tells draws apart.
template <class Real = double>
Matrix<Real> normal_matrix(Eigen::Index rows, Eigen::Index columns, std::uint64_t which) {
  Matrix<Real> out(rows, columns);
  Stream stream(20, Purpose::test, which);
  for (Real& x : out.reshaped()) x = static_cast<Real>(stream.normal());
  return out;
}

/// Gives every parameter random values, so that none is 0 or 1 by construction.
template <class Real> void scatter(const layers::Parameters<Real>& parameters, double sd = 0.4) {
  std::uint64_t which = 1000;
  for (const auto& [name, parameter] : parameters) {
    auto& value = parameter->value;
    value += static_cast<Real>(sd) * normal_matrix<Real>(value.rows(), value.cols(), which++);
  }
}

/// Numbers a loss depends on, and what a backward pass says its gradient for them is.
struct Slope {
  std::string name;
  Matrix<double>* value;
  Matrix<double> gradient;
};

/// The gradients of parameters, as a backward pass left them.
inline std::vector<Slope> slopes_of(const layers::Parameters<double>& parameters) {
  std::vector<Slope> out;
  for (const auto& [name, parameter] : parameters)
    out.push_back({name, &parameter->value, parameter->gradient});
  return out;
}

/// Holds gradients to central differences, number by number: to 1e-6 of the largest of their array, or of
/// 1e-2 where all are smaller. With steps of 1e-5 the differences themselves err by some 1e-10: h² f'''/6 and
/// ε f/h.
inline void check_slopes(const std::vector<Slope>& slopes, const std::function<double()>& loss) {
  for (const Slope& slope : slopes) {
    INFO(slope.name);
    REQUIRE(slope.gradient.rows() == slope.value->rows());
    REQUIRE(slope.gradient.cols() == slope.value->cols());
    Matrix<double> difference(slope.value->rows(), slope.value->cols());
    for (Eigen::Index n = 0; n < difference.size(); ++n) {
      double& x = slope.value->data()[n];
      const double before = x, step = 1e-5;
      x = before + step;
      const double above = loss();
      x = before - step;
      const double below = loss();
      x = before;
      difference.data()[n] = (above - below) / (2 * step);
    }
    const double scale = std::max(difference.cwiseAbs().maxCoeff(), 1e-2);
    CHECK((difference - slope.gradient).cwiseAbs().maxCoeff() <= 1e-6 * scale);
  }
}

/// Σ of the products of all numbers: a loss whose gradient for `out` is `weight`.
inline double along(const Matrix<double>& out, const Matrix<double>& weight) {
  return out.cwiseProduct(weight).sum();
}

}  // namespace heed::tests
