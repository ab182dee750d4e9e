#pragma once
#include "heed/run/settings.hpp"
#include "heed/run/simulation.hpp"

#include <string>
#include <utility>
#include <vector>

namespace heed::scenarios {

/// What a summary says of a network: agents, ties, mean degree, communities.
std::vector<std::pair<std::string, std::string>> facts_of(const Network& network);

/// What a careful reader would object to, in sentences. Above all: without stubbornness, noise or a mask that
/// cuts, and with one closed class of agents, positive weights make every run end in consensus (DeGroot
/// 1974). A spread that is still there is metastable: "polarized" then means "not yet mixed", with a lifetime
/// that grows like exp(score gap / temperature).
template <class Real>
std::vector<std::string> warnings_of(const Simulation<Real>& simulation, bool converged,
                                     const RunSettings& run);

}  // namespace heed::scenarios
