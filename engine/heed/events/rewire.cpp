#include "heed/events/rewire.hpp"

#include <algorithm>
#include <cmath>

namespace heed::events {
namespace {

struct Contact {
  Agent agent;
  double weight;
};
using Contacts = std::vector<Contact>;

constexpr auto before = [](const Contact& c, Agent agent) { return c.agent < agent; };

/// Ties while they change: the contacts of each agent, in increasing order.
class Ties {
 public:
  explicit Ties(const Graph& graph) : of_(static_cast<std::size_t>(graph.agents())) {
    for (const Tie& t : graph.ties()) of_[static_cast<std::size_t>(t.hearer)].push_back({t.heard, t.weight});
  }

  const Contacts& of(Agent i) const { return of_[static_cast<std::size_t>(i)]; }
  bool has(Agent i, Agent j) const {
    const auto at = std::lower_bound(of(i).begin(), of(i).end(), j, before);
    return at != of(i).end() && at->agent == j;
  }
  /// Agent i hears `next` where it heard `last`, and where that was mutual, `next` hears it.
  void move(Agent i, Agent last, Agent next) {
    const bool mutual = has(last, i);
    add(i, {next, remove(i, last)});
    if (mutual) add(next, {i, remove(last, i)});
  }
  std::vector<Tie> all() const {
    std::vector<Tie> out;
    for (std::size_t i = 0; i < of_.size(); ++i)
      for (const Contact& c : of_[i]) out.push_back({static_cast<Agent>(i), c.agent, c.weight});
    return out;
  }

 private:
  double remove(Agent i, Agent j) {
    Contacts& contacts = of_[static_cast<std::size_t>(i)];
    const auto at = std::lower_bound(contacts.begin(), contacts.end(), j, before);
    const double weight = at->weight;
    contacts.erase(at);
    return weight;
  }
  void add(Agent i, const Contact& contact) {
    Contacts& contacts = of_[static_cast<std::size_t>(i)];
    contacts.insert(std::lower_bound(contacts.begin(), contacts.end(), contact.agent, before), contact);
  }

  std::vector<Contacts> of_;
};

/// The contact of agent i that gets the least attention, if that is below the threshold; -1 if none.
Agent least_heeded(const World& world, const Ties& ties, Agent i, double threshold) {
  std::vector<Agent> heard;
  std::vector<double> weight;
  world.heeds(i, heard, weight);
  const auto share = [&](Agent j) {
    const auto at = std::lower_bound(heard.begin(), heard.end(), j);
    return at != heard.end() && *at == j ? weight[static_cast<std::size_t>(at - heard.begin())] : 0.0;
  };
  Agent least = -1;
  double lowest = threshold;
  for (const Contact& c : ties.of(i)) {
    // A contact won at this very event has got no attention yet.
    const auto before_event = world.network().graph.hears(i);
    if (c.agent == i || !std::binary_search(before_event.begin(), before_event.end(), c.agent)) continue;
    if (const double s = share(c.agent); s < lowest) {
      lowest = s;
      least = c.agent;
    }
  }
  return least;
}

/// Those that contacts of agent i other than `dropped` hear and that a tie could be made to.
std::vector<Agent> friends_of_friends(const Ties& ties, Agent i, Agent dropped) {
  const bool mutual = ties.has(dropped, i);
  std::vector<Agent> out;
  for (const Contact& friend_of : ties.of(i)) {
    if (friend_of.agent == dropped || friend_of.agent == i) continue;
    for (const Contact& c : ties.of(friend_of.agent))
      if (c.agent != i && !ties.has(i, c.agent) && !(mutual && ties.has(c.agent, i))) out.push_back(c.agent);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// One of them, drawn with the softmax of their logits; -1 where all are closed or there are none.
Agent drawn(const std::vector<Agent>& from, std::vector<double> logit, Stream& stream) {
  if (from.empty()) return -1;
  const double largest = *std::max_element(logit.begin(), logit.end());
  if (!std::isfinite(largest)) return -1;
  double total = 0;
  for (double& l : logit) total += l = std::exp(l - largest);
  double left = stream.uniform() * total;
  for (std::size_t k = 0; k < from.size(); ++k)
    if ((left -= logit[k]) < 0) return from[k];
  return from[static_cast<std::size_t>(std::max_element(logit.begin(), logit.end()) - logit.begin())];
}

}  // namespace

void Rewire::happen(World& world) const {
  const Graph& graph = world.network().graph;
  const std::uint64_t key = world.stream().bits64() >> 11;
  Ties ties(graph);
  bool changed = false;
  for (Agent i = 0; i < graph.agents(); ++i) {
    Stream stream(key, Purpose::event, static_cast<std::uint64_t>(i));
    if (!stream.chance(rate)) continue;
    const Agent dropped = least_heeded(world, ties, i, threshold);
    if (dropped < 0) continue;
    const std::vector<Agent> others = friends_of_friends(ties, i, dropped);
    const Agent followed = drawn(others, world.logits(i, others), stream);
    if (followed < 0) continue;
    ties.move(i, dropped, followed);
    changed = true;
  }
  if (changed) world.replace_ties(ties.all());
}

}  // namespace heed::events
