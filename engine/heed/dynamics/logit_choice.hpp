#pragma once
#include "heed/core/fields.hpp"
#include "heed/motion/dynamics.hpp"

#include <array>
#include <cmath>
#include <limits>

namespace heed::dynamics {

/// Discrete choice: an agent takes the opinion c with probability ∝ exp(c h / T), with the local field
/// h = J Σ_j x_j + H over those it hears, or J times their mean. As attention twice: the first makes the
/// field, the second is over the opinions there are, keys c to the query h, at `attention.temperature`.
///
/// With values -1, 1 and gossip on ties both ways this is heat-bath (Glauber) dynamics of the Ising model at
/// T, and with the mean the logit choice of Brock and Durlauf 2001, eq. 8; T → 0 is the rule of the majority.
/// Critical temperatures: 2 / ln(1 + √2) on the square lattice (Onsager 1944), 2 / ln(z / (z - 2)) on random
/// regular graphs of degree z, J with the mean of everyone.
struct LogitChoice {
  static constexpr std::string_view summary =
      "choose an opinion by the local field: Ising, and majority as T → 0";
  static constexpr Turns turns = Turns::gossip;
  static constexpr std::string_view not_mutual = "one answers to all it hears, not to one it meets";

  enum class Of { sum, mean };
  Of field = Of::sum;
  double coupling = 1, preference = 0;
  std::vector<double> values{-1, 1};

  void fields(Fields& f) {
    static constexpr std::array<std::string_view, 2> words{"sum", "mean"};
    f.word("field", field, words, "the local field adds up those heard, or is their mean");
    f("coupling", coupling, any(), "J: the field of one who is heard, or of their mean; below 0 it repels");
    f("preference", preference, any(), "H: a field that all share");
    f("values", values, any(), "the opinions there are");
    f.require("values", values.size() > 1, "'values' must name at least two");
  }
  static std::vector<std::string> settles() { return {"score", "mode"}; }
  Update update() const { return {}; }
  void settle(heed::Attention& attention) const {
    attention.score = scores::Uniform{};
    attention.mode = Mode::mean;
  }
  Domain domain() const { return {.values = values}; }
  std::string restless() const { return "at a temperature above 0 agents go on choosing"; }
  template <class Real> bool answer(const Hearing<Real>& h, Stream& stream, std::span<Real> out) const {
    for (std::size_t c = 0; c < out.size(); ++c)
      out[c] = static_cast<Real>(choice(local_field(h, c) / static_cast<double>(h.temperature), stream));
    return false;
  }

 private:
  template <class Real> double local_field(const Hearing<Real>& h, std::size_t topic) const {
    const auto heeded = static_cast<double>(h.heeded), mean = static_cast<double>(h.said[topic]);
    // The mean of those who are evenly divided is 0 up to rounding, and rounding must not choose.
    constexpr double rounding = 64 * static_cast<double>(std::numeric_limits<Real>::epsilon());
    const bool even = h.heeded == 0 || std::abs(mean) < rounding * std::abs(values.back());
    return (even ? 0.0 : coupling * mean * (field == Of::sum ? heeded : 1.0)) + preference;
  }
  /// One of the values, drawn with weights exp(value · slope).
  double choice(double slope, Stream& stream) const {
    if (values.size() == 2)  // 1 / (1 + e^((c_0 - c_1) slope)) of the second, by one exponential
      return values[stream.uniform() * (1 + std::exp((values[0] - values[1]) * slope)) < 1 ? 1 : 0];
    double best = values.front() * slope, sum = 0;
    for (const double v : values) best = std::max(best, v * slope);
    for (const double v : values) sum += std::exp(v * slope - best);
    double left = stream.uniform() * sum;
    for (std::size_t v = 0; v + 1 < values.size(); ++v)
      if ((left -= std::exp(values[v] * slope - best)) < 0) return values[v];
    return values.back();
  }
};

}  // namespace heed::dynamics
