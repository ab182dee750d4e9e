#include "analysis/audit/findings.hpp"

#include "analysis/statistics/ranks.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace heed::analysis {
namespace {

/// Below this what is of size 1 is rounding: twins agree to some 1e-12 over a nudge of a hundredth.
constexpr double rounding = 1e-9;

/// Sizes below which numbers are rounding.
struct Rounding {
  double influence = rounding, attention = rounding;
};

/// Of a nudge opinions are rounded, over its size, and attention as coarsely, so that what is the same has
/// the same ties; of other acts influence is in units of opinion, and rounded as the largest of these.
Rounding rounding_of(const Audit& audit) {
  constexpr double eps = std::numeric_limits<double>::epsilon();
  if (audit.question().act != Act::nudge) {
    const double unit = std::max(rounding * audit.spread, 64 * eps * audit.largest);
    return {.influence = unit > 0 ? unit : rounding};
  }
  const double unit = std::max(rounding, 64 * eps * audit.largest / std::abs(audit.question().delta));
  return {unit, unit};
}

/// Ties by rounding are ties: numbers in steps of that size, so that what is alike has one rank.
double rounded(double v, double unit) { return std::round(v / unit) * unit; }

using Agents = std::vector<AgentInfluence>;

std::vector<double> each(const Agents& agents, const auto& number) {
  std::vector<double> out;
  out.reserve(agents.size());
  for (const AgentInfluence& a : agents) out.push_back(number(a));
  return out;
}

/// Pairs in which one heeds the other.
struct Pairs {
  std::vector<double> attention, influence;
  std::vector<std::size_t> of;  ///< the place of the agent that is heeded
};

Pairs pairs_at(const Agents& agents, std::size_t h, Act act, const Rounding& unit) {
  Pairs out;
  for (std::size_t p = 0; p < agents.size(); ++p)
    for (std::size_t k = 0; k < agents[p].hearers.size(); ++k) {
      const double influence =
          agents[p].on_hearers(static_cast<Eigen::Index>(h), static_cast<Eigen::Index>(k));
      out.attention.push_back(rounded(agents[p].attention[k], unit.attention));
      out.influence.push_back(rounded(act == Act::nudge ? influence : std::abs(influence), unit.influence));
      out.of.push_back(p);
    }
  return out;
}

/// Σ part / Σ whole over clusters.
Estimate share(const std::vector<double>& part, const std::vector<double>& whole, std::uint64_t point) {
  Matrix<double> sums(static_cast<Eigen::Index>(part.size()), 2);
  for (std::size_t p = 0; p < part.size(); ++p) sums.row(static_cast<Eigen::Index>(p)) << part[p], whole[p];
  return of_clusters(
      sums, [](const Eigen::RowVectorXd& s) { return s[1] > 0 ? s[0] / s[1] : std::nan(""); }, point);
}

Estimate pushed_away(const Agents& agents, std::size_t h, double unit, std::uint64_t point) {
  const auto row = static_cast<Eigen::Index>(h);
  return share(each(agents,
                    [&](const auto& a) {
                      return static_cast<double>((a.on_hearers.row(row).array() < -unit).count());
                    }),
               each(agents, [](const auto& a) { return static_cast<double>(a.hearers.size()); }), point);
}

/// How far each is in the list of the `top` largest: 1 above the last value in it; those that share this
/// value share the places that are left.
std::vector<double> membership(const std::vector<double>& values, std::size_t top) {
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  const double cut = top > 0 ? sorted[top - 1] : std::numeric_limits<double>::infinity();
  const auto above = std::count_if(values.begin(), values.end(), [cut](double v) { return v > cut; }),
             tied = std::count(values.begin(), values.end(), cut);
  const double share =
      static_cast<double>(static_cast<std::ptrdiff_t>(top) - above) / static_cast<double>(tied);
  std::vector<double> out;
  out.reserve(values.size());
  for (const double v : values) out.push_back(v > cut ? 1 : v == cut ? share : 0);
  return out;
}

double common(const std::vector<double>& a, const std::vector<double>& b, std::size_t top) {
  const std::vector<double> first = membership(a, top), second = membership(b, top);
  return std::inner_product(first.begin(), first.end(), second.begin(), 0.0);
}

/// In the upper quarter by `high` and the lower half by `low`, the furthest apart first. Where all are alike
/// no one is in the lower half.
std::vector<AgentFindings> apart(std::vector<AgentFindings> all, double AgentFindings::*high,
                                 double AgentFindings::*low) {
  const auto n = static_cast<double>(all.size());
  std::erase_if(all, [&](const AgentFindings& a) { return a.*high > n / 4 || a.*low <= (n + 1) / 2; });
  std::stable_sort(all.begin(), all.end(), [&](const AgentFindings& a, const AgentFindings& b) {
    return a.*low - a.*high > b.*low - b.*high;
  });
  return all;
}

std::optional<PushedAway> most_pushed(const Influence& influence, double unit) {
  for (std::size_t h = 0; h < influence.question.horizons.size(); ++h) {
    PushedAway most{.influence = -unit};
    for (const AgentInfluence& a : influence.agents)
      for (std::size_t k = 0; k < a.hearers.size(); ++k)
        if (const double i = a.on_hearers(static_cast<Eigen::Index>(h), static_cast<Eigen::Index>(k));
            i < most.influence)
          most = {a.hearers[k], a.agent, influence.question.horizons[h], a.attention[k], i};
    if (most.steps > 0) return most;
  }
  return std::nullopt;
}

double furthest_off(const Agents& agents) {
  double out = std::numeric_limits<double>::quiet_NaN();
  for (const AgentInfluence& a : agents)
    for (const double off : a.off)
      if (!std::isnan(off) && !(out >= off)) out = off;
  return out;
}

}  // namespace

