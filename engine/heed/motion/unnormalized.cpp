#include "heed/motion/unnormalized.hpp"

#include "heed/core/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace heed {
namespace {

Network empty_network(Agent agents) {
  Network out;
  out.graph = Graph(agents, {});
  return out;
}

}  // namespace

template <class Real> bool UnnormalizedDot<Real>::suits(const Attention& attention) {
  const auto* dot = attention.score.get<scores::Dot>();
  return dot && !dot->scaled && attention.masks.size() == 1 && attention.masks[0].get<masks::All>() &&
         attention.self_ties == SelfTies::add && attention.biases.size() == 0;
}

template <class Real>
UnnormalizedDot<Real>::UnnormalizedDot(const Attention& attention, Agent agents, int topics)
    : attend_(make_attend<Real>(attention, empty_network(agents + 1), topics + 1)),
      said_(agents + 1, topics + 1) {}

template <class Real>
void UnnormalizedDot<Real>::operator()(const Matrix<Real>& x, Real temperature, Matrix<Real>& heard,
                                       std::vector<Real>& share) {
  const Eigen::Index agents = x.rows(), topics = x.cols();
  // A small c keeps the digits of w - c; b and c of one size keep exponents small. Alone, N counts as 2.
  const double many = std::max<double>(2, static_cast<double>(agents));
  const double scale = std::sqrt(static_cast<double>(temperature) * std::log(many));
  const Real c = static_cast<Real>(scale / 3), b = static_cast<Real>(scale / 3 + scale * 3);
  said_.topLeftCorner(agents, topics) = x;
  said_.topRightCorner(agents, 1).setConstant(c);
  said_.bottomRows(1).setZero();
  said_(agents, topics) = b;
  attend_->mean(Said<Real>(said_), {std::span<const Real>(&temperature, 1)}, out_);
  heard.resize(agents, topics);
  share.resize(static_cast<std::size_t>(agents));
  const Real of_all = static_cast<Real>(many / static_cast<double>(agents));
  for_each_index(static_cast<std::size_t>(agents), [&](std::size_t i) {
    const auto at = static_cast<Eigen::Index>(i);
    const Real w = out_(at, topics), q = (b - w) / (w - c);
    heard.row(at) = out_.row(at).head(topics) * (1 + 1 / q);
    share[i] = q * of_all;
  });
}

template class UnnormalizedDot<float>;
template class UnnormalizedDot<double>;

}  // namespace heed
