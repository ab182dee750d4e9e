#pragma once
#include "heed/predict/law.hpp"

namespace heed {

/// Adds what a law says of the end of every agent on a topic: mean, variance and polarization, and, where the
/// run kept its opinions, the largest difference of any agent from its place.
void add_end_state(Answer& answer, const Case& c, std::size_t topic, const Eigen::VectorXd& end);

}  // namespace heed
