#include "heed/theory/two_communities.hpp"

#include "heed/predict/blocks.hpp"
#include "heed/predict/liking.hpp"

#include <cmath>

namespace heed::theory {
namespace {

/// The two alike, to a tenth: mean degrees, and likings exactly.
Reason unless_alike(const Case& c, const Blocks& blocks) {
  const auto near = [](double a, double b) { return std::abs(a - b) <= 0.1 * std::max(a, b); };
  if (liking(c, 0, 0) != liking(c, 1, 1) || liking(c, 0, 1) != liking(c, 1, 0))
    return "the two communities like each other in different ways, see 'communities'";
  if (!near(blocks.degree(0, 0), blocks.degree(1, 1)) || !near(blocks.degree(0, 1), blocks.degree(1, 0)))
    return "the two communities have different degrees, see 'communities'";
  if (!(blocks.degree.mean() > 0) || !(blocks.degree(0, 1) + blocks.degree(1, 0) > 0))
    return "the two communities do not hear each other";
  return {};
}

/// θ where all agents have the same; NaN else.
double common_stubbornness(const Case& c) {
  for (Agent i = 1; i < c.network().agents(); ++i)
    if (c.stubbornness(i) != c.stubbornness(0)) return std::nan("");
  return c.stubbornness(0);
}

Reason unless_two_alike(const Case& c) {
  Reason reason = first_of({unless_liking_by_community(c), unless_communities(c), unless_moving(c)});
  if (reason.empty() && c.network().community_names.size() != 2) reason = "there are not two communities";
  if (reason.empty()) reason = unless_alike(c, blocks_of(c));
  if (reason.empty() && std::isnan(common_stubbornness(c))) reason = "agents differ in how stubborn they are";
  return reason;
}

/// The gap at the last snapshot, as a share of the first.
double share_left(const Record& record, const Network& network) {
  if (record.snapshots.empty()) return std::nan("");
  return half_gap(network, record.opinions(record.snapshots.size() - 1), 0) /
         half_gap(network, record.opinions(0), 0);
}

/// The variance of the gap about 0 over the second half of the snapshots.
double gap_variance(const Record& record, const Network& network) {
  const std::size_t first = record.snapshots.size() / 2, count = record.snapshots.size() - first;
  if (count < 10) return std::nan("");
  double squares = 0;
  for (std::size_t s = first; s < record.snapshots.size(); ++s)
    squares += std::pow(half_gap(network, record.opinions(s), 0), 2);
  return squares / static_cast<double>(count);
}

}  // namespace

double two_community_eigenvalue(double advantage, double temperature, double degree_in, double degree_out) {
  return std::tanh(0.5 * (advantage / temperature + std::log(degree_in / degree_out)));
}

double two_community_critical_temperature(double advantage, double degree_in, double degree_out, double steps,
                                          double left, double rate) {
  const double lambda = 1 - (1 - std::pow(left, 1 / steps)) / rate;
  const double inverse = (2 * std::atanh(lambda) - std::log(degree_in / degree_out)) / advantage;
  return inverse > 0 ? 1 / inverse : std::nan("");
}

Answer TwoCommunities::operator()(const Case& c) const {
  if (const Reason reason = unless_two_alike(c); !reason.empty()) return {reason, {}};
  const Blocks blocks = blocks_of(c);
  const double theta = common_stubbornness(c), alpha = c.update().rate, noise = c.update().noise;
  const double in = (blocks.degree(0, 0) + blocks.degree(1, 1)) / 2,
               between = (blocks.degree(0, 1) + blocks.degree(1, 0)) / 2;
  const double advantage = liking(c, 0, 0) - liking(c, 0, 1);
  const double own = two_community_eigenvalue(advantage, *c.temperature(), in, between);
  const double step = 1 - alpha * (1 - own), steps = static_cast<double>(c.steps());
  const std::string quality = blocks.quality();
  const Network& network = c.network();
  const auto left = [network](const Record& r) { return share_left(r, network); };
  Answer out;
  const auto add = [&](std::string quantity, double value,
                       std::function<double(const Record&)> measured = {}) {
    out.predictions.push_back({std::move(quantity), value, quality, std::move(measured)});
  };
  add("eigenvalue of the gap", own);
  if (noise == 0 && theta == 0) {
    const std::string suffix = c.topic_suffix(0);
    add("decay per step", step, [=](const Record& r) { return measured_decay(r, suffix); });
  }
  add("relaxation time", -1 / std::log(step));
  if (const double t = two_community_critical_temperature(advantage, in, between, steps, 0.5, alpha);
      theta == 0 && !std::isnan(t))
    add("critical temperature of the horizon", t);
  if (theta > 0)
    add("gap at the end, of the first", theta / (1 - (1 - theta) * step), left);
  else if (noise == 0)
    add("gap at the end, of the first", std::pow(step, steps), left);
  if (noise > 0) {
    const double keeps = (1 - theta) * step;
    add("variance of the gap", noise * noise / (c.agents() * (1 - keeps * keeps)),
        [network](const Record& r) { return gap_variance(r, network); });
  }
  return out;
}

}  // namespace heed::theory
