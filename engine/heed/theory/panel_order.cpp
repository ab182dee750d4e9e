#include "heed/theory/panel_order.hpp"

#include "heed/predict/conditions.hpp"
#include "heed/predict/root.hpp"

#include <cmath>

#include <boost/math/tools/minima.hpp>

namespace heed::theory {
namespace {

/// The independence at which the share x of one opinion stays: g / (1 + g), g = [x^q (1 - x) - (1 - x)^q x] /
/// (x - 1/2) = 2 x (1 - x) Σ_k x^k (1 - x)^{q-2-k}, in which nothing cancels.
double independence_of(double x, std::int64_t q) {
  double sum = 0;
  for (std::int64_t k = 0; k + 2 <= q; ++k)
    sum += std::pow(x, static_cast<double>(k)) * std::pow(1 - x, static_cast<double>(q - 2 - k));
  const double g = 2 * x * (1 - x) * sum;
  return g / (1 + g);
}

/// The share at which that is largest: 1/2 where the transition is continuous.
double edge(std::int64_t q) {
  if (q <= 5) return 0.5;
  return boost::math::tools::brent_find_minima([=](double x) { return -independence_of(x, q); }, 0.5, 1.0, 40)
      .first;
}

}  // namespace

double panel_critical(std::int64_t q) {
  const auto others = static_cast<double>(q - 1);
  return others / (others + std::exp2(others));
}

double panel_largest(std::int64_t q) { return independence_of(edge(q), q); }

double panel_majority(std::int64_t q, double independence) {
  return falls_through_zero([=](double x) { return independence_of(x, q) - independence; }, edge(q), 1, 0.5);
}

Answer PanelOrder::operator()(const Case& c) const {
  const Reason reason =
      first_of({unless_dynamics<dynamics::QVoter>(c), unless_gossip(c), unless_everyone(c)});
  if (!reason.empty()) return {reason, {}};
  const auto& panel = *c.model().dynamics.kind.get<dynamics::QVoter>();
  if (panel.q == 1) return {"a panel of one is a voter: any independence ends order", {}};
  const std::string transition =
      panel.q <= 5 ? "continuous, as for q up to 5" : "with a jump, as from q = 6 on";
  Answer out;
  out.predictions.push_back({"critical independence", panel_critical(panel.q), transition});
  if (panel.q > 5)
    out.predictions.push_back(
        {"largest independence of a majority", panel_largest(panel.q), "below it one that is there lasts"});
  if (panel.values[0] != -panel.values[1]) return out;
  const double share = panel_majority(panel.q, panel.independence);
  for (std::size_t topic = 0; topic < c.model().opinions.topics.size(); ++topic) {
    const std::string observable = "magnetization" + c.topic_suffix(topic);
    out.predictions.push_back({.quantity = observable + " in the long run",
                               .value = std::abs(panel.values[0]) * (2 * share - 1),
                               .remark = panel.independence < panel_critical(panel.q) || share == 0.5
                                             ? "as N grows"
                                             : "as N grows, from a start in order; none from disorder",
                               .measured = [=](const Record& r) { return second_half(r, observable); }});
  }
  return out;
}

}  // namespace heed::theory
