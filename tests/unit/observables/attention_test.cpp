#include "heed/observables/attention_entropy.hpp"
#include "heed/observables/cross_community_share.hpp"
#include "heed/observables/effective_peers.hpp"
#include "heed/observables/participation_ratio.hpp"
#include "heed/observables/relative_entropy.hpp"
#include "heed/observables/segregation.hpp"

#include <cmath>
#include <vector>

#include "catch.hpp"
#include "unit/observables/scene.hpp"

using namespace heed;
using namespace heed::observables;

namespace {

constexpr Agent block = 9;
constexpr int inside = 4, across = 3;

/// Two blocks in which each agent hears 4 of its own and 3 of the other, and heeds its own e^advantage times
/// as much.
Scene two_blocks(double advantage) {
  std::vector<Tie> ties;
  for (Agent i = 0; i < 2 * block; ++i) {
    const Agent own = i / block * block, other = block - own;
    for (Agent k = 1; k <= inside; ++k) ties.push_back({i, own + (i - own + k) % block});
    for (Agent k = 0; k < across; ++k) ties.push_back({i, other + (i - own + k) % block});
  }
  Scene out = scene(std::vector<double>(2 * block), Graph(2 * block, ties));
  for (Agent i = 0; i < 2 * block; ++i) out.network.community.push_back(i / block);
  const double liking = std::exp(advantage), total = inside * liking + across;
  for (const Tie& t : out.network.graph.ties())
    out.attention.push_back((t.hearer / block == t.heard / block ? liking : 1) / total);
  return out;
}

}  // namespace

TEST_CASE("the cross-community share of group attention on two blocks is (1 - λ₂)/2") {
  const double advantage = GENERATE(-2.0, 0.0, 0.5, 2.0, 10.0);
  const double second = std::tanh((advantage + std::log(static_cast<double>(inside) / across)) / 2);
  const Scene agents = two_blocks(advantage);
  const double chi = (1 - second) / 2, uniform = static_cast<double>(across) / (inside + across);
  CHECK_THAT(value<CrossCommunityShare>(agents), WithinAbs(chi, 1e-12));
  CHECK_THAT(value<Segregation>(agents), WithinAbs(1 - chi / uniform, 1e-12));
}

TEST_CASE("agents of unknown community neither count nor are counted") {
  // Agent 0 gives 1/2 to its own, 1/4 to the other and 1/4 to the unknown: a third of what is known.
  Scene agents = scene({0, 0, 0, 0}, Graph(4, {{0, 1}, {0, 2}, {0, 3}, {3, 0}, {1, 3}}));
  agents.network.community = {0, 0, 1, -1};
  agents.attention = {0.5, 0.25, 0.25, 1, 1};
  CHECK_THAT(value<CrossCommunityShare>(agents), WithinAbs(1.0 / 3, 1e-12));
  CHECK_THAT(value<Segregation>(agents), WithinAbs(1 - (1.0 / 3) / 0.5, 1e-12));
}

TEST_CASE("segregation is undefined where no one hears another community") {
  Scene agents = scene({0, 0}, Graph(2, both_ways({{0, 1}})));
  agents.network.community = {0, 0};
  agents.attention = {1, 1};
  CHECK(value<CrossCommunityShare>(agents) == 0);
  CHECK(std::isnan(value<Segregation>(agents)));
}

TEST_CASE("shares across communities are undefined without communities") {
  Scene agents = two_blocks(0);
  agents.network.community.clear();
  CHECK(std::isnan(value<CrossCommunityShare>(agents)));
  CHECK(std::isnan(value<Segregation>(agents)));
}

TEST_CASE("agents that heed k alike have entropy ln k and k effective peers") {
  Scene agents = two_blocks(0);
  heed_all_alike(agents);
  const double k = inside + across;
  CHECK_THAT(value<AttentionEntropy>(agents), WithinAbs(std::log(k), 1e-12));
  CHECK_THAT(value<RelativeEntropy>(agents), WithinAbs(1, 1e-12));
  CHECK_THAT(value<EffectivePeers>(agents), WithinAbs(k, 1e-12));
  CHECK_THAT(value<ParticipationRatio>(agents), WithinAbs(k, 1e-12));
}

TEST_CASE("agents that heed one of many have no entropy and one effective peer") {
  Scene agents = scene({0, 0, 0}, Graph(3, {{0, 1}, {0, 2}, {1, 0}, {1, 2}}));
  agents.attention = {1, 0, 0, 1};
  CHECK(value<AttentionEntropy>(agents) == 0);
  CHECK(value<RelativeEntropy>(agents) == 0);
  CHECK(value<EffectivePeers>(agents) == 1);
  CHECK(value<ParticipationRatio>(agents) == 1);
}

TEST_CASE("entropy is a mean over those who hear someone, relative entropy over those who hear two") {
  // Agent 0 heeds two alike, agent 1 hears one, agent 2 no one.
  Scene agents = scene({0, 0, 0}, Graph(3, {{0, 1}, {0, 2}, {1, 0}}));
  agents.attention = {0.5, 0.5, 1};
  CHECK_THAT(value<AttentionEntropy>(agents), WithinAbs(std::log(2.0) / 2, 1e-12));
  CHECK_THAT(value<RelativeEntropy>(agents), WithinAbs(1, 1e-12));
  CHECK_THAT(value<EffectivePeers>(agents), WithinAbs(1.5, 1e-12));
  CHECK_THAT(value<ParticipationRatio>(agents), WithinAbs(1.5, 1e-12));
}

TEST_CASE("uneven attention has fewer peers by squares than by entropy") {
  // Weights 1/2, 1/4, 1/4: H = 3/2 ln 2, e^H = 2^(3/2), and 1/(1/4 + 1/16 + 1/16) = 8/3.
  Scene agents = scene({0, 0, 0, 0}, Graph(4, {{0, 1}, {0, 2}, {0, 3}}));
  agents.attention = {0.5, 0.25, 0.25};
  CHECK_THAT(value<AttentionEntropy>(agents), WithinAbs(1.5 * std::log(2.0), 1e-12));
  CHECK_THAT(value<RelativeEntropy>(agents), WithinAbs(1.5 * std::log(2.0) / std::log(3.0), 1e-12));
  CHECK_THAT(value<EffectivePeers>(agents), WithinAbs(std::pow(2, 1.5), 1e-12));
  CHECK_THAT(value<ParticipationRatio>(agents), WithinAbs(8.0 / 3, 1e-12));
}

TEST_CASE("without attention nothing about it is defined") {
  const Scene agents = scene({0, 1}, Graph(2, both_ways({{0, 1}})));
  CHECK(std::isnan(value<CrossCommunityShare>(agents)));
  CHECK(std::isnan(value<Segregation>(agents)));
  CHECK(std::isnan(value<AttentionEntropy>(agents)));
  CHECK(std::isnan(value<RelativeEntropy>(agents)));
  CHECK(std::isnan(value<EffectivePeers>(agents)));
  CHECK(std::isnan(value<ParticipationRatio>(agents)));
}
