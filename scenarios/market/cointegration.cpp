#include "scenarios/market/cointegration.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include <Eigen/Cholesky>

namespace heed::scenarios {

Line fit_line(std::span<const double> y, std::span<const double> x) {
  const auto n = static_cast<double>(x.size());
  const double mean_x = std::accumulate(x.begin(), x.end(), 0.0) / n,
               mean_y = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double both = 0, squares = 0;
  for (std::size_t t = 0; t < x.size(); ++t) {
    both += (x[t] - mean_x) * (y[t] - mean_y);
    squares += (x[t] - mean_x) * (x[t] - mean_x);
  }
  const double slope = squares > 0 ? both / squares : 0.0;
  return {mean_y - slope * mean_x, slope};
}

double dickey_fuller(std::span<const double> e, std::int64_t lags) {
  const std::int64_t first = lags + 1, rows = static_cast<std::int64_t>(e.size()) - first, columns = lags + 1;
  const auto at = [&](std::int64_t t) { return e[static_cast<std::size_t>(t)]; };
  if (rows <= columns) return std::numeric_limits<double>::quiet_NaN();
  Eigen::MatrixXd x(rows, columns);
  Eigen::VectorXd y(rows);
  for (std::int64_t r = 0; r < rows; ++r) {
    const std::int64_t t = first + r;
    y(r) = at(t) - at(t - 1);
    x(r, 0) = at(t - 1);
    for (std::int64_t k = 1; k <= lags; ++k) x(r, k) = at(t - k) - at(t - k - 1);
  }
  const Eigen::MatrixXd inner = x.transpose() * x;
  const Eigen::LDLT<Eigen::MatrixXd> factors(inner);
  const Eigen::VectorXd slope = factors.solve(x.transpose() * y);
  const double variance = (y - x * slope).squaredNorm() / static_cast<double>(rows - columns);
  const double spread = factors.solve(Eigen::VectorXd::Unit(columns, 0))(0);
  return slope(0) / std::sqrt(variance * spread);
}

double mackinnon_p(double statistic) {
  if (std::isnan(statistic) || statistic > 0.92) return 1;
  if (statistic < -18.86) return 0;
  const double s = statistic;
  const double z = s <= -2.62 ? 2.92 + s * (1.5012 + s * 0.039796)
                              : 2.1945 + s * (0.64695 + s * (-0.29198 + s * -0.042377));
  return std::erfc(-z / std::numbers::sqrt2) / 2;
}

double engle_granger_p(std::span<const double> y, std::span<const double> x, std::int64_t lags) {
  const Line line = fit_line(y, x);
  std::vector<double> rest(y.size());
  for (std::size_t t = 0; t < y.size(); ++t) rest[t] = y[t] - line.constant - line.slope * x[t];
  return mackinnon_p(dickey_fuller(rest, lags));
}

double half_life(std::span<const double> e) {
  if (e.size() < 3) return std::numeric_limits<double>::infinity();
  const Line line = fit_line(e.subspan(1), e.first(e.size() - 1));
  if (line.slope >= 1) return std::numeric_limits<double>::infinity();
  return line.slope <= 0 ? 0 : -std::numbers::ln2 / std::log(line.slope);
}

std::vector<bool> benjamini_hochberg(const std::vector<double>& p, double q) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::size_t last = 0;
  for (std::size_t k = 0; k < order.size(); ++k)
    if (p[order[k]] <= q * static_cast<double>(k + 1) / static_cast<double>(p.size())) last = k + 1;
  std::vector<bool> out(p.size());
  for (std::size_t k = 0; k < last; ++k) out[order[k]] = true;
  return out;
}

}  // namespace heed::scenarios
