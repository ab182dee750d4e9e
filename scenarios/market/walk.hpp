#pragma once
#include "heed/core/carried.hpp"
#include "scenarios/market/judge.hpp"
#include "scenarios/market/trading.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace heed::scenarios {

/// What one method gave in one period, and so far.
struct PeriodResult {
  std::vector<PairOf> pairs;
  double recall, same_group, same_group_p, significant, half_life;
  Traded traded;
  Sharpe sharpe;  ///< of all days traded so far, after costs
};

/// How many periods so many days have; none where they are too few.
std::int64_t periods_of(std::int64_t days, const TradingSettings& trading);

/// Walks forward through prices: pairs are found in `formation` days and traded in the `period` days after
/// these, then the window moves on by a period. Every return it reports is of days after those that chose the
/// pairs. A pure function of prices, settings and seed.
class Walk {
 public:
  /// Throws Error (data) where there are fewer days than one formation and one period.
  Walk(Prices prices, const AffinitySettings& affinity, const PairingSettings& pairing,
       const TradingSettings& trading, std::uint64_t seed);

  std::int64_t periods() const { return periods_; }
  std::int64_t steps() const { return steps_; }
  /// Days that are traded in a period.
  std::int64_t days_traded() const { return trading_.period; }
  /// Takes the next period.
  void step();
  /// What a period leaves for the next, of `most` periods; its results are its own.
  void carried(Carried& c, std::int64_t most);

  const Prices& prices() const { return prices_; }
  /// The last day of the present formation: the day whose close is the first to be traded on.
  std::int64_t last_day() const { return (steps_ - 1) * trading_.period + trading_.formation; }
  const Matrix<double>& affinity() const { return weights_; }
  /// By method.
  const std::vector<PeriodResult>& results() const { return results_; }

 private:
  Prices prices_;
  AffinitySettings affinity_;
  PairingSettings pairing_;
  TradingSettings trading_;
  std::uint64_t seed_;
  std::int64_t periods_, steps_ = 0;
  Matrix<double> weights_;
  std::vector<PeriodResult> results_;
  std::vector<std::vector<double>> daily_;  ///< by method, net
};

}  // namespace heed::scenarios
