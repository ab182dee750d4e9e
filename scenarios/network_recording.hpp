#pragma once
#include "heed/graph/network.hpp"
#include "heed/io/recorder.hpp"

namespace heed::scenarios {

/// Writes the axis `agent`, and what agents are called and belong to: `label(agent)`, `community(agent)` with
/// the names of communities as CF flags.
void write_agents(const Network& network, Recorder& recorder);

/// Writes the group `graph`: axis `edge`, and for each of them source (who is heard), target (who hears), and
/// weight where there are weights: of float32, or of float64 where one of them would change.
void write_graph(const heed::Graph& graph, Recorder& recorder);

/// The attributes of a variable that says to which of several named things each agent belongs, numbered from
/// 0, as CF flags.
std::vector<Attribute> flags(std::string long_name, const std::vector<std::string>& names);

}  // namespace heed::scenarios
