#include "heed/graphs/lfr.hpp"

#include "heed/core/error.hpp"
#include "heed/graphs/common/ends.hpp"
#include "heed/graphs/common/power_law.hpp"
#include "heed/graphs/common/undirected.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace heed::graphs {
namespace {

/// How many ties an agent is to have inside and outside its community.
struct Ends {
  std::int64_t inside, outside;
};

std::vector<Ends> draw_degrees(const Lfr& lfr, const PowerLaw& law, std::uint64_t seed) {
  Stream stream(seed, Purpose::graph, 0);
  std::vector<Ends> out(static_cast<std::size_t>(lfr.agents));
  for (Ends& e : out) {
    const std::int64_t degree = law.draw(stream);
    const double inside = (1 - lfr.mixing) * static_cast<double>(degree);
    e.inside = std::min(degree, static_cast<std::int64_t>(inside + stream.uniform()));
    e.outside = degree - e.inside;
  }
  return out;
}

/// Hands `count` more places to communities with room below the limit, one at a time; false when there is
/// none.
bool hand_out(std::int64_t count, std::vector<std::int64_t>& sizes, std::int64_t limit) {
  for (bool room = true; count > 0 && room;) {
    room = false;
    for (std::int64_t& size : sizes)
      if (count > 0 && size < limit) {
        ++size;
        --count;
        room = true;
      }
  }
  return count == 0;
}

/// Sizes that add up to `agents`, largest first; empty when these draws do not.
std::vector<std::int64_t> draw_sizes(const Lfr& lfr, Stream& stream) {
  const PowerLaw law(lfr.min_community, lfr.max_community, lfr.community_exponent);
  std::vector<std::int64_t> sizes;
  std::int64_t missing = lfr.agents;
  while (missing > 0) missing -= sizes.emplace_back(law.draw(stream));
  sizes.back() += missing;
  if (sizes.back() < lfr.min_community) {
    const std::int64_t left = sizes.back();
    sizes.pop_back();
    if (!hand_out(left, sizes, lfr.max_community)) return {};
  }
  std::sort(sizes.begin(), sizes.end(), std::greater<>());
  return sizes;
}

/// Puts every agent into a community larger than its inner degree; empty when there is not enough room.
std::vector<std::int32_t> place(const std::vector<Ends>& ends, const std::vector<Agent>& by_inside,
                                const std::vector<std::int64_t>& sizes, Stream& stream) {
  std::vector<std::int32_t> community(ends.size()), free;
  std::size_t opened = 0;
  for (const Agent i : by_inside) {
    const auto at = static_cast<std::size_t>(i);
    for (; opened < sizes.size() && sizes[opened] > ends[at].inside; ++opened)
      free.insert(free.end(), static_cast<std::size_t>(sizes[opened]), static_cast<std::int32_t>(opened));
    if (free.empty()) return {};
    std::int32_t& taken = free[stream.below(free.size())];
    community[at] = std::exchange(taken, free.back());
    free.pop_back();
  }
  return community;
}

/// Communities for all, with the number of them.
std::pair<std::vector<std::int32_t>, std::size_t> draw_communities(const Lfr& lfr,
                                                                   const std::vector<Ends>& ends,
                                                                   std::uint64_t seed) {
  std::vector<Agent> by_inside(ends.size());
  std::iota(by_inside.begin(), by_inside.end(), 0);
  std::stable_sort(by_inside.begin(), by_inside.end(), [&](Agent a, Agent b) {
    return ends[static_cast<std::size_t>(a)].inside > ends[static_cast<std::size_t>(b)].inside;
  });
  Stream stream(seed, Purpose::graph, 1);
  for (int attempt = 0; attempt < 100; ++attempt) {
    const std::vector<std::int64_t> sizes = draw_sizes(lfr, stream);
    if (lfr.mixing > 0 && sizes.size() < 2) continue;  // no one would be outside
    std::vector<std::int32_t> community = place(ends, by_inside, sizes, stream);
    if (!community.empty()) return {std::move(community), sizes.size()};
  }
  throw Error(ErrorKind::data,
              "lfr: communities of 'min_community' " + std::to_string(lfr.min_community) +
                  " to 'max_community' " + std::to_string(lfr.max_community) + " do not hold " +
                  std::to_string(lfr.agents) +
                  " agents of these degrees; try larger communities, lower degrees or more mixing");
}

/// The agents of each community, in increasing order, one community after the other, and where each starts.
struct Members {
  std::vector<Agent> agents;
  std::vector<std::size_t> start;

