#pragma once
#include "heed/core/error.hpp"
#include "heed/run/event.hpp"

#include <algorithm>
#include <array>

namespace heed::events {

/// Ties are cut: all, those within or those between communities; or a random share of them, both directions
/// of a tie together. Throws Error (data) where communities are needed and there are none.
struct RemoveTies {
  static constexpr std::string_view summary =
      "cut ties: all, within or between communities, or a share of them";

  enum class Which { all, within, between };
  Which which = Which::between;
  double share = 1;

  void fields(Fields& f) {
    static constexpr std::array<std::string_view, 3> words{"all", "within", "between"};
    f.word("ties", which, words, "which ties, by the communities at their ends");
    f("share", share, between(0, 1), "probability that such a tie is cut");
  }
  void happen(World& world) const {
    const Network& network = world.network();
    if (which != Which::all && network.community.empty())
      throw Error(ErrorKind::data,
                  "event 'remove_ties': the graph has no communities; name a column as graph.community, "
                  "or cut ties = \"all\"");
    const Stream base = world.stream();
    std::vector<Tie> kept;
    for (const Tie& t : network.graph.ties())
      if (!meant(network, t) || !falls(base, t)) kept.push_back(t);
    world.replace_ties(std::move(kept));
  }

 private:
  bool meant(const Network& network, const Tie& t) const {
    if (which == Which::all) return true;
    const auto& c = network.community;
    const bool same = c[static_cast<std::size_t>(t.hearer)] == c[static_cast<std::size_t>(t.heard)];
    return same == (which == Which::within);
  }
  /// One number for a tie and its reverse, from a stream of the pair's own.
  bool falls(Stream base, const Tie& t) const {
    if (share >= 1) return true;
    const auto low = static_cast<std::uint64_t>(std::min(t.hearer, t.heard));
    const auto high = static_cast<std::uint64_t>(std::max(t.hearer, t.heard));
    return Stream(base.bits64() >> 11, Purpose::event, low, high).chance(share);
  }
};

}  // namespace heed::events
