#pragma once
#include "heed/core/random.hpp"
#include "scenarios/market/pairing.hpp"

#include <cstdint>
#include <vector>

namespace heed::scenarios {

/// The share of planted pairs that are among the pairs; NaN where none was planted.
double recall_of(const std::vector<PairOf>& pairs, const std::vector<std::int32_t>& partner);

/// The share of pairs whose two are of one group, among those whose groups are known; NaN where none is.
double same_group_share(const std::vector<PairOf>& pairs, const std::vector<std::int32_t>& group);

/// How likely a share as large is by chance: (1 + those as large) / (1 + all) over so many shuffles of the
/// groups among the assets that have one. NaN where the share is not known. O(permutations (N + pairs)).
double same_group_p(const std::vector<PairOf>& pairs, const std::vector<std::int32_t>& group,
                    std::int64_t permutations, Stream stream);

/// How many pairs are cointegrated, with false ones expected to be at most 5 % of them (Benjamini and
/// Hochberg 1995 over the tests of these pairs). Where pairs were chosen by that test itself, they are the
/// best of many and this says nothing.
std::int64_t significant_pairs(const std::vector<PairOf>& pairs, const Study& study);

/// The mean of some daily returns over their standard deviation, for a year of 252 days, with an interval of
/// 95 %: its variance is (1 + s² / 2) / n days of the daily ratio s (Lo 2002, for returns that are
/// independent). NaN for fewer than two days and where nothing moves.
struct Sharpe {
  double value, low, high;
};
Sharpe sharpe_of(const std::vector<double>& daily);

}  // namespace heed::scenarios
