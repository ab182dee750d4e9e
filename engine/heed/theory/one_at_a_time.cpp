#include "heed/theory/one_at_a_time.hpp"

#include "heed/predict/conditions.hpp"

#include <cmath>

namespace heed::theory {
namespace {

bool all_or_nothing(const Matrix<double>& x) { return ((x.array() == 0) || (x.array() == 1)).all(); }

/// Sample mode, and otherwise weights that stay; synchronous, or one meeting after the other.
Reason unless_draws(const Case& c) {
  if (c.attention().mode != Mode::sample) return "agents hear the mean (mode = \"mean\")";
  if (Reason r = first_of({unless_mean_kept(c), unless_unbounded(c)}); !r.empty()) return r;
  const Attention& a = c.attention();
  if (!a.score.get<scores::Uniform>() && !a.score.get<scores::Affinity>())
    return "score '" + std::string(a.score.kind()) + "' looks at opinions, so weights change with them";
  return unless_one_temperature(c);
}

/// Voters on a complete graph who meet one by one: the mean time to agree, in steps of N meetings.
void add_time(Answer& out, const Case& c) {
  const double p = c.first().mean();
  if (!c.model().dynamics.schedule.get<schedules::Gossip>() || !unless_everyone(c).empty() || p <= 0 ||
      p >= 1 || c.update().rate != 1 || !c.attention().score.get<scores::Uniform>() ||
      !all_or_nothing(c.first()))
    return;
  out.predictions.push_back({.quantity = "mean steps to agree",
                             .value = -c.agents() * (p * std::log(p) + (1 - p) * std::log(1 - p)),
                             .remark = "as N grows",
                             .measured = [](const Record& r) { return r.steps; }});
}

}  // namespace

Answer OneAtATime::operator()(const Case& c) const {
  Reason reason =
      first_of({unless_averaging(c), unless_draws(c), unless_free(c), unless_quiet(c), unless_moving(c),
                c.pairs() > 5e7 ? "too many pairs for a matrix of weights" : ""});
  if (reason.empty()) reason = unless_one_class(c);
  if (reason.empty() && !c.stationary()) reason = "the eigen-solver did not converge";
  if (!reason.empty()) return {reason, {}};
  Answer out;
  for (std::size_t topic = 0; topic < c.model().opinions.topics.size(); ++topic) {
    const std::string suffix = c.topic_suffix(topic);
    const auto x = c.first().col(static_cast<Eigen::Index>(topic));
    out.predictions.push_back(
        {.quantity = (all_or_nothing(c.first()) ? "chance to end at 1" : "expected mean at the end") + suffix,
         .value = c.stationary()->weight.dot(x),
         .remark = "over runs",
         .measured = [=](const Record& r) { return at_end(r, "mean" + suffix); }});
  }
  add_time(out, c);
  return out;
}

}  // namespace heed::theory
