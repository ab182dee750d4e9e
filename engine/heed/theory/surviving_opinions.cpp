#include "heed/theory/surviving_opinions.hpp"

#include "heed/chain/limits.hpp"
#include "heed/observe/groups.hpp"
#include "heed/predict/conditions.hpp"
#include "heed/predict/end_state.hpp"

#include <algorithm>
#include <cmath>

namespace heed::theory {
namespace {

/// How many different opinions those have in the end that are in closed classes.
double survivors(const Record& record, const ClosedClasses& classes, std::size_t topic) {
  const auto last = last_opinions(record);
  if (!last) return std::nan("");
  std::vector<double> held;
  for (std::size_t i = 0; i < classes.of.size(); ++i)
    if (classes.of[i] >= 0)
      held.push_back((*last)(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(topic)));
  std::sort(held.begin(), held.end());
  return static_cast<double>(opinion_groups(held, 1e-7).size());
}

}  // namespace

Answer SurvivingOpinions::operator()(const Case& c) const {
  Reason reason = first_of(
      {unless_fixed_weights(c), unless_synchronous(c), unless_quiet(c), unless_free(c), unless_moving(c)});
  if (reason.empty() && c.classes().count == 1)
    reason = "all hear each other: one opinion survives, see 'consensus'";
  if (!reason.empty()) return {reason, {}};
  const ClosedClasses& classes = c.classes();
  Answer out;
  for (std::size_t topic = 0; topic < c.model().opinions.topics.size(); ++topic) {
    const auto ends = limits(c.step_chain(), c.first().col(static_cast<Eigen::Index>(topic)));
    if (!ends) return {"a linear system could not be solved", {}};
    out.predictions.push_back(
        {.quantity = "surviving opinions" + c.topic_suffix(topic),
         .value = static_cast<double>(classes.count),
         .remark = c.update().rate == 1 ? "if no group swaps sides for ever" : "",
         .measured = [=](const Record& record) { return survivors(record, classes, topic); }});
    add_end_state(out, c, topic, ends->opinion);
  }
  return out;
}

}  // namespace heed::theory
