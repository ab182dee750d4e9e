// The market scenario part by part: tokens, affinity, pairs, what they are judged by, and the trading rule by
// hand.
#include "heed/core/error.hpp"
#include "heed/run/kept_state.hpp"
#include "scenarios/market/judge.hpp"
#include "scenarios/market/planted.hpp"
#include "scenarios/market/walk.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "catch.hpp"

using namespace heed;
using namespace heed::scenarios;

namespace {

Prices planted(std::uint64_t seed = 1, std::int64_t days = 400) {
  return prices::Planted{.assets = 12, .pairs = 4, .days = days}.make(seed);
}

Study study_of(const Prices& prices, const AffinitySettings& settings = {}, std::int64_t days = 252) {
  return {prices, 0, days, settings, 1, Stream(1, Purpose::test)};
}

template <class M> std::vector<PairOf> paired(const Prices& prices, M method, PairingSettings settings = {}) {
  return pairs_of(Choice<pairings::Catalogue>(method), study_of(prices), settings);
}

Prices given(const std::vector<std::vector<double>>& logs) {
  Prices out;
  out.log_price.resize(static_cast<Eigen::Index>(logs[0].size()), static_cast<Eigen::Index>(logs.size()));
  for (std::size_t i = 0; i < logs.size(); ++i) {
    out.assets.push_back(std::string(1, static_cast<char>('A' + i)));
    for (std::size_t t = 0; t < logs[i].size(); ++t)
      out.log_price(static_cast<Eigen::Index>(t), static_cast<Eigen::Index>(i)) = logs[i][t];
  }
  return out;
}

}  // namespace

TEST_CASE("tokens have mean 0 and mean square 1, and their products are correlations") {
  const Prices prices = planted();
  const Matrix<double> x = tokens_of(prices, 10, 100, false), rest = tokens_of(prices, 10, 100, true);
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    CHECK_THAT(x.row(i).mean(), WithinAbs(0, 1e-13));
    CHECK_THAT(x.row(i).squaredNorm() / 100, WithinRel(1, 1e-13));
  }
  // Without the market nothing is left in the direction of the mean return.
  Matrix<double> returns(12, 100);
  for (Eigen::Index t = 0; t < 100; ++t)
    returns.col(t) = (prices.log_price.row(11 + t) - prices.log_price.row(10 + t)).transpose();
  const Eigen::RowVectorXd market = returns.colwise().mean().array() - returns.mean();
  for (Eigen::Index i = 0; i < 12; ++i) CHECK_THAT(rest.row(i).dot(market), WithinAbs(0, 1e-12));
}

TEST_CASE("an asset that does not move is an error with its days") {
  const Prices prices = given({{0, 0.1, 0.3, 0.2}, {1, 1, 1, 1}, {0, 0.2, 0.1, 0.4}});
  CHECK_THROWS_WITH(
      tokens_of(prices, 0, 3, false),
      "the price of 'B' does not move between day 0 and day 3, so nothing is like it or unlike; name "
      "it in prices.exclude");
}

TEST_CASE("affinity is symmetric, its rows of attention sum to 1, and no one heeds itself", "[D-2]") {
  const Prices prices = planted();
  const Study study = study_of(prices);
  const Matrix<double>& w = study.affinity();
  CHECK(w == Matrix<double>(w.transpose()));
  CHECK(w.diagonal().isZero(0));
  CHECK(w.minCoeff() >= 0);
  CHECK_THAT(w.sum(), WithinRel(12, 1e-13));  // twelve rows of 1, halved and added to themselves
  // By hand: softmax of √T times the correlation.
  const Matrix<double> s = study.tokens() * study.tokens().transpose() / std::sqrt(252.0);
  const auto p = [&](Eigen::Index i, Eigen::Index j) {
    double sum = 0;
    for (Eigen::Index k = 0; k < 12; ++k)
      if (k != i) sum += std::exp(s(i, k));
    return std::exp(s(i, j)) / sum;
  };
  CHECK_THAT(w(0, 1), WithinRel((p(0, 1) + p(1, 0)) / 2, 1e-12));
  CHECK_THAT(w(3, 9), WithinRel((p(3, 9) + p(9, 3)) / 2, 1e-12));
}

