#include "heed/structure/controversy.hpp"

#include "heed/chain/solve.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace heed {
namespace {

std::vector<Agent> members(const Sides& sides, std::int32_t side) {
  std::vector<Agent> out;
  for (std::size_t i = 0; i < sides.size(); ++i)
    if (sides[i] == side) out.push_back(static_cast<Agent>(i));
  return out;
}

/// The agents from which a walk can come to an absorbing one: back along the ties.
std::vector<char> can_end(const Chain& walk, const Absorbing& absorbing) {
  const Chain back = walk.transpose();
  std::vector<char> out(absorbing);
  std::vector<Agent> next;
  for (std::size_t i = 0; i < out.size(); ++i)
    if (out[i]) next.push_back(static_cast<Agent>(i));
  while (!next.empty()) {
    const Agent at = next.back();
    next.pop_back();
    for (Chain::InnerIterator from(back, at); from; ++from)
      if (char& seen = out[static_cast<std::size_t>(from.col())]; !seen) {
        seen = 1;
        next.push_back(static_cast<Agent>(from.col()));
      }
  }
  return out;
}

/// For each agent that can end, the chance to end on side 1.
std::optional<Eigen::VectorXd> chance_of_one(const Chain& walk, const Sides& sides,
                                             const Absorbing& absorbing, const std::vector<char>& ends) {
  Eigen::VectorXd out = Eigen::VectorXd::Zero(walk.rows());
  std::vector<Agent> passing;
  for (Agent i = 0; i < static_cast<Agent>(walk.rows()); ++i) {
    const auto k = static_cast<std::size_t>(i);
    if (absorbing[k])
      out(i) = sides[k] == 1 ? 1 : 0;
    else if (ends[k])
      passing.push_back(i);
  }
  if (passing.empty()) return out;
  const Eigen::VectorXd heard = walk * out;
  Eigen::VectorXd right(std::ssize(passing));
  for (std::size_t k = 0; k < passing.size(); ++k) right(static_cast<Eigen::Index>(k)) = heard(passing[k]);
  const auto inside = fixed_point(restricted(walk, passing), right);
  if (!inside) return std::nullopt;
  for (std::size_t k = 0; k < passing.size(); ++k) out(passing[k]) = (*inside)(static_cast<Eigen::Index>(k));
  return out;
}

}  // namespace

Absorbing most_tied(const Graph& graph, const Sides& sides, std::size_t count) {
  std::vector<Edge> ties = heard_by(graph);
  for (Agent i = 0; i < graph.agents(); ++i) ties[static_cast<std::size_t>(i)] += graph.degree(i);
  Absorbing out(sides.size());
  for (const std::int32_t side : {0, 1}) {
    std::vector<Agent> of = members(sides, side);
    std::stable_sort(of.begin(), of.end(), [&](Agent a, Agent b) {
      return ties[static_cast<std::size_t>(a)] > ties[static_cast<std::size_t>(b)];
    });
    for (std::size_t k = 0; k < std::min(count, of.size()); ++k) out[static_cast<std::size_t>(of[k])] = 1;
  }
  return out;
}

Absorbing random_share(const Sides& sides, double share, Stream stream) {
  Absorbing out(sides.size());
  for (const std::int32_t side : {0, 1}) {
    std::vector<Agent> of = members(sides, side);
    shuffle(of, stream);
    const auto wanted = static_cast<std::size_t>(std::llround(share * static_cast<double>(of.size())));
    for (std::size_t k = 0; k < std::min(std::max<std::size_t>(1, wanted), of.size()); ++k)
      out[static_cast<std::size_t>(of[k])] = 1;
  }
  return out;
}

std::optional<double> controversy(const Graph& graph, const Sides& sides, const Absorbing& absorbing) {
  const Chain walk = random_walk(graph);
  const std::vector<char> ends = can_end(walk, absorbing);
  const auto one = chance_of_one(walk, sides, absorbing, ends);
  if (!one) return std::nullopt;
  // From side 0 and from side 1: the mean chance to end on side 1.
  std::array<double, 2> to_one{}, count{};
  for (std::size_t i = 0; i < sides.size(); ++i)
    if (sides[i] >= 0 && ends[i]) {
      to_one[static_cast<std::size_t>(sides[i])] += (*one)(static_cast<Eigen::Index>(i));
      count[static_cast<std::size_t>(sides[i])] += 1;
    }
  if (count[0] == 0 || count[1] == 0) return std::nullopt;
  const double from_0 = to_one[0] / count[0], from_1 = to_one[1] / count[1];
  const double at_1 = from_0 + from_1, at_0 = 2 - at_1;
  if (!(at_1 > 0) || !(at_0 > 0)) return std::nullopt;
  const double yy = from_1 / at_1, xy = from_0 / at_1, xx = (1 - from_0) / at_0, yx = (1 - from_1) / at_0;
  return xx * yy - xy * yx;
}

}  // namespace heed