double AuditFindings::by_chance() const {
  return static_cast<double>(top * top) / static_cast<double>(std::max<std::size_t>(1, agents));
}

AuditFindings findings(const Audit& audit, std::size_t top) {
  const Agents& agents = audit.influence.agents;
  const Question& question = audit.question();
  const Rounding unit = rounding_of(audit);
  AuditFindings out;
  out.agents = agents.size();
  out.top = std::min(out.agents, top > 0 ? top : std::max<std::size_t>(5, out.agents / 10));
  for (const AgentInfluence& a : agents) out.pairs += a.hearers.size();
  const std::vector<double> received = each(agents, [&](const auto& a) {
    return rounded(audit.influence.received[static_cast<std::size_t>(a.agent)], unit.attention);
  });
  for (std::size_t h = 0; h < question.horizons.size(); ++h) {
    const std::vector<double> total =
        each(agents, [&](const auto& a) { return rounded(a.total[h], unit.influence); });
    const Pairs pairs = pairs_at(agents, h, question.act, unit);
    HorizonFindings at{.steps = question.horizons[h]};
    at.pairs = rank_correlation(pairs.attention, pairs.influence, pairs.of, agents.size(), 4 * h);
    at.agents = rank_correlation(received, total, 4 * h + 1);
    if (question.act == Act::nudge) at.away = pushed_away(agents, h, unit.influence, 4 * h + 2);
    at.beyond = share(each(agents, [h](const auto& a) { return a.beyond[h]; }), total, 4 * h + 3);
    at.common = common(received, total, out.top);
    at.jaccard = at.common / (2 * static_cast<double>(out.top) - at.common);
    at.felt = std::any_of(total.begin(), total.end(), [](double t) { return t > 0; });
    if (at.felt) out.last = h;
    out.horizons.push_back(at);
  }
  const std::vector<double> total =
      each(agents, [&](const auto& a) { return rounded(a.total[out.last], unit.influence); });
  const std::vector<double> up_heeded = ranks(received), up_total = ranks(total);
  const auto n = static_cast<double>(agents.size());
  std::vector<AgentFindings> all;
  for (std::size_t p = 0; p < agents.size(); ++p)
    all.push_back({agents[p].agent, received[p], total[p], n + 1 - up_heeded[p], n + 1 - up_total[p]});
  if (out.horizons[out.last].felt) {
    out.heeded_only = apart(all, &AgentFindings::heeded_rank, &AgentFindings::influence_rank);
    out.influential_only = apart(all, &AgentFindings::influence_rank, &AgentFindings::heeded_rank);
  }
  if (question.act == Act::nudge) out.pushed_away = most_pushed(audit.influence, unit.influence);
  out.off = furthest_off(agents);
  if (audit.long_run)
    out.long_run = rank_correlation(
        received,
        each(agents, [&](const auto& a) { return rounded((*audit.long_run)[a.agent], unit.influence); }),
        4 * question.horizons.size());
  return out;
}

}  // namespace heed::analysis