TEST_CASE("Sinkhorn's affinity has rows and columns that sum to 1; where there is none the run says so") {
  const Prices prices = planted();
  const Matrix<double> w = affinity_of(tokens_of(prices, 0, 252, true), {.symmetrise = Symmetrise::sinkhorn});
  for (Eigen::Index i = 0; i < 12; ++i) CHECK_THAT(w.row(i).sum(), WithinAbs(1, 1e-11));
  CHECK_THROWS_WITH(
      affinity_of(tokens_of(prices, 0, 252, true), {.temperature = 1e-4, .symmetrise = Symmetrise::sinkhorn}),
      "affinity: at temperature 0.0001 no scaling makes rows and columns sum to 1; raise "
      "affinity.temperature, or set affinity.symmetrise = \"mean\"");
}

TEST_CASE("assets in another order make the same pairs", "[D-2]") {
  const Prices prices = planted();
  Prices other = prices;
  std::vector<std::size_t> place(12);
  for (std::size_t i = 0; i < 12; ++i) place[i] = (5 * i + 2) % 12;
  for (std::size_t i = 0; i < 12; ++i) {
    other.log_price.col(static_cast<Eigen::Index>(place[i])) =
        prices.log_price.col(static_cast<Eigen::Index>(i));
    const std::int32_t partner = prices.partner[i];
    other.partner[place[i]] =
        partner < 0 ? -1 : static_cast<std::int32_t>(place[static_cast<std::size_t>(partner)]);
  }
  const auto same = [&](auto method) {
    const auto a = paired(prices, method), b = paired(other, method);
    CHECK(recall_of(a, prices.partner) == recall_of(b, other.partner));
    for (const PairOf& pair : a) {
      const std::size_t low = std::min(place[pair.a], place[pair.b]),
                        high = std::max(place[pair.a], place[pair.b]);
      CHECK(std::count_if(b.begin(), b.end(), [&](const PairOf& q) { return q.a == low && q.b == high; }) ==
            1);
    }
  };
  std::apply([&](auto... method) { (same(method), ...); },
             std::tuple<pairings::Attention, pairings::Greedy, pairings::Correlation,
                        pairings::ResidualCorrelation, pairings::Distance, pairings::Cointegration>());
}

TEST_CASE("rules: everyone, the heaviest, those above a threshold; greedy takes the best that is left") {
  Matrix<double> w(4, 4);
  w << 9, 0.5, 0.6, 0.1, 0.5, 9, 0.1, 0.6, 0.6, 0.1, 9, 0.7, 0.1, 0.6, 0.7, 9;
  const auto text = [&](bool greedy, const PairingSettings& settings) {
    std::string out;
    for (const PairOf& p : pairs_of(w, greedy, settings))
      out += std::to_string(p.a) + std::to_string(p.b) + " ";
    return out;
  };
  CHECK(text(false, {}) == "23 01 ");  // 0.7 + 0.5 = 0.6 + 0.6: see below
  w(0, 1) = w(1, 0) = 0.45;
  CHECK(text(false, {}) == "02 13 ");
  CHECK(text(true, {}) == "23 01 ");
  CHECK(text(false, {.rule = PairRule::top, .top = 1}) == "02 ");
  CHECK(text(false, {.rule = PairRule::threshold, .threshold = 0.55}) == "23 ");  // 0.15 > 0.05 + 0.05
  CHECK(text(false, {.rule = PairRule::threshold, .threshold = 0.8}).empty());
  CHECK(text(false, {.rule = PairRule::threshold, .threshold = 0.1}) == "02 13 ");
}

