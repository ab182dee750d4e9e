#include "heed/theory/radicalisation.hpp"

#include "heed/predict/conditions.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Eigenvalues>

namespace heed::theory {
namespace {

/// The largest eigenvalue of Φ; 1 where topics have nothing in common.
double largest_overlap(const std::vector<std::vector<double>>& overlap) {
  if (overlap.empty()) return 1;
  const auto size = static_cast<Eigen::Index>(overlap.size());
  Eigen::MatrixXd phi(size, size);
  for (Eigen::Index u = 0; u < size; ++u)
    for (Eigen::Index v = 0; v < size; ++v)
      phi(u, v) = overlap[static_cast<std::size_t>(u)][static_cast<std::size_t>(v)];
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(phi, Eigen::EigenvaluesOnly).eigenvalues().maxCoeff();
}

Reason unless_all_alike(const Case& c) {
  const auto& agents = *c.model().dynamics.kind.get<dynamics::ActivityDriven>();
  if (agents.homophily > 0)
    return "contacts prefer the like-minded (homophily), so they change with opinions";
  if (!(agents.strength > 0)) return "others are not heard (strength)";
  return static_cast<double>(agents.contacts) < c.agents() ? "" : "there are fewer others than contacts";
}

}  // namespace

double radicalisation_threshold(const std::vector<double>& activity, double strength, double reciprocity) {
  double first = 0, second = 0;
  for (const double a : activity) first += a, second += a * a;
  first /= static_cast<double>(activity.size());
  second /= static_cast<double>(activity.size());
  const double r = reciprocity, one_way = (1 - r) * first;
  return 2 / (strength * ((1 + r) * first + std::sqrt(one_way * one_way + 4 * r * second)));
}

Answer Radicalisation::operator()(const Case& c) const {
  Reason reason = unless_dynamics<dynamics::ActivityDriven>(c);
  if (reason.empty()) reason = first_of({unless_all_alike(c), unless_everyone(c)});
  if (!reason.empty()) return {reason, {}};
  const auto& agents = *c.model().dynamics.kind.get<dynamics::ActivityDriven>();
  const std::vector<double> activity = draw(agents.activity, c.network(), c.seed(), Purpose::activity);
  if (std::all_of(activity.begin(), activity.end(), [](double a) { return a == 0; }))
    return {"no one is active", {}};
  const double strength =
      agents.strength * static_cast<double>(agents.contacts) * largest_overlap(agents.overlap);
  const double critical = radicalisation_threshold(activity, strength, agents.reciprocity);
  const double rate = agents.controversialness / critical - 1;
  Answer out;
  out.predictions.push_back({"critical controversialness", critical,
                             rate > 0 ? "the run is above: consensus at 0 does not last"
                                      : "the run is below: consensus at 0 is stable"});
  out.predictions.push_back({"growth rate of small opinions", rate,
                             agents.annealed
                                 ? "per unit of time"
                                 : "per unit of time, of expected contacts; drawn ones fluctuate"});
  return out;
}

}  // namespace heed::theory
