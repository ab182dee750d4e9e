#include "scenarios/graph/label_propagation.hpp"

#include <cmath>

namespace heed::scenarios::graph {
namespace {

/// Shares below this are as good as none.
constexpr float least = 1e-6F;
/// Two steps that differ by no more are the same to single precision.
constexpr float still = 1e-6F;

std::unique_ptr<Attend<float>> plain_mean(const Network& network, std::size_t classes) {
  Attention mean;
  mean.score = scores::Uniform{};
  return make_attend<float>(mean, network, static_cast<int>(classes));
}

}  // namespace

LabelPropagation::LabelPropagation(const Lesson& lesson)
    : task_(lesson.task),
      attend_(plain_mean(task_.network, task_.classes.size())),
      share_(Matrix<float>::Zero(task_.agents(), static_cast<Eigen::Index>(task_.classes.size()))),
      prior_(Matrix<float>::Zero(1, share_.cols())) {
  for (const Agent i : task_.of(Part::train)) prior_(0, task_.label[static_cast<std::size_t>(i)]) += 1;
  prior_ /= prior_.sum();
  hold();
}

/// Those who are learned from are what they are.
void LabelPropagation::hold() {
  for (const Agent i : task_.of(Part::train)) {
    share_.row(i).setZero();
    share_(i, task_.label[static_cast<std::size_t>(i)]) = 1;
  }
}

void LabelPropagation::learn() {
  const Matrix<float> before = share_;
  const float one = 1;
  attend_->mean(Said<float>(before), {std::span(&one, 1)}, heard_);
  share_ = heard_;
  hold();
  finished_ = (share_ - before).cwiseAbs().maxCoeff() <= still;
}

void LabelPropagation::judge(Matrix<float>& out) {
  out.resizeLike(share_);
  for (Eigen::Index i = 0; i < out.rows(); ++i) {
    const float sum = share_.row(i).sum();
    // Whom nothing has reached is of any class, as often as these are.
    out.row(i) = sum > least ? Matrix<float>(share_.row(i) / sum) : prior_;
    out.row(i) = out.row(i).array().max(least).log();
  }
  log_softmax(out);
}

}  // namespace heed::scenarios::graph
