#include "scenarios/market/judge.hpp"

#include "scenarios/market/cointegration.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace heed::scenarios {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// How many pairs are of one group, and of how many this is known.
struct Same {
  std::int64_t same = 0, known = 0;
};
Same same_group(const std::vector<PairOf>& pairs, const std::vector<std::int32_t>& group) {
  Same out;
  for (const PairOf& pair : pairs) {
    if (group[pair.a] < 0 || group[pair.b] < 0) continue;
    ++out.known;
    out.same += group[pair.a] == group[pair.b];
  }
  return out;
}

}  // namespace

double recall_of(const std::vector<PairOf>& pairs, const std::vector<std::int32_t>& partner) {
  const auto paired = std::count_if(partner.begin(), partner.end(), [](std::int32_t p) { return p >= 0; });
  if (paired == 0) return undefined;
  const auto found = std::count_if(pairs.begin(), pairs.end(), [&](const PairOf& pair) {
    return partner[pair.a] == static_cast<std::int32_t>(pair.b);
  });
  return 2 * static_cast<double>(found) / static_cast<double>(paired);
}

double same_group_share(const std::vector<PairOf>& pairs, const std::vector<std::int32_t>& group) {
  if (group.empty()) return undefined;
  const Same found = same_group(pairs, group);
  return found.known == 0 ? undefined : static_cast<double>(found.same) / static_cast<double>(found.known);
}

double same_group_p(const std::vector<PairOf>& pairs, const std::vector<std::int32_t>& group,
                    std::int64_t permutations, Stream stream) {
  if (group.empty()) return undefined;
  const Same found = same_group(pairs, group);
  if (found.known == 0) return undefined;
  std::vector<std::size_t> place;
  std::vector<std::int32_t> labels;
  for (std::size_t i = 0; i < group.size(); ++i)
    if (group[i] >= 0) {
      place.push_back(i);
      labels.push_back(group[i]);
    }
  std::vector<std::int32_t> shuffled = group;
  std::int64_t as_large = 0;
  for (std::int64_t k = 0; k < permutations; ++k) {
    shuffle(labels, stream);
    for (std::size_t i = 0; i < place.size(); ++i) shuffled[place[i]] = labels[i];
    as_large += same_group(pairs, shuffled).same >= found.same;
  }
  return static_cast<double>(1 + as_large) / static_cast<double>(1 + permutations);
}

std::int64_t significant_pairs(const std::vector<PairOf>& pairs, const Study& study) {
  std::vector<double> p;
  for (const PairOf& pair : pairs) p.push_back(study.cointegration_p(pair.a, pair.b));
  const std::vector<bool> found = benjamini_hochberg(p, 0.05);
  return std::count(found.begin(), found.end(), true);
}

Sharpe sharpe_of(const std::vector<double>& daily) {
  const auto n = static_cast<double>(daily.size());
  const double mean = std::accumulate(daily.begin(), daily.end(), 0.0) / n;
  double squares = 0;
  for (const double r : daily) squares += (r - mean) * (r - mean);
  if (n < 2 || squares == 0) return {undefined, undefined, undefined};
  const double ratio = mean / std::sqrt(squares / (n - 1)), year = std::sqrt(252.0);
  const double error = 1.96 * std::sqrt((1 + ratio * ratio / 2) / n);
  return {year * ratio, year * (ratio - error), year * (ratio + error)};
}

}  // namespace heed::scenarios
