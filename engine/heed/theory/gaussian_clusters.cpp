#include "heed/theory/gaussian_clusters.hpp"

#include "heed/predict/conditions.hpp"

#include <cmath>
#include <numbers>

namespace heed::theory {

Answer GaussianClusters::operator()(const Case& c) const {
  const auto* uniform = c.model().opinions.initial.get<laws::Uniform>();
  const Reason reason =
      first_of({unless_averaging(c), unless_hears_mean(c), unless_synchronous(c), unless_similarity(c),
                unless_everyone(c), unless_one_topic(c), unless_one_temperature(c), unless_free(c),
                unless_quiet(c), unless_moving(c), uniform ? "" : "opinions do not begin uniform"});
  if (!reason.empty()) return {reason, {}};
  const double width = c.attention().score.get<scores::Similarity>()->width;
  const double wavelength = std::numbers::pi * width * std::sqrt(2 * *c.temperature());
  const double time = std::ceil(10 / c.update().rate);
  Answer out;
  out.predictions.push_back({.quantity = "clusters after " + to_text(time) + " steps",
                             .value = (uniform->high - uniform->low) / wavelength,
                             .remark = "about; ends of the range and slow merging left out",
                             .measured = [time](const Record& r) { return at_time(r, "clusters", time); }});
  return out;
}

}  // namespace heed::theory
