#include "scenarios/graph/posterior.hpp"

#include "heed/core/error.hpp"

#include <cmath>

namespace heed::scenarios::graph {
namespace {

/// Class sizes (1, C).
Matrix<double> sizes_of(const Task& task) {
  Matrix<double> out = Matrix<double>::Zero(1, static_cast<Eigen::Index>(task.classes.size()));
  for (const std::int32_t c : task.label)
    if (c >= 0) out(0, c) += 1;
  return out;
}

/// B_cd: the share of pairs of a hearer of class c and another of class d that have a tie.
Matrix<double> ties_between(const Task& task, const Matrix<double>& sizes) {
  Matrix<double> out = Matrix<double>::Zero(sizes.cols(), sizes.cols());
  for (const Tie& t : task.network.graph.ties()) {
    const auto c = task.label[static_cast<std::size_t>(t.hearer)],
               d = task.label[static_cast<std::size_t>(t.heard)];
    if (c >= 0 && d >= 0 && t.hearer != t.heard) out(c, d) += 1;
  }
  for (Eigen::Index c = 0; c < out.rows(); ++c)
    for (Eigen::Index d = 0; d < out.cols(); ++d)
      out(c, d) /= std::max(1.0, sizes(0, c) * (sizes(0, d) - (c == d ? 1 : 0)));
  return out;
}

/// p(c | x_i) from its own features (N, C).
Matrix<double> beliefs(const Task& task, const Matrix<double>& log_prior) {
  Matrix<double> out = task.evidence;
  for (Eigen::Index i = 0; i < out.rows(); ++i) {
    out.row(i) += log_prior;
    out.row(i).array() = (out.row(i).array() - out.row(i).maxCoeff()).exp();
    out.row(i) /= out.row(i).sum();
  }
  return out;
}

}  // namespace

Posterior::Posterior(const Lesson& lesson) {
  const Task& task = lesson.task;
  if (task.evidence.size() == 0)
    throw Error(ErrorKind::data,
                "methods: 'posterior' must know how features were drawn, and this task does not say; leave "
                "it out, or "
                "take task.kind = \"contextual\"");
  const Matrix<double> sizes = sizes_of(task), ties = ties_between(task, sizes);
  const Matrix<double> log_prior = (sizes / sizes.sum()).array().log().matrix();
  const Matrix<double> belief = beliefs(task, log_prior);
  const Matrix<double> tied = belief * ties.transpose();  // (N, C): Σ_d p(d | x_j) B_cd
  const Matrix<double> yes = tied.array().max(1e-300).log(),
                       no = (-tied).array().log1p();  // ln of a tie, of none
  Matrix<double> out = task.evidence;
  const heed::Graph& graph = task.network.graph;
  const Eigen::RowVectorXd none = no.colwise().sum();
  for (Agent i = 0; i < graph.agents(); ++i) {
    out.row(i) += log_prior + none - no.row(i);
    for (const Agent j : graph.hears(i))
      if (j != i) out.row(i) += yes.row(j) - no.row(j);
  }
  log_posterior_ = out.cast<float>();
  log_softmax(log_posterior_);
}

}  // namespace heed::scenarios::graph
