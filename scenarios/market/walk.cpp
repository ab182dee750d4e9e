#include "scenarios/market/walk.hpp"

#include "heed/core/error.hpp"

#include <algorithm>

namespace heed::scenarios {

std::int64_t periods_of(std::int64_t days, const TradingSettings& trading) {
  return std::max<std::int64_t>(0, days - 1 - trading.formation) / trading.period;
}

Walk::Walk(Prices prices, const AffinitySettings& affinity, const PairingSettings& pairing,
           const TradingSettings& trading, std::uint64_t seed)
    : prices_(std::move(prices)),
      affinity_(affinity),
      pairing_(pairing),
      trading_(trading),
      seed_(seed),
      periods_(periods_of(prices_.days(), trading)),
      results_(pairing.methods.size()),
      daily_(pairing.methods.size()) {
  if (prices_.days() < 1 + trading.formation + trading.period)
    throw Error(ErrorKind::data, "there are prices of " + std::to_string(prices_.days()) +
                                     " days, but one formation and one period take " +
                                     std::to_string(1 + trading.formation + trading.period) +
                                     "; set trading.formation or trading.period lower");
}

void Walk::step() {
  const std::int64_t first = steps_ * trading_.period;
  const auto step = static_cast<std::uint64_t>(++steps_);
  const Study study(prices_, first, trading_.formation, affinity_, pairing_.lags,
                    Stream(seed_, Purpose::schedule, 0, step));
  weights_ = study.affinity();
  for (std::size_t m = 0; m < results_.size(); ++m) {
    PeriodResult& r = results_[m];
    r.pairs = pairs_of(pairing_.methods[m], study, pairing_);
    r.recall = recall_of(r.pairs, prices_.partner);
    r.same_group = same_group_share(r.pairs, prices_.group);
    r.same_group_p = same_group_p(r.pairs, prices_.group, pairing_.permutations,
                                  Stream(seed_, Purpose::bootstrap, 0, step));
    r.significant = static_cast<double>(significant_pairs(r.pairs, study));
    r.half_life = median_half_life(prices_, r.pairs, last_day(), trading_);
    r.traded = trade(prices_, r.pairs, last_day(), trading_);
    daily_[m].insert(daily_[m].end(), r.traded.net.begin(), r.traded.net.end());
    r.sharpe = sharpe_of(daily_[m]);
  }
}

void Walk::carried(Carried& c, std::int64_t most) {
  c.count("steps", steps_, most);
  for (std::vector<double>& returns : daily_) {
    if (c.gives_back())  // each period has traded as many days
      returns.resize(static_cast<std::size_t>(steps_ * trading_.period));
    c("daily", returns);
  }
}

}  // namespace heed::scenarios
