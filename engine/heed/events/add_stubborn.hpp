#pragma once
#include "heed/core/error.hpp"
#include "heed/run/event.hpp"

#include <algorithm>
#include <numeric>

namespace heed::events {

/// Some agents become stubborn: chosen at random, of one community or of all, they take an opinion and hold
/// on to it.
struct AddStubborn {
  static constexpr std::string_view summary = "some agents take an opinion and hold on to it";

  std::int64_t count = 1;
  double opinion = 1, stubbornness = 1;
  std::string community;

  void fields(Fields& f) {
    f("count", count, at_least(1), "how many agents, chosen at random");
    f("opinion", opinion, any(), "the opinion they take, on every topic");
    f("stubbornness", stubbornness, between(0, 1), "θ: how strongly they hold on to it; 1 never moves");
    f("community", community, any(), "only agents of the community of this name; empty: any");
  }
  /// The agents to choose from. Throws Error (data) where there are too few, or no community of that name.
  std::vector<Agent> check(const Network& network) const {
    std::vector<Agent> candidates = eligible(network);
    if (static_cast<std::size_t>(count) <= candidates.size()) return candidates;
    throw Error(ErrorKind::data, "event 'add_stubborn': " + std::to_string(count) +
                                     " agents wanted but only " + std::to_string(candidates.size()) +
                                     " to choose from");
  }
  void happen(World& world) const {
    std::vector<Agent> candidates = check(world.network());
    Stream stream = world.stream();
    shuffle(candidates, stream);
    for (std::size_t k = 0; k < static_cast<std::size_t>(count); ++k)
      world.fix(candidates[k], opinion, stubbornness);
  }

 private:
  std::vector<Agent> eligible(const Network& network) const {
    std::vector<Agent> out(static_cast<std::size_t>(network.agents()));
    std::iota(out.begin(), out.end(), Agent{0});
    if (community.empty()) return out;
    const auto& names = network.community_names;
    const auto found = std::find(names.begin(), names.end(), community);
    if (found == names.end())
      throw Error(ErrorKind::data, "event 'add_stubborn': there is no community '" + community +
                                       "'; communities: " + join(names));
    const auto wanted = static_cast<std::int32_t>(found - names.begin());
    std::erase_if(out, [&](Agent i) { return network.community[static_cast<std::size_t>(i)] != wanted; });
    return out;
  }
};

}  // namespace heed::events
