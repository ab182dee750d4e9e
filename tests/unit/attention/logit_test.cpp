// The logit of one pair is what the kernels put into their softmax.
#include "heed/attention/logit.hpp"

#include "heed/attention/attend.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "catch.hpp"
#include "karate.hpp"

using namespace heed;

namespace {

/// The weights of agent 0 by softmax of its logits, beside those of the operator.
void agree(const Attention& attention, double temperature) {
  const Network network = karate();
  Matrix<double> x(34, 2);
  for (Eigen::Index i = 0; i < 34; ++i) x.row(i) << std::sin(double(i)), std::cos(2.0 * double(i));
  Row<double> row;
  make_attend<double>(attention, network, 2)->weights(0, Said<double>(x), temperature, row);
  const std::vector<Edge> heard = heard_by(network.graph);
  std::vector<double> weight;
  double total = 0;
  for (const Agent j : row.heard) {
    const auto at = static_cast<std::size_t>(j);
    const TieFacts tie{0, j, 1, 1, network.community[0], network.community[at], heard[at]};
    weight.push_back(std::exp(logit(attention, tie, {x.row(0).data(), x.row(j).data(), 2}, temperature)));
    total += weight.back();
  }
  REQUIRE(row.heard.size() > 1);
  for (std::size_t k = 0; k < weight.size(); ++k)
    CHECK_THAT(row.weight[k], WithinRel(weight[k] / total, 1e-12));
}

}  // namespace

TEST_CASE("the logit of a pair is that of the kernels, for scores of opinions and of ties, with biases") {
  Attention attention;
  agree(attention, 0.7);
  attention.biases = ChoiceList<biases::Catalogue>{biases::Prominence{0.5}, biases::Homophily{0.8}};
  agree(attention, 0.7);
  attention.bias_in_temperature = true;
  agree(attention, 0.7);
  attention.score = scores::Affinity{.within = 1, .between = 0.2, .table = {}};
  agree(attention, 0.3);
}

TEST_CASE("a mask of opinions closes a pair, masks of reach and number do not") {
  Attention attention;
  attention.masks = ChoiceList<masks::Catalogue>{masks::Neighbours{}, masks::Bounded{0.5}, masks::TopK{1}};
  const TieFacts tie{0, 1, 1, 1, -1, -1, 1};
  const double own = 0, near = 0.5, far = 0.6;
  CHECK(logit(attention, tie, {&own, &near, 1}, 1) == -0.125);
  CHECK(logit(attention, tie, {&own, &far, 1}, 1) == -std::numeric_limits<double>::infinity());
}
