#include "heed/theory/gaussian_spread.hpp"

#include "heed/predict/conditions.hpp"

#include <cmath>

namespace heed::theory {

double gaussian_spread(double temperature, double noise, double rate) {
  const double half = (rate + 2) / 2, rest = 2 * rate - noise * noise / temperature;
  if (!(rest > 0)) return std::nan("");
  const double u = rest / (half + std::sqrt(half * half - rest));
  return temperature * (rate - u) / u;
}

Answer GaussianSpread::operator()(const Case& c) const {
  const Reason reason =
      first_of({unless_averaging(c), unless_hears_mean(c), unless_synchronous(c), unless_similarity(c),
                unless_everyone(c), unless_one_topic(c), unless_one_temperature(c), unless_free(c),
                unless_noisy(c), unless_moving(c)});
  if (!reason.empty()) return {reason, {}};
  const double width = c.attention().score.get<scores::Similarity>()->width,
               t = *c.temperature() * width * width;
  const double alpha = c.update().rate, noise = c.update().noise, diffusion = noise * noise / (2 * alpha);
  Answer out;
  out.predictions.push_back({"critical noise", std::sqrt(2 * alpha * t), "above it no crowd holds together"});
  const double v = gaussian_spread(t, noise, alpha);
  if (std::isnan(v)) return out;
  const bool clean = diffusion < t / 2;
  out.predictions.push_back({.quantity = "variance at rest",
                             .value = v,
                             .remark = clean ? "mean over the second half of the run"
                                             : "noise above half of what holds: agents get lost and widen it",
                             .measured = [](const Record& r) { return second_half(r, "variance"); }});
  out.predictions.push_back({"lost agents, in order of size", std::pow(c.agents(), 1 - t / v)});
  return out;
}

}  // namespace heed::theory
