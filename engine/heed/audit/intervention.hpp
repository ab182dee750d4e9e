#pragma once
#include "heed/run/course.hpp"
#include "heed/run/simulation.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace heed {

/// What is done to one agent, to see whom it matters to: its opinion is moved a little; nobody hears it any
/// more; or its ties go to others.
enum class Act { nudge, mute, rewire };

/// The word of an act on the command line and in files.
std::string_view act_word(Act act);

/// Where opinions of this simulation live.
Space space_of(const Simulation<double>& simulation);

/// Moves the opinion of an agent on a topic by `delta`, along the space it lives in; down where up would
/// leave the interval the model is defined for. Of a model of a few values the agent takes the next of them,
/// whatever `delta` is, unless that is 0. Returns the change of its opinions (K).
/// Throws Error (data) where `delta` is wider than the interval.
Eigen::RowVectorXd nudge(Simulation<double>& simulation, Agent agent, std::size_t topic, double delta);

/// From now on nobody else hears the agent. Where two who meet hear each other, it meets no one either. An
/// event that makes ties can tie it again. O(E).
void mute(Simulation<double>& simulation, Agent agent);

/// Ties the agent to others in place of those it was tied to, as many in each direction and as strongly: each
/// contact is replaced by one drawn from those others it was not tied to, none twice, and from the rest once
/// they run out, by (seed, agent). O(E).
/// Throws Error (data) where it is tied to everyone, so that there is no other choice.
void rewire(Simulation<double>& simulation, Agent agent, std::uint64_t seed);

/// How many others each agent (N) is tied to, whichever of the two hears the other. O(E log E).
std::vector<Agent> contact_counts(const Graph& graph);

/// The same run with the ties written out where the mask `all` goes beyond the graph, so that they can be
/// taken away. Throws Error (data) for more than 3000 agents.
Course with_all_ties(Course course);

}  // namespace heed
