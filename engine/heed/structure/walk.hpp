#pragma once
#include "heed/chain/spectrum.hpp"

#include <optional>
#include <vector>

namespace heed {

/// The random walk over the ties of a graph in both directions, on its largest connected part: a chain in
/// balance with the agents' strengths. A tie heard both ways counts as one of twice its weight, which changes
/// nothing in a graph where all are.
class UndirectedWalk {
 public:
  explicit UndirectedWalk(const Graph& graph);

  const std::vector<Agent>& agents() const { return agents_; }  ///< the agents it walks on, increasing
  const Chain& chain() const { return chain_; }
  const Eigen::VectorXd& strength() const { return strength_; }
  std::optional<Ends> ends() const { return spectrum_ends(chain_, strength_); }

 private:
  std::vector<Agent> agents_;
  Chain chain_;
  Eigen::VectorXd strength_;
};

}  // namespace heed
