#pragma once
#include "heed/core/fields.hpp"
#include "heed/dynamics/voter.hpp"

namespace heed::dynamics {

/// The voter who at times makes up its own mind: with probability p it takes one of the values, all alike,
/// else that of one it hears (Kirman 1993; Granovsky and Madras 1995).
///
/// With two values, everyone within reach and gossip, k of N hold the second with the beta-binomial law of
/// parameters a = b = p (N - 1) / (2 (1 - p)) in the long run: two camps in turn below a = 1, that is
/// p < 2 / (N + 1), and no camp above. Kirman's rates are ε = p / 2 and h = (1 - p) / (N - 1), a = ε / h.
struct NoisyVoter {
  static constexpr std::string_view summary = "voters who now and then make up their own mind";
  static constexpr Turns turns = Turns::gossip;
  static constexpr std::string_view not_mutual = Voter::not_mutual;

  double independence = 0.01;
  std::vector<double> values{-1, 1};

  void fields(Fields& f) {
    f("independence", independence, between(0, 1), "p: how often an agent takes any value, heard or not");
    f("values", values, any(), "the opinions there are");
    f.require("values", !values.empty(), "'values' must name at least one");
  }
  static std::vector<std::string> settles() { return Voter::settles(); }
  Update update() const { return {}; }
  void settle(heed::Attention& attention) const { draw_alike(attention); }
  Domain domain() const { return {.values = values}; }
  std::string restless() const {
    return independence > 0 ? "agents go on making up their own minds (independence)" : "";
  }
  template <class Real> bool answer(const Hearing<Real>& h, Stream& stream, std::span<Real> out) const {
    if (!stream.chance(independence)) return follow(h.said, out), false;
    for (Real& x : out) x = static_cast<Real>(values[stream.below(values.size())]);
    return false;
  }
};

}  // namespace heed::dynamics
