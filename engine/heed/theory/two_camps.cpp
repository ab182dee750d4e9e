#include "heed/theory/two_camps.hpp"

#include "heed/predict/blocks.hpp"
#include "heed/predict/end_state.hpp"

#include <cmath>

namespace heed::theory {
namespace {

constexpr std::int64_t most_steps =
    1'000'000;  // looked ahead for the end of the camps; above, the lifetime says more

/// What is left of a measured gap at the last snapshot, as a distance; else from the variance, D = 2 sd.
double end_distance(const Record& record, const Network& network, const std::string& suffix) {
  if (const auto last = last_opinions(record)) return 2 * std::abs(half_gap(network, *last, 0));
  return 2 * std::sqrt(at_end(record, "variance" + suffix));
}

Reason unless_two_camps(const Case& c) {
  if (c.network().community_names.size() != 2) return "there are not two communities";
  return c.model().opinions.initial.get<laws::Camps>() ? "" : "opinions do not begin as 'camps'";
}

std::string remark_of(const Case& c, const Blocks& blocks) {
  std::string out = "camps of no width";
  if (const double sd = c.model().opinions.initial.get<laws::Camps>()->sd; sd > 0)
    out += ", while sd = " + to_text(sd);
  return out + "; " + blocks.quality();
}

/// Distances of a run, and when the first is halved.
struct Way {
  double end;
  double halved = std::nan("");
};

Way go(double distance, double temperature, const Blocks& blocks, double rate, std::int64_t horizon) {
  const double in = blocks.degree.diagonal().mean(),
               between = (blocks.degree(0, 1) + blocks.degree(1, 0)) / 2;
  Way out{distance};
  double d = distance;
  for (std::int64_t k = 1; k <= horizon || (k <= most_steps && std::isnan(out.halved)); ++k) {
    const double next = two_camps_step(d, temperature, in, between, rate);
    if (std::isnan(out.halved) && next <= distance / 2) out.halved = static_cast<double>(k);
    if (k <= horizon) out.end = next;
    if (next == d) break;  // nothing moves any more in double precision
    d = next;
  }
  return out;
}

}  // namespace

double two_camps_step(double distance, double temperature, double degree_in, double degree_out, double rate) {
  const double advantage = distance * distance / 2;
  const double lambda = std::tanh(0.5 * (advantage / temperature + std::log(degree_in / degree_out)));
  return distance * (1 - rate * (1 - lambda));
}

Answer TwoCamps::operator()(const Case& c) const {
  Reason reason =
      first_of({unless_averaging(c), unless_hears_mean(c), unless_synchronous(c), unless_similarity(c),
                unless_one_topic(c), unless_one_temperature(c), unless_two_camps(c), unless_communities(c),
                unless_free(c), unless_quiet(c), unless_moving(c)});
  if (!reason.empty()) return {reason, {}};
  const Blocks blocks = blocks_of(c);
  if (!(blocks.degree(0, 1) + blocks.degree(1, 0) > 0)) return {"the two camps do not hear each other", {}};
  const double width = c.attention().score.get<scores::Similarity>()->width,
               t = *c.temperature() * width * width;
  const double first = 2 * std::abs(half_gap(c.network(), c.first(), 0)), alpha = c.update().rate;
  if (!(first > 0)) return {"the two camps begin at the same place", {}};
  if (c.steps() > 100 * most_steps) return {"the horizon is above 1e8 steps, too many to go through", {}};
  const Way way = go(first, t, blocks, alpha, c.steps());
  const double ratio = 2 * blocks.degree.diagonal().mean() / (blocks.degree(0, 1) + blocks.degree(1, 0));
  const std::string remark = remark_of(c, blocks), suffix = c.topic_suffix(0);
  const Network& network = c.network();
  Answer out;
  const auto add = [&](std::string quantity, double value,
                       std::function<double(const Record&)> measured = {}) {
    out.predictions.push_back({std::move(quantity), value, remark, std::move(measured)});
  };
  add("distance at the end", way.end, [=](const Record& r) { return end_distance(r, network, suffix); });
  add("polarization at the end", blocks.size(0) * blocks.size(1) / c.agents() * way.end * way.end,
      [=](const Record& r) { return at_end(r, "polarization" + suffix); });
  if (!std::isnan(way.halved)) add("steps until half the distance", way.halved);
  add("lifetime, at low temperature",
      ratio * t / (2 * alpha * first * first) * std::exp(first * first / (2 * t)));
  return out;
}

}  // namespace heed::theory
