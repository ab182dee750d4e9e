#include "scenarios/market/trading.hpp"

#include "scenarios/market/cointegration.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace heed::scenarios {
namespace {

/// A pair as it was in its formation.
struct Spread {
  double beta = 1, mean = 0, deviation = 0;
  std::vector<double> values;  ///< over the formation
};

std::vector<double> logs(const Prices& prices, std::size_t asset, std::int64_t first, std::int64_t last) {
  std::vector<double> out;
  for (std::int64_t day = first; day <= last; ++day)
    out.push_back(prices.log_price(day, static_cast<Eigen::Index>(asset)));
  return out;
}

Spread formed(const Prices& prices, const PairOf& pair, std::int64_t last, const TradingSettings& settings) {
  const std::int64_t first = last - settings.formation;
  const std::vector<double> a = logs(prices, pair.a, first, last), b = logs(prices, pair.b, first, last);
  Spread out;
  if (settings.hedge == Hedge::fitted) out.beta = fit_line(a, b).slope;
  for (std::size_t t = 0; t < a.size(); ++t) out.values.push_back(a[t] - out.beta * b[t]);
  const auto n = static_cast<double>(a.size());
  out.mean = std::accumulate(out.values.begin(), out.values.end(), 0.0) / n;
  for (const double s : out.values) out.deviation += (s - out.mean) * (s - out.mean);
  out.deviation = std::sqrt(out.deviation / (n - 1));
  return out;
}

/// What to hold after a close with z, when `held` was wanted until then: +1 the spread, -1 against it.
int wanted(double z, int held, const TradingSettings& settings) {
  if (held == 0) return z >= settings.open ? -1 : z <= -settings.open ? 1 : 0;
  return -held * z <= settings.close ? 0 : held;
}

/// Adds what one pair gives, `share` of the capital.
void trade_one(const Prices& prices, const PairOf& pair, std::int64_t last, double share,
               const TradingSettings& settings, Traded& out) {
  const Spread spread = formed(prices, pair, last, settings);
  if (!(spread.deviation > 0)) return;  // it never moved: no distance is far for it
  const double money = 1 + std::abs(spread.beta), cost = settings.cost * 1e-4 * share;
  const auto at = [&](std::size_t asset, std::int64_t day) {
    return prices.log_price(day, static_cast<Eigen::Index>(asset));
  };
  const auto z = [&](std::int64_t day) {
    return (at(pair.a, day) - spread.beta * at(pair.b, day) - spread.mean) / spread.deviation;
  };
  std::vector<int> want(static_cast<std::size_t>(settings.period), 0);
  int signal = 0, held = 0;
  for (std::int64_t k = 0; k < settings.period; ++k) {  // from the close of day last + k to that of the next
    const std::int64_t day = last + k;
    signal = wanted(z(day), signal, settings);
    want[static_cast<std::size_t>(k)] = signal;
    const int now = k >= settings.delay ? want[static_cast<std::size_t>(k - settings.delay)] : 0;
    const double leg_a = std::expm1(at(pair.a, day + 1) - at(pair.a, day)),
                 leg_b = std::expm1(at(pair.b, day + 1) - at(pair.b, day));
    const double gross = share * now * (leg_a - spread.beta * leg_b) / money;
    double paid = cost * std::abs(now - held);
    if (k + 1 == settings.period) paid += cost * std::abs(now);
    out.opened += now != 0 && now != held;
    out.gross[static_cast<std::size_t>(k)] += gross;
    out.net[static_cast<std::size_t>(k)] += gross - paid;
    held = now;
  }
}

}  // namespace

void TradingSettings::fields(Fields& f) {
  static constexpr std::array<std::string_view, 2> hedges{"equal", "fitted"};
  f("formation", formation, between(10, 1e6), "days whose returns say who is paired with whom");
  f("period", period, between(2, 1e6), "days after these in which pairs are traded; then all begins anew");
  f("open", open, above(0), "a spread so many standard deviations from its mean is bet against");
  f("close", close, any(), "until it is so many from it, on the same side");
  f("delay", delay, at_least(0), "days between the close that says so and the one at which it is done");
  f("cost", cost, at_least(0), "of opening, and of closing: hundredths of a percent of the money moved");
  f.word("hedge", hedge, hedges,
         "money in the two legs: equal, or by the slope of one log price on the other");
  f.require("close", close < open, "'close' must be below 'open'");
}

Traded trade(const Prices& prices, const std::vector<PairOf>& pairs, std::int64_t last,
             const TradingSettings& settings) {
  Traded out;
  out.gross.assign(static_cast<std::size_t>(settings.period), 0.0);
  out.net = out.gross;
  for (const PairOf& pair : pairs)
    trade_one(prices, pair, last, 1 / static_cast<double>(pairs.size()), settings, out);
  return out;
}

double median_half_life(const Prices& prices, const std::vector<PairOf>& pairs, std::int64_t last,
                        const TradingSettings& settings) {
  std::vector<double> all;
  for (const PairOf& pair : pairs) all.push_back(half_life(formed(prices, pair, last, settings).values));
  if (all.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::nth_element(all.begin(), middle, all.end());
  return *middle;
}

}  // namespace heed::scenarios
