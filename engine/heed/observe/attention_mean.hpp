#pragma once
#include "heed/observe/observation.hpp"

#include <cmath>
#include <cstddef>

namespace heed {

/// The mean of term(row) over the agents whose row counts(row); `undefined` where there are none, or where
/// the model has no attention. Asks for the rows of attention twice.
template <class Counts, class Term> double mean_over_rows(const Observation& seen, Counts counts, Term term) {
  const double rows = seen.sum_over_rows([&](const AttentionRow& row) { return counts(row) ? 1.0 : 0.0; });
  if (!(rows > 0)) return undefined;
  return seen.sum_over_rows([&](const AttentionRow& row) { return counts(row) ? term(row) : 0.0; }) / rows;
}

/// The entropy of a row, -Σ_j a_j ln a_j in nats, with 0 ln 0 = 0; 0 … ln k for k heard.
inline double entropy(const AttentionRow& row) {
  double h = 0;
  for (const double a : row.weight)
    if (a > 0) h -= a * std::log(a);
  return h;
}

/// How much of a row goes to other communities, of what goes to any: by attention, and for an equal split
/// among the heard. Agents of unknown community (-1) do not count, neither as hearers nor as heard.
struct CrossShare {
  double attention = 0, equal = 0;
  bool counts = false;  ///< the hearer's community is known and something goes to a known community
};

inline CrossShare cross_share(const Network& network, const AttentionRow& row) {
  const auto community = [&](Agent i) { return network.community[static_cast<std::size_t>(i)]; };
  if (network.community.empty() || row.heard.empty() || community(row.hearer) < 0) return {};
  double all = 0, cross = 0;
  std::size_t known = 0, others = 0;
  for (std::size_t k = 0; k < row.heard.size(); ++k) {
    const std::int32_t c = community(row.heard[k]);
    if (c < 0) continue;
    const bool other = c != community(row.hearer);
    all += row.weight[k];
    cross += other ? row.weight[k] : 0;
    ++known;
    others += other ? 1 : 0;
  }
  if (!(all > 0)) return {};
  return {cross / all, static_cast<double>(others) / static_cast<double>(known), true};
}

}  // namespace heed
