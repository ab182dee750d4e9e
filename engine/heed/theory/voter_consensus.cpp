#include "heed/theory/voter_consensus.hpp"

#include "heed/predict/conditions.hpp"

#include <cmath>
#include <set>

namespace heed::theory {
namespace {

constexpr std::size_t most_values = 10;

/// How many hold a value in the end, as a share.
double share_at_end(const Record& record, std::size_t topic, double value) {
  const auto last = last_opinions(record);
  if (!last) return std::nan("");
  return (last->col(static_cast<Eigen::Index>(topic)).array() == value).cast<double>().mean();
}

/// Those who hold a value at first, by what each of them weighs.
double weight_of(const Case& c, const Eigen::VectorXd& weight, std::size_t topic, double value) {
  const auto x = c.first().col(static_cast<Eigen::Index>(topic));
  return (x.array() == value).select(weight, 0.0).sum();
}

void add_time(Answer& out, const Case& c, const Eigen::VectorXd& weight, double share) {
  const bool everyone = unless_everyone(c).empty(), at_once = unless_synchronous(c).empty();
  if (!(share > 0 && share < 1) || (!everyone && !c.balanced())) return;
  const double steps = voter_steps(1 / weight.squaredNorm(), share);
  out.predictions.push_back({.quantity = "mean steps to agree",
                             .value = at_once ? 2 * steps : steps,
                             .remark = everyone
                                           ? "over runs, as N grows"
                                           : "over runs; mean field, and longer where ties have structure",
                             .measured = [](const Record& r) { return r.steps; }});
}

}  // namespace

double voter_steps(double crowd, double share) {
  return -crowd * (share * std::log(share) + (1 - share) * std::log1p(-share));
}

Answer VoterConsensus::operator()(const Case& c) const {
  Reason reason = first_of({unless_dynamics<dynamics::Voter>(c), unless_mean_kept(c), unless_unbounded(c)});
  const bool everyone = reason.empty() && unless_everyone(c).empty();
  if (reason.empty() && !everyone) {
    if (c.pairs() > 5e7) return {"too many pairs for a matrix of weights", {}};
    reason = unless_one_class(c);
    if (reason.empty() && !c.stationary()) reason = "the eigen-solver did not converge";
  }
  if (!reason.empty()) return {reason, {}};
  const Eigen::VectorXd weight =
      everyone ? Eigen::VectorXd::Constant(c.network().agents(), 1 / c.agents()) : c.stationary()->weight;
  Answer out;
  const std::size_t topics = c.model().opinions.topics.size();
  for (std::size_t topic = 0; topic < topics; ++topic) {
    const auto x = c.first().col(static_cast<Eigen::Index>(topic));
    const std::set<double> values(x.begin(), x.end());
    if (values.size() > most_values) continue;
    for (const double value : values)
      out.predictions.push_back({.quantity = "chance to end at " + to_text(value) + c.topic_suffix(topic),
                                 .value = weight_of(c, weight, topic, value),
                                 .remark = "over runs",
                                 .measured = [=](const Record& r) { return share_at_end(r, topic, value); }});
    if (topics == 1 && values.size() == 2)
      add_time(out, c, weight, weight_of(c, weight, topic, *values.begin()));
  }
  if (out.predictions.empty()) out.reason = "more opinions are held at first than can be listed";
  return out;
}

}  // namespace heed::theory
