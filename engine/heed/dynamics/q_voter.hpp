#pragma once
#include "heed/core/fields.hpp"
#include "heed/dynamics/noisy_voter.hpp"

namespace heed::dynamics {

/// Voters who follow only a unanimous panel: q of those within reach are drawn, all alike and perhaps one
/// twice, and followed where they agree; with probability p the agent takes either value instead (Castellano,
/// Muñoz and Pastor-Satorras 2009 with ε = 0; independence as in Nyczka, Sznajd-Weron and Cisło 2012, eq. 5,
/// who draw q different ones: the same for many within reach).
///
/// With everyone within reach and N → ∞ disorder is unstable below p* = (q - 1) / (q - 1 + 2^(q-1)); the
/// transition is continuous for q ≤ 5 and jumps above.
struct QVoter {
  static constexpr std::string_view summary = "follow a panel of q where it is unanimous";
  static constexpr Turns turns = Turns::gossip;
  static constexpr std::string_view not_mutual = "one follows a panel, and a panel has no other to move";

  std::int64_t q = 4;
  double independence = 0.1;
  std::vector<double> values{-1, 1};

  void fields(Fields& f) {
    f("q", q, between(1, 1000), "how many are on the panel");
    f("independence", independence, between(0, 1), "p: how often an agent takes either value, heard or not");
    f("values", values, any(), "the two opinions there are");
    f.require("values", values.size() == 2 && values[0] != values[1], "'values' must name two opinions");
  }
  static std::vector<std::string> settles() { return Voter::settles(); }
  Update update() const { return {}; }
  void settle(heed::Attention& attention) const { draw_alike(attention); }
  Domain domain() const { return {.values = values}; }
  std::string restless() const { return alone().restless(); }
  std::int64_t draws() const { return q; }
  template <class Real> bool answer(const Hearing<Real>& h, Stream& stream, std::span<Real> out) const {
    if (stream.chance(independence)) {
      for (Real& x : out) x = static_cast<Real>(values[stream.below(2)]);
      return false;
    }
    for (std::size_t c = 0; c < out.size(); ++c) {
      bool unanimous = true;
      for (std::size_t d = 1; d < h.heeded; ++d) unanimous &= h.drawn(d)[c] == h.said[c];
      out[c] = unanimous ? h.said[c] : h.own[c];
    }
    return false;
  }

 private:
  NoisyVoter alone() const { return {independence, values}; }
};

}  // namespace heed::dynamics
