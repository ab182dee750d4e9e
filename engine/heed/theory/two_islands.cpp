#include "heed/theory/two_islands.hpp"

#include "heed/predict/blocks.hpp"
#include "heed/predict/root.hpp"

#include <cmath>

namespace heed::theory {
namespace {

/// What share of its attention each agent gives its own island.
Eigen::VectorXd own_shares(const Case& c) {
  const auto& island = c.network().community;
  Eigen::VectorXd out = Eigen::VectorXd::Zero(c.network().agents());
  for (Agent i = 0; i < c.network().agents(); ++i)
    for (Chain::InnerIterator cell(c.chain(), i); cell; ++cell)
      if (island[static_cast<std::size_t>(cell.col())] == island[static_cast<std::size_t>(i)])
        out(i) += cell.value();
  return out;
}

/// Do all of one island begin at x and all of the other at 1 - x, to rounding?
bool mirrored(const Case& c) {
  const auto& island = c.network().community;
  const double x = c.first()(0, 0);
  for (Agent i = 0; i < c.network().agents(); ++i) {
    const bool same = island[static_cast<std::size_t>(i)] == island[0];
    if (std::abs(c.first()(i, 0) - (same ? x : 1 - x)) > 1e-15) return false;
  }
  return true;
}

Reason unless_two_islands(const Case& c) {
  if (c.network().community_names.size() != 2) return "there are not two communities";
  if (c.pairs() > 5e7) return "too many pairs for a matrix of weights";
  return unless_communities(c);
}

/// The end of islands that begin on either side of 1/2.
void add_end(Answer& out, const Case& c, double x, double drift, const std::string& quality) {
  const double mean = c.first().col(0).mean(), gap = std::abs(half_gap(c.network(), c.first(), 0));
  if (!(std::abs(mean - 0.5) < gap)) return;
  const bool mirror = mirrored(c), lasts = mirror || drift < 1;
  const Network& network = c.network();
  std::string remark = quality;
  if (!lasts) remark = "a common drift grows: they tip over to one side";
  if (mirror && drift > 1) remark += "; mirror images alone: any asymmetry grows, rounding too";
  out.predictions.push_back({.quantity = "half the distance of the islands at the end",
                             .value = lasts ? x - 0.5 : 0.0,
                             .remark = remark,
                             .measured = [=](const Record& r) {
                               const auto last = last_opinions(r);
                               return last ? std::abs(half_gap(network, *last, 0)) : std::nan("");
                             }});
}

}  // namespace

double islands_threshold(double ratio) { return 2 / (ratio + 1); }

double islands_fixed_point(double ratio, double bias) {
  if (bias >= 1) return 1;
  // In L = ln(x / (1 - x)) nothing cancels near the extremes; what is heard has L below ln h.
  const auto rises = [=](double l) {
    const double e = std::exp(-l);
    return std::log((ratio + e) / (1 + ratio * e)) - (1 - bias) * l;
  };
  const double l = falls_through_zero(rises, 1e-7, 1.01 * std::log(ratio) / (1 - bias), 0);
  return 1 / (1 + std::exp(-l));
}

double islands_drift(double ratio, double bias, double self_weight) {
  const double x = islands_fixed_point(ratio, bias), s = (ratio * x + 1 - x) / (ratio + 1);
  const double heard = std::pow(x, bias) * s + std::pow(1 - x, bias) * (1 - s);
  double growth = bias + x * (1 - x) / (s * (1 - s));
  if (bias >= 1) growth = bias > 1 ? 0 : (1 - s) / s;  // at the extremes 1 - x goes to (1 - x)^b (1 - s) / s
  return (self_weight + heard * growth) / (self_weight + heard);
}

double islands_bear_drift(double ratio) {
  const double low = islands_threshold(ratio);
  return falls_through_zero([=](double b) { return islands_drift(ratio, b) - 1; }, low, 1 - 0.01 * (1 - low),
                            1);
}

Answer TwoIslands::operator()(const Case& c) const {
  Reason reason = unless_dynamics<dynamics::BiasedAssimilation>(c);
  if (reason.empty()) reason = first_of({unless_synchronous(c), unless_one_topic(c), unless_two_islands(c)});
  if (!reason.empty()) return {reason, {}};
  const Eigen::VectorXd shares = own_shares(c);
  const double own = shares.mean(), h = own / (1 - own);
  if (!(own < 1)) return {"the two islands do not hear each other", {}};
  if (!(h > 1 + 1e-12)) return {"the islands hear each other as much as themselves, or more", {}};
  const std::string quality = shares.maxCoeff() - shares.minCoeff() < 1e-12
                                  ? "exact: all have the same share of ties within"
                                  : "mean field: shares vary";
  const auto& model = *c.model().dynamics.kind.get<dynamics::BiasedAssimilation>();
  const double x = islands_fixed_point(h, model.bias),
               drift = islands_drift(h, model.bias, model.self_weight);
  Answer out;
  out.predictions.push_back({"homophily ratio of the islands", h, quality});
  out.predictions.push_back({"bias up to which they agree", islands_threshold(h),
                             "mirror images alone: any bias drives others on to 0 or 1"});
  out.predictions.push_back({"bias from which camps bear a drift", islands_bear_drift(h)});
  out.predictions.push_back({"bias from which they end in the extremes", 1});
  out.predictions.push_back({"fixed point of the upper island", x, quality});
  out.predictions.push_back({"growth of a common drift per step", drift,
                             drift > 1 ? "above 1: any asymmetry tips them over" : "below 1: they bear it"});
  add_end(out, c, x, drift, quality);
  return out;
}

}  // namespace heed::theory
