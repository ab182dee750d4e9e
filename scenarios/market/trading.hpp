#pragma once
#include "heed/core/fields.hpp"
#include "scenarios/market/pairing.hpp"

#include <cstdint>
#include <vector>

namespace heed::scenarios {

enum class Hedge { equal, fitted };

/// [trading]: what is done with pairs in the days after they were found.
struct TradingSettings {
  std::int64_t formation = 252, period = 126, delay = 1;
  double open = 2, close = 0, cost = 5;
  Hedge hedge = Hedge::equal;

  void fields(Fields& f);
};

/// What came of pairs in one period: a return for each of its days, before and after costs, on all capital
/// committed; and how often a position was opened.
struct Traded {
  std::vector<double> gross, net;
  std::int64_t opened = 0;
};

/// Trades pairs in the `period` days after day `last` of the prices, knowing of each day only what was known
/// on it. The spread of a pair is ln a - β ln b, with β 1 or fitted; mean and deviation are those of the
/// formation, and of later days nothing is ever used to choose them. Where it is `open` deviations away, it
/// is sold or bought, at the close `delay` days later, one unit of money in all with 1 : β in the two; where
/// it has come back to `close`, or the period ends, that is undone. Opening and closing cost `cost`
/// hundredths of a percent of the money moved. Pairs have equal shares of the capital, in the market or not;
/// the two legs are brought back to their shares each day, which is not charged. O(pairs (formation +
/// period)). The rule of Gatev, Goetzmann and Rouwenhorst 2006, section 2.
Traded trade(const Prices& prices, const std::vector<PairOf>& pairs, std::int64_t last,
             const TradingSettings& settings);

/// The median half-life of the spreads of pairs in the formation, in days; NaN without pairs.
double median_half_life(const Prices& prices, const std::vector<PairOf>& pairs, std::int64_t last,
                        const TradingSettings& settings);

}  // namespace heed::scenarios
