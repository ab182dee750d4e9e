#pragma once
#include "analysis/export/request.hpp"

#include <cstddef>

#include <nlohmann/json.hpp>

namespace heed::analysis {

/// What an animation holds at most, so that its page stays below 3 MB and moves smoothly.
struct AnimationLimits {
  std::size_t frames = 150, agents = 600, topics = 3, ties = 4000, communities = 100;
};

/// What the page moves, with everything that users wrote as texts of JSON.
///
/// Of more snapshots, agents, topics and ties than the limits, evenly spaced ones (topics: the first), which
/// `notes` says; means, spreads and histograms are always of all agents. Packed numbers are base64 of whole
/// numbers, the low byte first:
///   topics[k].opinions   16 bits (frame, agent)   0 … 65534 from `low` to `high`; 65535: none
///   topics[k].histogram  16 bits (frame, bin)     share of the agents, 65535 is all
///   topics[k].merged     16 bits (frame, community)  mean opinion, where the network is one of communities
///   network.received      8 bits (frame, agent)   attention received, 255 is the most in any frame
///   network.strength      8 bits (frame, tie)     attention over an even share of the hearer's, 255 is twice
///                                                 that; without `received`: 0 where there is no tie then
/// Throws Error (data) where opinions were not kept.
nlohmann::ordered_json animation_data(const ExportRequest& request, const AnimationLimits& limits = {});

}  // namespace heed::analysis