TEST_CASE("no perfect matching of twelve assets has more affinity", "[D-1]") {
  std::vector<std::size_t> free(12);
  std::iota(free.begin(), free.end(), std::size_t{0});
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Prices prices = planted(seed);
    const Study study = study_of(prices);
    const Matrix<double>& w = study.affinity();
    std::int64_t matchings = 0;
    const std::function<double(std::vector<std::size_t>)> best = [&](std::vector<std::size_t> left) {
      matchings += left.empty();
      if (left.empty()) return 0.0;
      const std::size_t a = left.back();
      left.pop_back();
      double out = 0;
      for (std::size_t k = 0; k < left.size(); ++k) {
        std::vector<std::size_t> rest = left;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(k));
        out = std::max(out, w(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(left[k])) + best(rest));
      }
      return out;
    };
    const double most = best(free);
    CHECK(matchings == 10395);
    double sum = 0;
    for (const PairOf& pair : pairs_of(w, false, PairingSettings())) sum += pair.weight;
    CHECK_THAT(sum, WithinAbs(most, 12e-12));  // weights are rounded at 1e-12 of the largest
  }
}

TEST_CASE("what pairs are judged by") {
  const std::vector<PairOf> pairs{{0, 1, 1}, {2, 4, 1}, {3, 5, 1}};
  CHECK(recall_of(pairs, {1, 0, 3, 2, -1, -1}) == 0.5);
  CHECK(std::isnan(recall_of(pairs, {-1, -1, -1, -1, -1, -1})));
  CHECK(std::isnan(recall_of(pairs, {})));
  CHECK(same_group_share(pairs, {0, 0, 1, 2, 2, -1}) == 0.5);
  CHECK(std::isnan(same_group_share(pairs, {})));
  CHECK(std::isnan(same_group_p(pairs, {0, -1, 0, -1, -1, 0}, 99, Stream(1, Purpose::test))));
}

TEST_CASE("the p of groups is the share of shuffles as good: exact for few assets") {
  // Six assets in three groups of two: 15 ways to pair them alike, of which one has all three pairs in a
  // group.
  const std::vector<PairOf> pairs{{0, 1, 1}, {2, 3, 1}, {4, 5, 1}};
  const double p = same_group_p(pairs, {0, 0, 1, 1, 2, 2}, 99999, Stream(1, Purpose::test));
  CHECK_THAT(p, WithinAbs(1.0 / 15, 4 * std::sqrt(14.0 / 225 / 1e5)));
  CHECK(same_group_p(pairs, {0, 1, 2, 0, 1, 2}, 99, Stream(1, Purpose::test)) == 1);
}

TEST_CASE("the Sharpe ratio of a year, with Lo's interval") {
  const std::vector<double> daily{0.01, -0.02, 0.03, 0.0};
  const double mean = 0.005, deviation = std::sqrt((25e-6 + 625e-6 + 625e-6 + 25e-6) / 3),
               s = mean / deviation;
  const Sharpe sharpe = sharpe_of(daily);
  CHECK_THAT(sharpe.value, WithinRel(s * std::sqrt(252.0), 1e-12));
  CHECK_THAT(sharpe.high - sharpe.low, WithinRel(2 * 1.96 * std::sqrt(252 * (1 + s * s / 2) / 4), 1e-12));
  CHECK(std::isnan(sharpe_of({0.01}).value));
  CHECK(std::isnan(sharpe_of({0.0, 0.0, 0.0}).value));
}

