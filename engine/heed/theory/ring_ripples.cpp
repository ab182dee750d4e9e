#include "heed/theory/ring_ripples.hpp"

#include "heed/predict/conditions.hpp"

#include <cmath>
#include <numbers>
#include <optional>

namespace heed::theory {
namespace {

/// A flow on a ring, as far as it matters here.
struct Ring {
  double length;
  Pace pace;
};

std::optional<Ring> ring_of(const Case& c) {
  const auto& kind = c.model().dynamics.kind;
  if (const auto* shift = kind.get<dynamics::MeanShift>(); shift && shift->length > 0)
    return Ring{shift->length, shift->pace};
  const auto* flow = kind.get<dynamics::Continuous>();
  if (flow && flow->space.ring() && flow->normalization == Normalization::softmax)
    return Ring{flow->space.length, flow->pace};
  return std::nullopt;
}

/// Do opinions begin evenly spread over the whole ring?
bool begins_even(const Case& c, double length) {
  const auto* uniform = c.model().opinions.initial.get<laws::Uniform>();
  return uniform && std::abs(uniform->high - uniform->low - length) < 1e-9 * length;
}

}  // namespace

double ring_growth(std::int64_t waves, double length, double temperature, double diffusion) {
  const double k = 2 * std::numbers::pi * static_cast<double>(waves) / length;
  return k * k * (temperature * std::exp(-k * k * temperature / 2) - diffusion);
}

double ring_critical_noise(double length, double temperature) {
  const double k = 2 * std::numbers::pi / length;
  return temperature * std::exp(-k * k * temperature / 2);
}

std::int64_t fastest_on_ring(double length, double temperature, double diffusion) {
  std::int64_t m = 1;
  while (ring_growth(m + 1, length, temperature, diffusion) > ring_growth(m, length, temperature, diffusion))
    ++m;
  return m;
}

Answer RingRipples::operator()(const Case& c) const {
  const auto ring = ring_of(c);
  const Reason reason = first_of({ring ? "" : "opinions do not flow on a ring with weights that sum to 1",
                                  unless_steady(c), unless_similarity(c), unless_everyone(c),
                                  unless_one_topic(c), unless_one_temperature(c), unless_free(c)});
  if (!reason.empty()) return {reason, {}};
  const double width = c.attention().score.get<scores::Similarity>()->width;
  const double t = *c.temperature() * width * width, length = ring->length, noise = ring->pace.diffusion;
  const double critical = ring_critical_noise(length, t);
  Answer out;
  out.predictions.push_back({"critical noise", critical,
                             noise > critical ? "the noise is above: even spread is stable"
                                              : "the noise is below: even spread falls into clusters"});
  out.predictions.push_back({"largest critical noise at any temperature",
                             length * length / (2 * std::numbers::pi * std::numbers::pi * std::numbers::e),
                             "at T w² = L² / 2π²"});
  if (noise >= critical) return out;
  const std::int64_t m = fastest_on_ring(length, t, noise);
  const double time = std::ceil(10 / ring->pace.step);
  Prediction clusters{"clusters that form first", static_cast<double>(m),
                      "about; those of the fastest ripple, after 10 units of time"};
  if (noise == 0 && begins_even(c, length))
    clusters.measured = [=](const Record& r) { return at_time(r, "clusters", time); };
  out.predictions.push_back(clusters);
  out.predictions.push_back(
      {"growth rate of that ripple", ring_growth(m, length, t, noise), "per unit of time"});
  return out;
}

}  // namespace heed::theory
