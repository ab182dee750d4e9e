#include "heed/theory/bounded_confidence.hpp"

#include "heed/predict/conditions.hpp"

#include <algorithm>
#include <cmath>

namespace heed::theory {
namespace {

/// The bound where everyone means all within it; NaN else.
double bound(const Case& c) {
  if (!c.attention().score.get<scores::Uniform>()) return std::nan("");
  for (const auto& mask : c.attention().masks)
    if (const auto* bounded = mask.get<masks::Bounded>()) return bounded->radius;
  return std::nan("");
}

Reason unless_everyone_in_bound(const Case& c) {
  bool all = false;
  for (const auto& mask : c.attention().masks) {
    if (mask.get<masks::TopK>()) return "mask 'top_k' narrows who is heard";
    all = all || mask.get<masks::All>();
  }
  if (c.attention().self_ties != SelfTies::add) return "agents do not hear themselves";
  const double n = c.agents();
  return all || c.pairs() >= n * n
             ? ""
             : "not everyone is within reach; on sparse graphs all agree from half the range on";
}

double clusters(const Record& record) { return at_end(record, "clusters"); }

void from_uniform(Answer& out, double range, double radius) {
  out.predictions.push_back({.quantity = "clusters",
                             .value = std::max(1.0, range / (2.290 * radius)),
                             .remark = "about; by the wavelength 2.29 R, for ranges of many R",
                             .measured = clusters});
  out.predictions.push_back(
      {"bound from which all agree", 0.2 * range, "for large N; 0.213 of the range at N = 1000"});
}

void from_even_gaps(Answer& out, double n, double range, double radius) {
  if (std::abs(range / (n - 1) - radius) <= 1e-9 * radius) {
    out.predictions.push_back({.quantity = "clusters",
                               .value = 2 * std::floor(n / 6) + (std::fmod(n, 6) > 0 ? 1 : 0),
                               .remark = "exact: gaps as wide as the bound",
                               .measured = clusters});
    out.predictions.push_back({.quantity = "steps until frozen",
                               .value = 5 * n / 6,
                               .remark = "give or take a few",
                               .measured = [](const Record& r) { return r.steps; }});
    return;
  }
  const double l = range / radius;
  if (n < 1000 || l >= 6.84) return;
  out.predictions.push_back({.quantity = "clusters",
                             .value = l < 5.23 || l >= 5.67 ? 1.0 : 3.0,
                             .remark = "as N grows; near the edges 5.23, 5.67 and 6.84 R only then",
                             .measured = clusters});
}

}  // namespace

Answer BoundedConfidence::operator()(const Case& c) const {
  const double radius = bound(c), n = c.agents();
  Reason reason =
      first_of({unless_averaging(c), unless_hears_mean(c), unless_synchronous(c), unless_one_topic(c),
                std::isnan(radius) ? "there is no bound of confidence alone" : "", unless_free(c),
                unless_quiet(c), c.update().rate == 1 ? "" : "the rate is below 1"});
  if (reason.empty()) reason = unless_everyone_in_bound(c);
  if (reason.empty() && !(radius > 0)) reason = "the bound is 0: no one moves";
  if (!reason.empty()) return {reason, {}};
  Answer out;
  if (const auto* uniform = c.model().opinions.initial.get<laws::Uniform>())
    from_uniform(out, uniform->high - uniform->low, radius);
  else if (const auto* spaced = c.model().opinions.initial.get<laws::Spaced>(); spaced && n > 1)
    from_even_gaps(out, n, spaced->high - spaced->low, radius);
  if (out.predictions.empty()) out.reason = "nothing is known for these first opinions";
  return out;
}

}  // namespace heed::theory
