#include "heed/layers/loss.hpp"

#include "heed/core/parallel.hpp"
#include "heed/layers/check.hpp"
#include "heed/layers/sums.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace heed::layers {
namespace {

using Eigen::Index;

/// Weights as given, or all 1, divided by their sum.
template <class Real>
std::vector<double> shares_of(const std::string& loss, std::span<const Real> weight, Index rows) {
  if (!weight.empty() && static_cast<Index>(weight.size()) != rows)
    throw Error(ErrorKind::data, fmt::format("{}: {} weights for {} rows; give one for each, or none", loss,
                                             weight.size(), rows));
  std::vector<double> out(static_cast<std::size_t>(rows), 1);
  for (std::size_t i = 0; i < weight.size(); ++i) {
    if (!(weight[i] >= 0 && std::isfinite(weight[i])))
      throw Error(ErrorKind::data, fmt::format("{}: the weight of row {} is {}, but should be at least 0",
                                               loss, i, weight[i]));
    out[i] = static_cast<double>(weight[i]);
  }
  const double total = sum(out.size(), [&](std::size_t i) { return out[i]; });
  if (!(total > 0))
    throw Error(ErrorKind::data, loss + ": no row counts; give at least one a weight above 0");
  for (double& share : out) share /= total;
  return out;
}

/// Σ_i of the rows' losses, which should all be finite.
double total_of(const std::string& loss, const std::vector<double>& row) {
  const double total = sum(row.size(), [&](std::size_t i) { return row[i]; });
  if (std::isfinite(total)) return total;
  for (std::size_t i = 0; i < row.size(); ++i)
    if (!std::isfinite(row[i]))
      throw Error(ErrorKind::numeric,
                  fmt::format("{}: the loss of row {} is {}; training diverges: try a smaller "
                              "rate, a warm-up, or clipped gradients",
                              loss, i, row[i]));
  throw Error(ErrorKind::numeric, loss + ": the sum over rows is too large; scale the targets");
}

}  // namespace

template <class Real>
Loss<Real> squared_error(const Matrix<Real>& out, const Matrix<Real>& target, std::span<const Real> weight) {
  check_shape("squared_error", "target", target, out.rows(), out.cols());
  const std::vector<double> share = shares_of("squared_error", weight, out.rows());
  std::vector<double> row(share.size(), 0);
  Loss<Real> loss{0, Matrix<Real>::Zero(out.rows(), out.cols())};
  for_rows(out.rows(), [&](Index i) {
    const double part = share[static_cast<std::size_t>(i)] / static_cast<double>(out.cols());
    if (part == 0) return;
    double sum = 0;
    for (Index c = 0; c < out.cols(); ++c) {
      const double apart = static_cast<double>(out(i, c)) - static_cast<double>(target(i, c));
      sum += apart * apart;
      loss.gradient(i, c) = static_cast<Real>(2 * part * apart);
    }
    row[static_cast<std::size_t>(i)] = part * sum;
  });
  loss.value = total_of("squared_error", row);
  return loss;
}

template <class Real>
Loss<Real> cross_entropy(const Matrix<Real>& logits, std::span<const std::int32_t> target,
                         std::span<const Real> weight) {
  const Index rows = logits.rows(), classes = logits.cols();
  if (static_cast<Index>(target.size()) != rows)
    throw Error(ErrorKind::data, fmt::format("cross_entropy: {} targets for {} rows", target.size(), rows));
  const std::vector<double> share = shares_of("cross_entropy", weight, rows);
  for (std::size_t i = 0; i < share.size(); ++i)
    if (share[i] > 0 && (target[i] < 0 || target[i] >= classes))
      throw Error(ErrorKind::data,
                  fmt::format("cross_entropy: the target of row {} is {}, but classes are 0 … {}; "
                              "leave rows out with a weight of 0",
                              i, target[i], classes - 1));
  std::vector<double> row(share.size(), 0);
  Loss<Real> loss{0, Matrix<Real>::Zero(rows, classes)};
  for_rows(rows, [&](Index i) {
    const double part = share[static_cast<std::size_t>(i)];
    if (part == 0) return;
    const Index at = target[static_cast<std::size_t>(i)];
    auto p = loss.gradient.row(i);
    const Real best = logits.row(i).maxCoeff();
    double sum = 0;
    for (Index c = 0; c < classes; ++c) sum += static_cast<double>(p(c) = std::exp(logits(i, c) - best));
    row[static_cast<std::size_t>(i)] = part * (std::log(sum) - static_cast<double>(logits(i, at) - best));
    p *= static_cast<Real>(part / sum);
    p(at) -= static_cast<Real>(part);
  });
  loss.value = total_of("cross_entropy", row);
  return loss;
}

template Loss<float> squared_error(const Matrix<float>&, const Matrix<float>&, std::span<const float>);
template Loss<double> squared_error(const Matrix<double>&, const Matrix<double>&, std::span<const double>);
template Loss<float> cross_entropy(const Matrix<float>&, std::span<const std::int32_t>,
                                   std::span<const float>);
template Loss<double> cross_entropy(const Matrix<double>&, std::span<const std::int32_t>,
                                    std::span<const double>);

}  // namespace heed::layers