  Members(const std::vector<std::int32_t>& community, std::size_t count)
      : agents(community.size()), start(count + 1) {
    for (const std::int32_t c : community) ++start[static_cast<std::size_t>(c) + 1];
    std::partial_sum(start.begin(), start.end(), start.begin());
    std::vector<std::size_t> next(start.begin(), start.end() - 1);
    for (std::size_t i = 0; i < community.size(); ++i)
      agents[next[static_cast<std::size_t>(community[i])]++] = static_cast<Agent>(i);
  }
};

/// The ties of one community. An odd end moves outside, or is left out when no tie leaves.
void tie_inside(std::span<const Agent> members, bool mixed, std::vector<Ends>& ends, Stream& stream,
                std::vector<Tie>& ties) {
  std::vector<Agent> list;
  for (const Agent i : members)
    list.insert(list.end(), static_cast<std::size_t>(ends[static_cast<std::size_t>(i)].inside), i);
  if (list.size() % 2 == 1) {
    Agent& moved = list[stream.below(list.size())];
    if (mixed) ++ends[static_cast<std::size_t>(moved)].outside;
    moved = list.back();
    list.pop_back();
  }
  const auto any_two = [](Agent, Agent) { return true; };
  const std::vector<Tie> made = join_ends(std::move(list), any_two, stream);
  ties.insert(ties.end(), made.begin(), made.end());
}

std::vector<Tie> tie_outside(const std::vector<std::int32_t>& community, const std::vector<Ends>& ends,
                             Stream& stream) {
  std::vector<Agent> list;
  for (std::size_t i = 0; i < ends.size(); ++i)
    list.insert(list.end(), static_cast<std::size_t>(ends[i].outside), static_cast<Agent>(i));
  const auto apart = [&](Agent a, Agent b) {
    return community[static_cast<std::size_t>(a)] != community[static_cast<std::size_t>(b)];
  };
  return join_ends(std::move(list), apart, stream);
}

PowerLaw degree_law(const Lfr& lfr) {
  PowerLaw law = power_law_of_mean(lfr.mean_degree, lfr.max_degree, lfr.degree_exponent);
  if (law.mean() > lfr.mean_degree * (1 + 1e-9))
    throw Error(ErrorKind::data, "lfr: 'mean_degree' is " + to_text(lfr.mean_degree) +
                                     "; degrees of 1 to 'max_degree', " + std::to_string(lfr.max_degree) +
                                     ", have mean " + to_text(std::ceil(100 * law.mean()) / 100) +
                                     " or more; try a larger one");
  return law;
}

}  // namespace

void Lfr::fields(Fields& f) {
  f("agents", agents, agent_count(), "number of agents");
  f("mean_degree", mean_degree, at_least(1), "how many each agent hears on average");
  f("max_degree", max_degree, at_least(1), "largest degree");
  f("degree_exponent", degree_exponent, at_least(0), "exponent τ1 of the power law of degrees");
  f("mixing", mixing, between(0, 1), "share μ of each agent's ties that leave its community");
  f("min_community", min_community, agent_count(), "smallest number of agents in a community");
  f("max_community", max_community, agent_count(), "largest number of agents in a community");
  f("community_exponent", community_exponent, at_least(0), "exponent τ2 of the power law of community sizes");
  const auto is = [](std::string_view name, const auto value) {
    return "'" + std::string(name) + "' is " + to_text(static_cast<double>(value)) + "; it should be ";
  };
  f.require("max_degree", max_degree < agents,
            is("max_degree", max_degree) + "below 'agents', " + std::to_string(agents));
  f.require("mean_degree", mean_degree <= static_cast<double>(max_degree),
            is("mean_degree", mean_degree) + "at most 'max_degree', " + std::to_string(max_degree));
  f.require("min_community", min_community <= max_community,
            is("min_community", min_community) + "at most 'max_community', " + std::to_string(max_community));
  f.require("max_community", max_community <= agents,
            is("max_community", max_community) + "at most 'agents', " + std::to_string(agents));
  const double inside = (1 - mixing) * static_cast<double>(max_degree);
  f.require("max_community", static_cast<double>(max_community) > inside,
            is("max_community", max_community) + "above (1 - mixing) * max_degree, " + to_text(inside));
  f.require("mixing", mixing == 0 || min_community < agents,
            "'mixing' is " + to_text(mixing) + ", but a single community leaves no one outside");
}

Network Lfr::make(std::uint64_t seed) const {
  check(*this);
  std::vector<Ends> ends = draw_degrees(*this, degree_law(*this), seed);
  auto [community, count] = draw_communities(*this, ends, seed);
  const Members members(community, count);
  std::vector<Tie> ties;
  Stream inside(seed, Purpose::graph, 2), outside(seed, Purpose::graph, 3);
  const std::span<const Agent> all(members.agents);
  for (std::size_t c = 0; c < count; ++c)
    tie_inside(all.subspan(members.start[c], members.start[c + 1] - members.start[c]), mixing > 0, ends,
               inside, ties);
  const std::vector<Tie> between = tie_outside(community, ends, outside);
  ties.insert(ties.end(), between.begin(), between.end());
  Network out = undirected(static_cast<Agent>(agents), std::move(ties));
  set_communities(out, std::move(community), count);
  return out;
}

}  // namespace heed::graphs
