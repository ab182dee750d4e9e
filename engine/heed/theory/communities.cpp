#include "heed/theory/communities.hpp"

#include "heed/predict/blocks.hpp"
#include "heed/predict/liking.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Eigenvalues>

namespace heed::theory {

Eigen::MatrixXd Communities::matrix(const Case& c) {
  const Blocks blocks = blocks_of(c);
  Eigen::MatrixXd w(blocks.count(), blocks.count());
  for (Eigen::Index a = 0; a < w.rows(); ++a) {
    Eigen::RowVectorXd logit(w.cols());
    for (Eigen::Index b = 0; b < w.cols(); ++b)
      logit(b) = liking(c, static_cast<std::int32_t>(a), static_cast<std::int32_t>(b)) / *c.temperature();
    w.row(a) = blocks.degree.row(a).array() * (logit.array() - logit.maxCoeff()).exp();
    if (w.row(a).sum() > 0) w.row(a) /= w.row(a).sum();
  }
  return w;
}

Answer Communities::operator()(const Case& c) const {
  Reason reason = first_of({unless_liking_by_community(c), unless_communities(c), unless_free(c),
                            unless_quiet(c), unless_moving(c)});
  if (reason.empty() && c.network().community_names.size() > 1000) reason = "more than 1000 communities";
  if (!reason.empty()) return {reason, {}};
  const Eigen::MatrixXd w = matrix(c);
  const Eigen::VectorXcd values = Eigen::EigenSolver<Eigen::MatrixXd>(w, false).eigenvalues();
  std::vector<double> modulus;
  for (const auto& value : values) modulus.push_back(std::abs(1.0 - c.update().rate * (1.0 - value)));
  std::sort(modulus.rbegin(), modulus.rend());
  const Blocks blocks = blocks_of(c);
  double cross = 0;
  for (Eigen::Index k = 0; k < w.rows(); ++k) cross += blocks.size(k) / c.agents() * (1 - w(k, k));
  const std::string suffix = c.topic_suffix(0), quality = blocks.quality();
  Answer out;
  out.predictions.push_back({.quantity = "decay per step",
                             .value = modulus[1],
                             .remark = quality,
                             .measured = [=](const Record& r) { return measured_decay(r, suffix); }});
  out.predictions.push_back({.quantity = "cross community share",
                             .value = cross,
                             .remark = quality,
                             .measured = [](const Record& r) { return at_end(r, "cross_community_share"); }});
  return out;
}

}  // namespace heed::theory
