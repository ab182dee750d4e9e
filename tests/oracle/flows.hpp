#pragma once
#include "heed/graphs/empty.hpp"

#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "models.hpp"
#include <boost/numeric/odeint.hpp>

namespace heed::tests {

/// Agents without ties whose opinions on each topic are columns of x (N, K), and a model that begins with
/// them and hears everyone.
inline Network with_state(const Matrix<double>& x) {
  Network out = graphs::Empty{.agents = x.rows()}.make(0);
  for (Eigen::Index c = 0; c < x.cols(); ++c) {
    const Eigen::VectorXd column = x.col(c);
    out.columns.push_back({"topic" + std::to_string(c), std::vector<double>(column.begin(), column.end())});
  }
  return out;
}

inline Model model_of(const Choice<dynamics::Catalogue>& kind, Eigen::Index topics, double temperature) {
  Model out;
  out.opinions.topics.clear();
  for (Eigen::Index c = 0; c < topics; ++c) out.opinions.topics.push_back("topic" + std::to_string(c));
  out.opinions.initial = laws::Column{out.opinions.topics};
  out.attention.masks = {masks::All{}};
  out.attention.temperature = temperatures::Constant{temperature};
  out.dynamics.kind = kind;
  return out;
}

/// dx/dt = f(x) from x over a time, by Dormand and Prince of order 5 in Boost.Odeint, to 1e-13 a step.
inline double solution(const std::function<double(double)>& f, double x, double time) {
  namespace odeint = boost::numeric::odeint;
  using Stepper = odeint::runge_kutta_dopri5<double>;
  odeint::integrate_adaptive(
      odeint::make_controlled<Stepper>(1e-13, 1e-13),
      [&f](const double& at, double& slope, double) { slope = f(at); }, x, 0.0, time, 1e-3);
  return x;
}

/// Points of the unit circle at some angles.
inline Matrix<double> on_circle(const std::vector<double>& angles) {
  Matrix<double> out(static_cast<Eigen::Index>(angles.size()), 2);
  for (Eigen::Index i = 0; i < out.rows(); ++i) {
    const double angle = angles[static_cast<std::size_t>(i)];
    out.row(i) << std::cos(angle), std::sin(angle);
  }
  return out;
}

/// |Σ x_i| / N.
template <class Real> double order(const Matrix<Real>& x) {
  return x.template cast<double>().colwise().mean().norm();
}

/// N points equally spaced on [0, length), each moved by size · sin(2π k x / length).
inline std::vector<double> rippled(int agents, double length, int k, double size) {
  std::vector<double> out;
  for (int i = 0; i < agents; ++i) {
    const double x = length * i / agents;
    out.push_back(x + size * std::sin(2 * std::numbers::pi * k * x / length));
  }
  return out;
}

/// The size of that ripple in x.
inline double ripple(const std::vector<double>& x, double length, int k) {
  const double agents = static_cast<double>(x.size());
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double at = length * static_cast<double>(i) / agents;
    double off = x[i] - at;
    off -= length * std::round(off / length);
    sum += off * std::sin(2 * std::numbers::pi * k * at / length);
  }
  return 2 * sum / agents;
}

}  // namespace heed::tests