TEST_CASE("the trading rule by hand: open at two deviations, close at the mean, pay for both") {
  // In the formation the spread of A to B alternates between ±0.01; then it jumps and comes back.
  std::vector<double> a;
  for (int t = 0; t <= 10; ++t) a.push_back(t % 2 == 0 ? 0.01 : -0.01);
  for (const double s : {0.05, 0.03, -0.001, 0.0, 0.002}) a.push_back(s);
  const Prices prices = given({a, std::vector<double>(a.size(), 0.0)});
  const std::vector<PairOf> pairs{{0, 1, 1}};
  TradingSettings settings{.formation = 10, .period = 5, .delay = 0, .open = 2, .close = 0, .cost = 5};
  const Traded now = trade(prices, pairs, 10, settings);
  // Sold at the close of the first day at 0.05, half of the money in each leg; undone at -0.001.
  const std::vector<double> gross{0, -std::expm1(-0.02) / 2, -std::expm1(-0.031) / 2, 0, 0};
  for (std::size_t k = 0; k < 5; ++k) {
    CHECK_THAT(now.gross[k], WithinAbs(gross[k], 1e-15));
    CHECK_THAT(now.net[k], WithinAbs(gross[k] - (k == 1 || k == 3 ? 5e-4 : 0), 1e-15));
  }
  CHECK(now.opened == 1);
  settings.delay = 1;  // bought at 0.03, sold at 0
  const Traded later = trade(prices, pairs, 10, settings);
  CHECK_THAT(later.gross[2], WithinAbs(-std::expm1(-0.031) / 2, 1e-15));
  CHECK_THAT(later.gross[3], WithinAbs(-std::expm1(0.001) / 2, 1e-15));
  settings.period = 3;  // a period that ends closes what is open, and pays
  const Traded cut = trade(prices, pairs, 10, settings);
  CHECK_THAT(cut.net[2], WithinAbs(-std::expm1(-0.031) / 2 - 1e-3, 1e-15));
}

TEST_CASE("no return depends on a later price, and no pair on a day that is traded") {
  const Prices prices = planted(3, 252 + 60 + 1);
  const TradingSettings trading{.formation = 252, .period = 60};
  const auto after = [&](std::int64_t day) {
    Prices out = prices;
    for (Eigen::Index t = day + 1; t < out.days(); ++t)
      for (Eigen::Index i = 0; i < 12; ++i)
        out.log_price(t, i) += 0.05 * static_cast<double>((t * (i + 1)) % 7);
    Walk walk(out, {}, {}, trading, 1);
    walk.step();
    return walk;
  };
  Walk whole(prices, {}, {}, trading, 1);
  whole.step();
  for (const std::int64_t known : {0, 17, 45}) {
    const Walk other = after(252 + known);
    for (std::size_t m = 0; m < whole.results().size(); ++m) {
      CHECK(whole.results()[m].pairs.size() == other.results()[m].pairs.size());
      for (std::size_t k = 0; k < whole.results()[m].pairs.size(); ++k)
        CHECK(whole.results()[m].pairs[k].b == other.results()[m].pairs[k].b);
      for (std::size_t k = 0; k < static_cast<std::size_t>(known); ++k)
        CHECK(whole.results()[m].traded.net[k] == other.results()[m].traded.net[k]);
      CHECK((m == 0 || whole.results()[m].traded.net != other.results()[m].traded.net));
    }
  }
}

TEST_CASE("too few days for one period are an error") {
  CHECK_THROWS_WITH(Walk(planted(1, 300), {}, {}, {}, 1),
                    "there are prices of 300 days, but one formation and one period take 379; set "
                    "trading.formation or trading.period lower");
}

TEST_CASE("a walk goes on from what it kept, and not from a period there is not or other days") {
  const Prices prices = planted(3, 252 + 3 * 60 + 1);
  const auto made = [&](std::int64_t period) {
    return Walk(prices, {}, {}, {.formation = 252, .period = period}, 1);
  };
  Walk was = made(60), is = made(60), other = made(30);
  was.step();
  was.step();
  const std::string kept = keep_state([&](Carried& c) { was.carried(c, 3); });
  give_back_state(kept, [&](Carried& c) { is.carried(c, 3); });
  was.step();
  is.step();
  for (std::size_t m = 0; m < was.results().size(); ++m)
    CHECK(is.results()[m].traded.net == was.results()[m].traded.net);
  const std::string begin = "a checkpoint does not fit this run: ",
                    end = "; start over with --force and without --resume";
  CHECK_THROWS_WITH(give_back_state(kept, [&](Carried& c) { is.carried(c, 1); }),
                    begin + "'steps' is 2, but should be from 0 to 1" + end);
  CHECK_THROWS_WITH(give_back_state(kept, [&](Carried& c) { other.carried(c, 6); }),
                    begin + "'daily' has 120 values, but should have 60" + end);
}
