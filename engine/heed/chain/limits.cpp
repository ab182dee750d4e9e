#include "heed/chain/limits.hpp"

#include "heed/chain/solve.hpp"
#include "heed/chain/spectrum.hpp"

namespace heed {
namespace {

/// π · x(0) of one closed class.
std::optional<double> agreed(const Chain& chain, const std::vector<Agent>& members,
                             const Eigen::VectorXd& first) {
  if (members.size() == 1) return first(members.front());
  const auto law = stationary(restricted(chain, members));
  if (!law) return std::nullopt;
  double sum = 0;
  for (std::size_t k = 0; k < members.size(); ++k)
    sum += law->weight(static_cast<Eigen::Index>(k)) * first(members[k]);
  return sum;
}

}  // namespace

std::optional<Limits> limits(const Chain& chain, const Eigen::VectorXd& first) {
  Limits out{.classes = closed_classes(graph_of(chain)), .consensus = {}, .opinion = first};
  std::vector<std::vector<Agent>> members(static_cast<std::size_t>(out.classes.count));
  std::vector<Agent> passing;
  for (Agent i = 0; i < static_cast<Agent>(chain.rows()); ++i) {
    const int c = out.classes.of[static_cast<std::size_t>(i)];
    (c < 0 ? passing : members[static_cast<std::size_t>(c)]).push_back(i);
  }
  for (const auto& of_class : members) {
    const auto value = agreed(chain, of_class, first);
    if (!value) return std::nullopt;
    out.consensus.push_back(*value);
    for (const Agent i : of_class) out.opinion(i) = *value;
  }
  if (passing.empty()) return out;
  for (const Agent i : passing) out.opinion(i) = 0;
  const Eigen::VectorXd heard = chain * out.opinion;  // from the classes alone
  Eigen::VectorXd right(std::ssize(passing));
  for (std::size_t k = 0; k < passing.size(); ++k) right(static_cast<Eigen::Index>(k)) = heard(passing[k]);
  const auto inside = fixed_point(restricted(chain, passing), right);
  if (!inside) return std::nullopt;
  for (std::size_t k = 0; k < passing.size(); ++k)
    out.opinion(passing[k]) = (*inside)(static_cast<Eigen::Index>(k));
  return out;
}

}  // namespace heed
