#include "scenarios/market/study.hpp"

#include "heed/attention/attend.hpp"
#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"
#include "scenarios/market/cointegration.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace heed::scenarios {
namespace {

/// Scales rows and columns in turn until both sum to 1.
void scale_to_both(Matrix<double>& p, double temperature) {
  constexpr int most = 100000;
  for (int round = 0; round < most; ++round) {
    const Eigen::RowVectorXd columns = p.colwise().sum();
    if (!(columns.minCoeff() > 0)) break;
    p.array().rowwise() /= columns.array();
    const Eigen::VectorXd rows = p.rowwise().sum();
    if (!(rows.minCoeff() > 0)) break;
    p.array().colwise() /= rows.array();
    if ((rows.array() - 1).abs().maxCoeff() < 1e-12) return;
  }
  throw Error(ErrorKind::numeric,
              "affinity: at temperature " + to_text(temperature) +
                  " no scaling makes rows and columns sum to 1; raise affinity.temperature, or set "
                  "affinity.symmetrise = \"mean\"");
}

/// What a row has of another one, taken out by least squares; both have mean 0.
void take_out(Eigen::Ref<Matrix<double>, 0, Eigen::OuterStride<>> x, const Eigen::RowVectorXd& market) {
  const double squares = market.squaredNorm();
  if (squares == 0) return;
  for (Eigen::Index i = 0; i < x.rows(); ++i) x.row(i) -= x.row(i).dot(market) / squares * market;
}

}  // namespace

void AffinitySettings::fields(Fields& f) {
  static constexpr std::array<std::string_view, 2> words{"mean", "sinkhorn"};
  f("temperature", temperature, above(0),
    "T of the softmax over x·y / √days: near 0 an asset heeds the one most like it, large all alike");
  f("remove_market", remove_market, any(), "take out of returns what they have of the mean of all, first");
  f.word("symmetrise", symmetrise, words,
         "how attention, which has a direction, becomes an affinity, which has none: the mean of both, or "
         "scaled "
         "until rows and columns sum to 1");
}

Matrix<double> tokens_of(const Prices& prices, std::int64_t first, std::int64_t days, bool remove_market) {
  const auto n = static_cast<Eigen::Index>(prices.count());
  Matrix<double> x(n, days);
  for (Eigen::Index t = 0; t < days; ++t)
    x.col(t) = (prices.log_price.row(first + t + 1) - prices.log_price.row(first + t)).transpose();
  const Eigen::VectorXd size = x.rowwise().norm();
  x.colwise() -= Eigen::VectorXd(x.rowwise().mean());
  if (remove_market) take_out(x, x.colwise().mean());
  for (Eigen::Index i = 0; i < n; ++i) {
    const double deviation = x.row(i).norm() / std::sqrt(static_cast<double>(days));
    // Below the rounding of its own size there is nothing left of it.
    if (!(deviation > 1e-10 * size(i) / std::sqrt(static_cast<double>(days))))
      throw Error(ErrorKind::data, "the price of '" + prices.assets[static_cast<std::size_t>(i)] +
                                       "' does not move between " + prices.day(first) + " and " +
                                       prices.day(first + days) +
                                       (remove_market ? " but for the market" : "") +
                                       ", so nothing is like it or unlike; name it in prices.exclude");
    x.row(i) /= deviation;
  }
  return x;
}

Matrix<double> affinity_of(const Matrix<double>& tokens, const AffinitySettings& settings) {
  Attention attention;
  attention.score = scores::Dot{.scaled = true};
  attention.masks = {masks::All{}};
  attention.self_ties = SelfTies::remove;
  const auto n = tokens.rows();
  Network network;
  network.graph = Graph(static_cast<Agent>(n), {});
  const auto attend = make_attend<double>(attention, network, static_cast<int>(tokens.cols()));
  Matrix<double> p = Matrix<double>::Zero(n, n);
  for_each_index(
      static_cast<std::size_t>(n),
      [&](std::size_t i) {
        thread_local Row<double> row;
        const auto asset = static_cast<Agent>(i);
        attend->weights(asset, Said<double>(tokens), settings.temperature, row);
        for (std::size_t k = 0; k < row.heard.size(); ++k) p(asset, row.heard[k]) = row.weight[k];
      },
      16);
  if (settings.symmetrise == Symmetrise::sinkhorn) scale_to_both(p, settings.temperature);
  return (p + p.transpose()) / 2;
}

std::vector<double> Study::logs(std::size_t asset) const {
  std::vector<double> out;
  for (std::int64_t day = 0; day <= days_; ++day)
    out.push_back(prices_.log_price(first_ + day, static_cast<Eigen::Index>(asset)));
  return out;
}

const Matrix<double>& Study::tokens() const {
  if (!tokens_) tokens_ = tokens_of(prices_, first_, days_, settings_.remove_market);
  return *tokens_;
}

const Matrix<double>& Study::returns() const {
  if (!returns_) returns_ = tokens_of(prices_, first_, days_, false);
  return *returns_;
}

const Matrix<double>& Study::affinity() const {
  if (!affinity_) affinity_ = affinity_of(tokens(), settings_);
  return *affinity_;
}

double Study::cointegration_p(std::size_t a, std::size_t b) const {
  const std::vector<double> x = logs(a), y = logs(b);
  return std::max(engle_granger_p(x, y, lags_), engle_granger_p(y, x, lags_));
}

}  // namespace heed::scenarios
