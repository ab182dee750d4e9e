#pragma once
#include "heed/core/random.hpp"
#include "heed/graph/network.hpp"

#include <concepts>
#include <string_view>
#include <vector>

namespace heed {

/// For whom a number is drawn: agent i of a network, and for opinions the topic.
struct Subject {
  const Network& network;
  Agent agent;
  std::size_t topic = 0;
};

/// A law gives each agent a number: an initial opinion, a temperature, a stubbornness. One file of the
/// catalogue `laws`. `draw` is called for topics 0 … K-1 of an agent in turn, with a stream of the agent's
/// own.
template <class L>
concept Law = requires(const L law, const Subject& subject, Stream& stream) {
  { L::summary } -> std::convertible_to<std::string_view>;
  { law.draw(subject, stream) } -> std::same_as<double>;
};

}  // namespace heed
