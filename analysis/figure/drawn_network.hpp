#pragma once
#include "analysis/figure/source.hpp"
#include "analysis/figure/spring_layout.hpp"

#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace heed::analysis {

/// Lines of a network, from one of the moments drawn to another.
struct DrawnTies {
  std::size_t first = 0, last = 0;  ///< moments
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
};

/// A network as it is drawn: a node for each agent, or for each community, or for some of the agents, so that
/// there are never more than a screen can show.
struct DrawnNetwork {
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

  std::vector<std::string> labels;   ///< of nodes
  std::vector<std::string> groups;   ///< of nodes: their community
  std::vector<std::size_t> agents;   ///< of nodes: how many they stand for
  std::vector<std::size_t> node_of;  ///< of agents; `none` where an agent is not drawn
  std::vector<PlaceOnPage> places;   ///< of nodes
  std::vector<DrawnTies> ties;       ///< those that are drawn, in order of moments
  bool merged = false;               ///< nodes are communities
  std::string how;                   ///< what is drawn, for a caption

  std::size_t nodes() const { return labels.size(); }
};

/// Draws all agents where there are 2000 or fewer; else communities as one node each, where there are from 2
/// to 200 of them; else the 500 agents first met by going along ties from the one with most. Places follow
/// from the ties at the last snapshot.
DrawnNetwork drawn_network(const FigureSource& source);

/// Adds the ties of each of these moments, as the file has them for it: at most 2000, and 10 000 over all
/// graphs, evenly spaced.
void draw_ties(DrawnNetwork& out, const FigureSource& source, const std::vector<std::size_t>& snapshots);

}  // namespace heed::analysis
