#pragma once
#include "heed/predict/case.hpp"

#include <initializer_list>
#include <string>

namespace heed {

/// Why an assumption fails, in words that go on after "does not hold: "; empty where it holds.
using Reason = std::string;

/// The first that is not empty. Reasons are computed by the caller, cheap ones all at once.
Reason first_of(std::initializer_list<Reason> reasons);

Reason unless_steady(const Case& c);  ///< nothing changes on the way
/// The model is this dynamics, and nothing changes on the way.
template <class D> Reason unless_dynamics(const Case& c) {
  if (c.model().dynamics.kind.get<D>()) return unless_steady(c);
  return "the dynamics is not '" + std::string(kind_name<D>()) + "'";
}
/// x' = (1-θ) [(1-α) x + α y] + θ x(0) + σ ξ, and nothing that changes on the way.
Reason unless_averaging(const Case& c);
/// Averaging in which weights stay: no score, mask or temperature that moves, agents hear the mean, and there
/// are not more pairs than a matrix can hold.
Reason unless_fixed_weights(const Case& c);
Reason unless_synchronous(const Case& c);
Reason unless_gossip(const Case& c);  ///< agents move one by one, each time a random one
/// Draws are made at once or by gossip of which one moves: then π · x is kept on average.
Reason unless_mean_kept(const Case& c);
Reason unless_unbounded(const Case& c);  ///< no mask looks at opinions
Reason unless_hears_mean(const Case& c);
Reason unless_quiet(const Case& c);  ///< no noise
Reason unless_noisy(const Case& c);
Reason unless_free(const Case& c);       ///< no one is stubborn
Reason unless_stubborn(const Case& c);   ///< someone is
Reason unless_moving(const Case& c);     ///< the rate is above 0
Reason unless_one_class(const Case& c);  ///< agents hear each other in one closed class
Reason unless_one_topic(const Case& c);
Reason unless_one_temperature(const Case& c);
Reason unless_similarity(const Case& c);
Reason unless_everyone(const Case& c);  ///< mask `all`, or a complete graph
/// Who is heard is all that the graph says, and that alone: no bias, no other mask.
Reason unless_plain_ties(const Case& c);

}  // namespace heed
