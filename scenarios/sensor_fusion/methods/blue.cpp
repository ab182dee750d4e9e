#include "scenarios/sensor_fusion/methods/blue.hpp"

#include "heed/core/error.hpp"

#include <cmath>

#include <Eigen/Cholesky>

namespace heed::scenarios {

void BlueFuser::fuse(const Moment& moment, Fused& out) {
  heard_.clear();
  for (std::size_t i = 0; i < moment.value.size(); ++i)
    if (!std::isnan(moment.value[i])) heard_.push_back(i);
  const auto count = static_cast<Eigen::Index>(heard_.size());
  Eigen::MatrixXd covariance(count, count);
  for (Eigen::Index a = 0; a < count; ++a)
    for (Eigen::Index b = 0; b < count; ++b) {
      const double both = moment.variance[heard_[static_cast<std::size_t>(a)]] *
                          moment.variance[heard_[static_cast<std::size_t>(b)]];
      covariance(a, b) = a == b ? std::sqrt(both) : correlation_ * std::sqrt(both);
    }
  const Eigen::LLT<Eigen::MatrixXd> factors(covariance);
  if (factors.info() != Eigen::Success)
    throw Error(ErrorKind::data, "method 'blue': " + std::to_string(count) +
                                     " sensors cannot all have errors with a correlation of " +
                                     to_text(correlation_) + "; correct sensors.correlation");
  const Eigen::VectorXd solved = factors.solve(Eigen::VectorXd::Ones(count));
  const double total = solved.sum();
  out.weight.assign(moment.value.size(), 0.0);
  out.value = 0;
  const double base = moment.value[heard_.front()];
  for (Eigen::Index a = 0; a < count; ++a) {
    const std::size_t i = heard_[static_cast<std::size_t>(a)];
    out.weight[i] = solved(a) / total;
    out.value += out.weight[i] * (moment.value[i] - base);
  }
  out.value += base;
  out.variance = 1 / total;
}

}  // namespace heed::scenarios
