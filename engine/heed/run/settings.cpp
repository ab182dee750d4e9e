#include "heed/run/settings.hpp"

namespace heed {

graphs::Size GraphSettings::size() const {
  return std::visit(
      [](const auto& g) {
        if constexpr (requires { g.size(); })
          return g.size();
        else
          return graphs::Size{};
      },
      source.part());
}

Network GraphSettings::make(std::uint64_t seed) const {
  Network network = std::visit([seed](const auto& g) { return g.make(seed); }, source.part());
  if (!community.empty())
    network.use_as_community(community);
  else if (network.community.empty() && network.column("community"))
    network.use_as_community("community");
  if (largest_component) network = subnetwork(network, heed::largest_component(network.graph));
  return network;
}

}  // namespace heed
