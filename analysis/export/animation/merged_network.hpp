#pragma once
#include "analysis/export/animation/data.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace heed::analysis {

/// The agents of a network that is too large to be drawn, by community.
struct MergedAgents {
  std::vector<std::size_t> community;  ///< of agents
  std::vector<double> members;         ///< of communities

  std::size_t communities() const { return members.size(); }

  /// The mean of a number of each agent over each community; NaN where none of it has one.
  template <class Column> std::vector<double> means(const Column& all) const {
    std::vector<double> sum(communities()), count(communities());
    for (std::size_t i = 0; i < community.size(); ++i)
      if (const double x = all[static_cast<Eigen::Index>(i)]; std::isfinite(x)) {
        sum[community[i]] += x;
        count[community[i]] += 1;
      }
    for (std::size_t c = 0; c < sum.size(); ++c) sum[c] /= count[c];  // 0 / 0 is NaN
    return sum;
  }
};

/// The communities of a network of more agents than the limit; none where it is smaller, has no ties, or has
/// fewer than 2 or too many communities.
MergedAgents merged_agents(const FigureSource& source, const AnimationLimits& limits);

/// The network of an animation with a node for each community: places as in `moving_network`, `members` of
/// each, ties between communities as pairs, and their `weight`, 255 for the pair with the most ties.
nlohmann::ordered_json merged_network(const FigureSource& source, const MergedAgents& merged,
                                      const AnimationLimits& limits, std::vector<std::string>& notes);

}  // namespace heed::analysis
