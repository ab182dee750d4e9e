#pragma once
#include "heed/observe/observation.hpp"

#include <utility>
#include <vector>

namespace heed {

/// A network, opinions and attention that stay in place while an observation looks at them.
struct Scene {
  Network network;
  Matrix<double> opinion, before;
  std::vector<double> attention;  ///< by edge; empty: none

  Observation seen() const {
    if (attention.empty()) return Observation(network, opinion, before, {});
    return Observation(network, opinion, before, [this](const auto& term) {
      double total = 0;
      for (Agent i = 0; i < network.agents(); ++i) {
        const auto heard = network.graph.hears(i);
        total += term({i, heard, {attention.data() + network.graph.first(i), heard.size()}});
      }
      return total;
    });
  }
};

/// Agents with these opinions on one topic, at rest, on a graph.
inline Scene scene(const std::vector<double>& x, Graph graph) {
  Scene out;
  out.network.graph = std::move(graph);
  out.opinion.resize(static_cast<Eigen::Index>(x.size()), 1);
  std::copy(x.begin(), x.end(), out.opinion.data());
  out.before = out.opinion;
  return out;
}

/// The same where no one hears anyone.
inline Scene scene(const std::vector<double>& x) { return scene(x, Graph(static_cast<Agent>(x.size()), {})); }

/// Each agent heeds all it hears alike.
inline void heed_all_alike(Scene& scene) {
  const Graph& graph = scene.network.graph;
  scene.attention.clear();
  for (Agent i = 0; i < graph.agents(); ++i)
    scene.attention.insert(scene.attention.end(), static_cast<std::size_t>(graph.degree(i)),
                           1 / static_cast<double>(graph.degree(i)));
}

/// The observable, of its first topic where it has topics.
template <Observable O> double value(const Scene& scene, const O& observable = {}) {
  const Observation seen = scene.seen();
  if constexpr (TopicObservable<O>)
    return observable(seen, 0);
  else
    return observable(seen);
}

}  // namespace heed
