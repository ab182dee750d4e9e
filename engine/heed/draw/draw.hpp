#pragma once
#include "heed/core/choice.hpp"
#include "heed/draw/law.hpp"
#include "heed/laws.hpp"

#include <vector>

namespace heed {

/// Any law of the catalogue.
using AnyLaw = Choice<laws::Catalogue>;

/// A number for each agent and topic, (N · topics), agent by agent; each agent has a stream of its own, so
/// that adding agents does not change the others.
std::vector<double> draw(const AnyLaw& law, const Network& network, std::uint64_t seed, Purpose purpose,
                         std::size_t topics = 1);

}  // namespace heed
