#include "heed/chain/balance.hpp"

#include <cmath>
#include <vector>

namespace heed {

std::optional<Eigen::VectorXd> detailed_balance(const Chain& chain) {
  if (chain.rows() == 0) return std::nullopt;
  const Chain back = chain.transpose();  // row j: a_ij by i
  Eigen::VectorXd log_weight = Eigen::VectorXd::Constant(chain.rows(), std::nan(""));
  std::vector<Agent> next{0};
  log_weight(0) = 0;
  // Pass 1: from each agent to those it heeds, as ratios; both directions must carry weight.
  for (std::size_t k = 0; k < next.size(); ++k) {
    const Agent i = next[k];
    Chain::InnerIterator to(chain, i), from(back, i);
    for (; to && from; ++to, ++from) {
      if (to.col() != from.col() || !(to.value() > 0) || !(from.value() > 0)) return std::nullopt;
      if (double& l = log_weight(to.col()); std::isnan(l)) {
        l = log_weight(i) + std::log(to.value()) - std::log(from.value());
        next.push_back(static_cast<Agent>(to.col()));
      }
    }
    if (to || from) return std::nullopt;
  }
  if (std::ssize(next) < chain.rows()) return std::nullopt;
  // Pass 2: every tie agrees.
  for (Eigen::Index i = 0; i < chain.rows(); ++i) {
    Chain::InnerIterator to(chain, i), from(back, i);
    for (; to; ++to, ++from)
      if (std::abs(log_weight(i) + std::log(to.value()) - log_weight(to.col()) - std::log(from.value())) >
          1e-9)
        return std::nullopt;
  }
  Eigen::VectorXd out = (log_weight.array() - log_weight.maxCoeff()).exp();
  return out / out.sum();
}

}  // namespace heed
