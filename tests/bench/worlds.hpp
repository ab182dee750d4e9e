#pragma once
#include "heed/attention/attend.hpp"
#include "heed/core/memory.hpp"
#include "heed/graphs.hpp"

#include <string>

namespace heed::bench {

/// Networks of mean degree 20 that benchmarks run on; made once for each size.
inline const Network& world(const std::string& kind, Agent agents) {
  static std::string last;
  static Network network;
  const std::string wanted = kind + std::to_string(agents);
  if (wanted == last) return network;
  last = wanted;
  network = {};
  if (kind == "erdos_renyi") network = graphs::ErdosRenyi{.agents = agents, .mean_degree = 20}.make(1);
  if (kind == "power_law") network = graphs::BarabasiAlbert{.agents = agents, .links = 10}.make(1);
  if (kind == "communities") {
    // Communities of 1000, nine in ten ties within, agents in random order.
    std::vector<Tie> ties;
    Stream stream(1, Purpose::test);
    std::vector<Agent> name(static_cast<std::size_t>(agents));
    for (std::size_t i = 0; i < name.size(); ++i) name[i] = static_cast<Agent>(i);
    shuffle(name, stream);
    network.community.resize(name.size());
    for (Agent i = 0; i < agents; ++i) {
      network.community[static_cast<std::size_t>(name[static_cast<std::size_t>(i)])] = i / 1000;
      for (int k = 0; k < 20; ++k) {
        const Agent first = i / 1000 * 1000, size = std::min<Agent>(1000, agents - first);
        const auto j = stream.chance(0.9)
                           ? first + static_cast<Agent>(stream.below(static_cast<std::uint64_t>(size)))
                           : static_cast<Agent>(stream.below(static_cast<std::uint64_t>(agents)));
        ties.push_back({name[static_cast<std::size_t>(i)], name[static_cast<std::size_t>(j)]});
      }
    }
    network.graph = Graph(agents, std::move(ties));
  }
  return network;
}

/// Opinions uniform in [0, 1), in huge pages where there are such.
template <class Real> Matrix<Real> opinions(Agent agents, int topics) {
  Matrix<Real> out(agents, topics);
  prefer_huge_pages(out.data(), static_cast<std::size_t>(out.size()) * sizeof(Real));
  Stream stream(2, Purpose::test);
  for (Eigen::Index k = 0; k < out.size(); ++k) out.data()[k] = static_cast<Real>(stream.uniform());
  return out;
}

}  // namespace heed::bench
