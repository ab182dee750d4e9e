#pragma once
#include "heed/core/fields.hpp"
#include "heed/dynamics/degroot.hpp"

#include <cmath>

namespace heed::dynamics {

/// Evidence read in favour of what one thinks already: with s the weighted mean of those heard,
///
///     x' = (w x + x^b s) / (w + x^b s + (1-x)^b (1-s))
///
/// for opinions in [0, 1], bias b and self-weight w (Dandekar, Goel and Lee 2013, eq. 2, divided by the sum
/// of the weights of those heard). As attention: s is heard with score ln w_ij, and then two keys, 1 and 0,
/// are heeded with logits b ln x + ln s and b ln(1-x) + ln(1-s) at T = 1, beside oneself with logit ln w.
///
/// b = 0, w = 0 is DeGroot. In two islands of homophily ratio h (ties within over ties between) all agree at
/// 1/2 exactly when b < 2 / (h + 1); b ≥ 1 ends in the extremes.
struct BiasedAssimilation {
  static constexpr std::string_view summary =
      "what is heard counts as far as it fits what one thinks already";
  static constexpr std::string_view not_mutual =
      "one answers to the mean of all it hears, not to one it meets";

  double bias = 1, self_weight = 0;

  void fields(Fields& f) {
    f("bias", bias, at_least(0), "b: how strongly what one thinks colours what one hears");
    f("self_weight", self_weight, at_least(0), "w: weight of oneself, all those heard together being 1");
  }
  static std::vector<std::string> settles() { return Degroot::settles(); }
  Update update() const { return {}; }
  void settle(heed::Attention& attention) const { Degroot{}.settle(attention); }
  Domain domain() const { return {.low = 0, .high = 1}; }
  template <class Real> bool answer(const Hearing<Real>& h, Stream&, std::span<Real> out) const {
    follow(h.own, out);  // as they think who hear no one, or for whom nothing fits
    if (h.heeded == 0) return false;
    for (std::size_t c = 0; c < out.size(); ++c) {
      const auto x = static_cast<double>(h.own[c]);
      const double s = std::clamp(static_cast<double>(h.said[c]), 0.0, 1.0);  // a mean errs by its rounding
      const double one = std::pow(x, bias) * s, zero = std::pow(1 - x, bias) * (1 - s);
      const double total = self_weight + one + zero;
      if (total > 0) out[c] = static_cast<Real>((self_weight * x + one) / total);
    }
    return false;
  }
};

}  // namespace heed::dynamics
