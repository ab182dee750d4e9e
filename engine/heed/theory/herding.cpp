#include "heed/theory/herding.hpp"

#include "heed/predict/conditions.hpp"

#include <cmath>

namespace heed::theory {
namespace {

Reason unless_two_values(const Case& c) {
  const auto& voter = *c.model().dynamics.kind.get<dynamics::NoisyVoter>();
  if (voter.values.size() != 2 || voter.values[0] == voter.values[1]) return "the values are not two";
  if (voter.independence == 0) return "no one makes up their own mind (independence): these are voters";
  if (voter.independence == 1) return "no one listens (independence)";
  return {};
}

/// The mean square of the mean opinion about `middle` over the second half of the run.
double variance_over_time(const Record& record, const std::string& observable, double middle) {
  const auto found = record.series.find(observable);
  if (found == record.series.end()) return std::nan("");
  double sum = 0, count = 0;
  for (std::size_t t = found->second.size() / 2; t < found->second.size(); ++t) {
    const double off = found->second[t] - middle;
    sum += off * off;
    ++count;
  }
  return sum / count;
}

}  // namespace

double herding_parameter(double agents, double independence) {
  return independence * (agents - 1) / (2 * (1 - independence));
}

double herding_variance(double agents, double parameter) {
  return (2 * parameter + agents) / (4 * agents * (2 * parameter + 1));
}

double herding_magnetization(double agents, double parameter) {
  // From P(k + 1) / P(k) = (N - k) (k + a) / ((k + 1) (N - k - 1 + a)), summed over half by symmetry and
  // scaled by the largest term, which is at one of the ends of the half.
  const double a = parameter;
  double sum = 0, total = 0, log_weight = 0;
  for (double k = 0; k <= agents / 2; ++k) {
    const double weight = (2 * k == agents ? 1 : 2) * std::exp(log_weight);
    total += weight;
    sum += weight * (1 - 2 * k / agents);
    log_weight += std::log((agents - k) * (k + a) / ((k + 1) * (agents - k - 1 + a)));
    if (log_weight < 600) continue;
    sum *= std::exp(-log_weight), total *= std::exp(-log_weight);
    log_weight = 0;
  }
  return sum / total;
}

Answer Herding::operator()(const Case& c) const {
  Reason reason = unless_dynamics<dynamics::NoisyVoter>(c);
  if (reason.empty()) reason = first_of({unless_two_values(c), unless_gossip(c), unless_everyone(c)});
  if (reason.empty() && c.attention().self_ties == SelfTies::add) reason = "agents hear themselves";
  if (!reason.empty()) return {reason, {}};
  const auto& voter = *c.model().dynamics.kind.get<dynamics::NoisyVoter>();
  const double n = c.agents(), a = herding_parameter(n, voter.independence);
  const double low = voter.values[0], high = voter.values[1], width = high - low;
  Answer out;
  out.predictions.push_back({"independence below which there are two camps", 2 / (n + 1)});
  out.predictions.push_back({"both parameters of the beta-binomial law", a,
                             a < 1 ? "below 1: two camps in turn" : "not below 1: no camps"});
  for (std::size_t topic = 0; topic < c.model().opinions.topics.size(); ++topic) {
    const std::string suffix = c.topic_suffix(topic);
    out.predictions.push_back({.quantity = "variance of the mean over time" + suffix,
                               .value = width * width * herding_variance(n, a),
                               .remark = "of long runs; the mean forgets within " +
                                         to_text(std::ceil(1 / voter.independence)) + " steps",
                               .measured = [=](const Record& r) {
                                 return variance_over_time(r, "mean" + suffix, (low + high) / 2);
                               }});
    if (low != -high) continue;
    out.predictions.push_back(
        {.quantity = "mean magnetization" + suffix,
         .value = std::abs(high) * herding_magnetization(n, a),
         .remark = "of long runs",
         .measured = [=](const Record& r) { return second_half(r, "magnetization" + suffix); }});
  }
  return out;
}

}  // namespace heed::theory
