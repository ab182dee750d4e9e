#include "heed/predict/blocks.hpp"

#include <algorithm>
#include <array>

namespace heed {
namespace {

bool everyone(const Case& c) {
  const auto& masks = c.attention().masks;
  return std::any_of(masks.begin(), masks.end(), [](const auto& m) { return m.template get<masks::All>(); });
}

std::size_t at(Agent i) { return static_cast<std::size_t>(i); }

/// How many of each community agent i hears.
Eigen::RowVectorXd heard(const Case& c, Agent i, const Blocks& blocks) {
  const auto& community = c.network().community;
  Eigen::RowVectorXd out = Eigen::RowVectorXd::Zero(blocks.count());
  const SelfTies self = c.attention().self_ties;
  bool own = self == SelfTies::add;
  if (everyone(c)) {
    out = blocks.size.transpose();
    out(community[at(i)]) -= 1;
  } else {
    for (const Agent j : c.network().graph.hears(i))
      if (j == i)
        own = self != SelfTies::remove;
      else
        out(community[at(j)]) += 1;
  }
  out(community[at(i)]) += own ? 1 : 0;
  return out;
}

}  // namespace

std::string Blocks::quality() const {
  return equitable ? "exact: all agents of a community have the same degrees" : "mean field: degrees vary";
}

Reason unless_communities(const Case& c) {
  const auto& community = c.network().community;
  if (c.network().community_names.size() < 2) return "there are not two or more communities";
  if (std::any_of(community.begin(), community.end(), [](std::int32_t k) { return k < 0; }))
    return "some agents are in no community";
  return unless_plain_ties(c);
}

Blocks blocks_of(const Case& c) {
  const Network& network = c.network();
  const auto count = static_cast<Eigen::Index>(network.community_names.size());
  Blocks out{.size = Eigen::VectorXd::Zero(count), .degree = Eigen::MatrixXd::Zero(count, count)};
  for (const std::int32_t k : network.community) out.size(k) += 1;
  std::vector<Eigen::RowVectorXd> one(static_cast<std::size_t>(count));
  for (Agent i = 0; i < network.agents(); ++i) {
    const std::int32_t k = network.community[at(i)];
    const Eigen::RowVectorXd row = heard(c, i, out);
    Eigen::RowVectorXd& first = one[static_cast<std::size_t>(k)];
    if (first.size() == 0) first = row;
    out.equitable = out.equitable && row == first;
    out.degree.row(k) += row / out.size(k);
  }
  return out;
}

double half_gap(const Network& network, const Matrix<double>& opinions, std::size_t topic) {
  std::array<double, 2> sum{}, count{};
  for (Agent i = 0; i < network.agents(); ++i) {
    const auto k = static_cast<std::size_t>(network.community[at(i)]);
    sum[k] += opinions(i, static_cast<Eigen::Index>(topic));
    count[k] += 1;
  }
  return (sum[1] / count[1] - sum[0] / count[0]) / 2;
}

}  // namespace heed
