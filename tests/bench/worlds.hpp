#pragma once
#include "heed/attention/attend.hpp"
#include "heed/core/memory.hpp"
#include "heed/graphs.hpp"

#include <string>

namespace heed::bench {

/// Communities of 1000, nine in ten ties within, agents numbered at random.
inline Network communities(Agent agents) {
  Network out;
  std::vector<Tie> ties;
  Stream stream(1, Purpose::test);
  std::vector<Agent> name(static_cast<std::size_t>(agents));
  for (std::size_t i = 0; i < name.size(); ++i) name[i] = static_cast<Agent>(i);
  shuffle(name, stream);
  const auto named = [&](Agent i) { return name[static_cast<std::size_t>(i)]; };
  const auto below = [&](Agent n) { return static_cast<Agent>(stream.below(static_cast<std::uint64_t>(n))); };
  out.community.resize(name.size());
  for (Agent i = 0; i < agents; ++i) {
    out.community[static_cast<std::size_t>(named(i))] = i / 1000;
    const Agent first = i / 1000 * 1000, size = std::min<Agent>(1000, agents - first);
    for (int k = 0; k < 20; ++k)
      ties.push_back({named(i), named(stream.chance(0.9) ? first + below(size) : below(agents))});
  }
  for (Agent c = 0; c * 1000 < agents; ++c) out.community_names.push_back(std::to_string(c));
  out.graph = Graph(agents, std::move(ties));
  return out;
}

/// Networks of mean degree 20 that benchmarks run on; the last one made is kept.
inline const Network& world(const std::string& kind, Agent agents) {
  static std::string last;
  static Network network;
  const std::string wanted = kind + std::to_string(agents);
  if (wanted == last) return network;
  last = wanted;
  network = {};
  if (kind == "erdos_renyi") network = graphs::ErdosRenyi{.agents = agents, .mean_degree = 20}.make(1);
  if (kind == "power_law") network = graphs::BarabasiAlbert{.agents = agents, .ties = 10}.make(1);
  if (kind == "communities") network = communities(agents);
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

template <class Real>
constexpr const char* name_of_real = std::is_same_v<Real, float> ? "float32" : "float64";

}  // namespace heed::bench
