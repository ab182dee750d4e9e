#include "heed/theory/friedkin_johnsen.hpp"

#include "heed/chain/solve.hpp"
#include "heed/predict/conditions.hpp"
#include "heed/predict/end_state.hpp"

namespace heed::theory {

Answer FriedkinJohnsen::operator()(const Case& c) const {
  const Reason reason =
      first_of({unless_fixed_weights(c), unless_synchronous(c), unless_quiet(c), unless_stubborn(c)});
  if (!reason.empty()) return {reason, {}};
  Eigen::VectorXd theta(c.network().agents());
  for (Agent i = 0; i < c.network().agents(); ++i) theta(i) = c.stubbornness(i);
  const Chain pulled = (1 - theta.array()).matrix().asDiagonal() * c.step_chain();
  Answer out;
  for (std::size_t topic = 0; topic < c.model().opinions.topics.size(); ++topic) {
    const auto end = fixed_point(pulled, theta.cwiseProduct(c.first().col(static_cast<Eigen::Index>(topic))));
    if (!end)
      return {
          "the equilibrium is not unique (some agents hear no stubborn one, directly or not), or the solver "
          "did not converge",
          {}};
    add_end_state(out, c, topic, *end);
  }
  return out;
}

}  // namespace heed::theory
