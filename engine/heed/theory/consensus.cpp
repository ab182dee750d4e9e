#include "heed/theory/consensus.hpp"

#include "heed/predict/conditions.hpp"

namespace heed::theory {
namespace {

/// A walk that swaps sides for ever has eigenvalue -1; 1e-9 is what solvers leave of it.
Reason unless_aperiodic(const Case& c) {
  const auto* law = c.stationary();
  if (!law) return "the eigen-solver did not converge";
  return law->modulus < 1 - 1e-9 || c.network().agents() == 1
             ? ""
             : "opinions swap sides for ever on ties without odd cycles, or nearly do; set dynamics.rate "
               "below 1";
}

/// What the run ended in, the mean over agents: opinions, else the observable.
double end_mean(const Record& record, const std::string& suffix, std::size_t topic) {
  if (const auto last = last_opinions(record)) return last->col(static_cast<Eigen::Index>(topic)).mean();
  return at_end(record, "mean" + suffix);
}

}  // namespace

Answer Consensus::operator()(const Case& c) const {
  Reason reason = first_of(
      {unless_fixed_weights(c), unless_synchronous(c), unless_quiet(c), unless_free(c), unless_moving(c)});
  if (reason.empty()) reason = unless_one_class(c);
  if (reason.empty()) reason = unless_aperiodic(c);
  if (!reason.empty()) return {reason, {}};
  Answer out;
  for (std::size_t topic = 0; topic < c.model().opinions.topics.size(); ++topic) {
    const std::string suffix = c.topic_suffix(topic);
    out.predictions.push_back(
        {.quantity = "consensus" + suffix,
         .value = c.stationary()->weight.dot(c.first().col(static_cast<Eigen::Index>(topic))),
         .remark = c.balanced() ? "π_i = Z_i / Σ Z, symmetric scores" : "π by an eigen-solver",
         .measured = [=](const Record& record) { return end_mean(record, suffix, topic); }});
  }
  return out;
}

}  // namespace heed::theory
