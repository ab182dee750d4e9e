// Laws: the moments they claim, what they refuse, and that each agent's numbers are its own.
#include "heed/core/error.hpp"
#include "heed/draw/draw.hpp"
#include "heed/graphs/common/checked.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace heed;

namespace {

constexpr Agent many = 40000;

Network agents(Agent count) {
  Network out;
  out.graph = Graph(count, {});
  return out;
}

std::vector<double> drawn(const AnyLaw& law, const Network& network, std::size_t topics = 1) {
  return draw(law, network, 5, Purpose::initial, topics);
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

double sd(const std::vector<double>& values) {
  const double m = mean(values);
  double sum = 0;
  for (const double v : values) sum += (v - m) * (v - m);
  return std::sqrt(sum / static_cast<double>(values.size()));
}

std::string refusal(const AnyLaw& law, const Network& network, std::size_t topics = 1) {
  try {
    drawn(law, network, topics);
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::data);
    return e.what();
  }
  return "no error";
}

/// Communities a, b, c, a, b, c, … by agent.
Network three_communities(Agent count = 9) {
  Network out = agents(count);
  for (Agent i = 0; i < count; ++i) out.community.push_back(i % 3);
  out.community_names = {"a", "b", "c"};
  return out;
}

}  // namespace

// Bands are four standard errors of `many` draws: σ / √n for a mean, σ √((k - 1) / 4n) for an sd, with k the
// kurtosis of the law.
TEST_CASE("uniform: within its bounds, with mean and sd of the uniform law") {
  const auto x = drawn(laws::Uniform{.low = -1, .high = 3}, agents(many));
  CHECK(*std::min_element(x.begin(), x.end()) >= -1);
  CHECK(*std::max_element(x.begin(), x.end()) < 3);
  const double expected = 4 / std::sqrt(12.0);
  CHECK_THAT(mean(x), WithinAbs(1, 4 * expected / std::sqrt(many)));
  CHECK_THAT(sd(x), WithinAbs(expected, 4 * expected * std::sqrt(0.8 / (4.0 * many))));
}

TEST_CASE("normal: has its mean and sd") {
  const auto x = drawn(laws::Normal{.mean = 2, .sd = 0.5}, agents(many));
  CHECK_THAT(mean(x), WithinAbs(2, 4 * 0.5 / std::sqrt(many)));
  CHECK_THAT(sd(x), WithinAbs(0.5, 4 * 0.5 * std::sqrt(2 / (4.0 * many))));
}

TEST_CASE("log_normal: the logarithm is normal around that of the median") {
  auto x = drawn(laws::LogNormal{.median = 0.2, .sigma = 0.7}, agents(many));
  for (double& v : x) v = std::log(v);
  CHECK_THAT(mean(x), WithinAbs(std::log(0.2), 4 * 0.7 / std::sqrt(many)));
  CHECK_THAT(sd(x), WithinAbs(0.7, 4 * 0.7 * std::sqrt(2 / (4.0 * many))));
}

TEST_CASE("constant and spaced have nothing random") {
  CHECK(drawn(laws::Constant{.value = 0.3}, agents(3)) == std::vector<double>{0.3, 0.3, 0.3});
  CHECK(drawn(laws::Spaced{.low = -1, .high = 1}, agents(5)) == std::vector<double>{-1, -0.5, 0, 0.5, 1});
  CHECK(drawn(laws::Spaced{.low = -1, .high = 1}, agents(1)) == std::vector<double>{-1});
}

TEST_CASE("values: each as often as its odds say") {
  const laws::Values law{.values = {-1, 0, 7}, .odds = {1, 0, 3}};
  const auto x = drawn(law, agents(many));
  const auto count = [&x](double v) { return static_cast<double>(std::count(x.begin(), x.end(), v)); };
  CHECK(count(-1) + count(7) == many);
  CHECK_THAT(count(7) / many, WithinAbs(0.75, 4 * std::sqrt(0.75 * 0.25 / many)));  // 4 binomial sd
}

TEST_CASE("values: without odds all are alike") {
  const auto x = drawn(laws::Values{.values = {1, 2, 3}, .odds = {}}, agents(many));
  for (const double v : {1.0, 2.0, 3.0}) {
    const auto share = static_cast<double>(std::count(x.begin(), x.end(), v)) / many;
    CHECK_THAT(share, WithinAbs(1.0 / 3, 4 * std::sqrt(2.0 / 9 / many)));  // 4 binomial sd
  }
}

TEST_CASE("camps: means are evenly spaced over the communities, or as given") {
  laws::Camps camps{.separation = 3, .sd = 0, .means = {}};
  const std::vector<double> even{-1.5, 0, 1.5, -1.5, 0, 1.5, -1.5, 0, 1.5};
  CHECK(drawn(camps, three_communities()) == even);
  camps.means = {4, 5, 7};
  CHECK(drawn(camps, three_communities(3)) == std::vector<double>{4, 5, 7});
  Network one = agents(2);
  one.community = {0, 0};
  one.community_names = {"all"};
  CHECK(drawn(laws::Camps{.separation = 3, .sd = 0, .means = {}}, one) == std::vector<double>{0, 0});
}

TEST_CASE("camps: agents lie around the mean of their community with the given sd") {
  auto x = drawn(laws::Camps{.separation = 2, .sd = 0.3, .means = {}}, three_communities(many));
  for (std::size_t i = 0; i < x.size(); ++i) x[i] -= static_cast<double>(i % 3) - 1;
  CHECK_THAT(mean(x), WithinAbs(0, 4 * 0.3 / std::sqrt(many)));
  CHECK_THAT(sd(x), WithinAbs(0.3, 4 * 0.3 * std::sqrt(2 / (4.0 * many))));
}

TEST_CASE("camps: an agent without a community, and a community without a mean, are refused") {
  const std::string advice =
      "; name the column that holds it as graph.community, use a graph with communities, or another law";
  CHECK(refusal(laws::Camps{}, agents(2)) == "law 'camps': agent 0 has no community" + advice);
  Network network = three_communities();
  network.community[4] = -1;
  CHECK(refusal(laws::Camps{}, network) == "law 'camps': agent 4 has no community" + advice);
  const laws::Camps two{.separation = 1, .sd = 0, .means = {1, 2}};
  CHECK(refusal(two, three_communities()) == "law 'camps': 2 means for 3 communities");
}

TEST_CASE("column: takes one column for each topic") {
  Network network = agents(2);
  network.columns = {{"left", std::vector<double>{1, 2}}, {"right", std::vector<double>{3, 4}}};
  CHECK(drawn(laws::Column{{"right"}}, network) == std::vector<double>{3, 4});
  CHECK(drawn(laws::Column{{"left", "right"}}, network, 2) == std::vector<double>{1, 3, 2, 4});
  CHECK(refusal(laws::Column{{"left"}}, network, 2) == "law 'column': no column named for topic 2");
}

TEST_CASE("column: one that is missing, holds text or lacks a value is refused") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  Network network = agents(2);
  network.columns = {{"name", std::vector<std::string>{"x", "y"}}, {"view", std::vector<double>{1, nan}}};
  CHECK(refusal(laws::Column{{"vieww"}}, network) ==
        "there is no column 'vieww'; columns here: 'name', 'view'");
  CHECK(refusal(laws::Column{{"name"}}, network) == "column 'name' holds text where numbers are needed");
  CHECK(refusal(laws::Column{{"view"}}, network) == "column 'view' has no number for agent 1");
}

TEST_CASE("adding agents does not change what the others draw") {
  const AnyLaw law = GENERATE(AnyLaw(laws::Uniform{}), AnyLaw(laws::Normal{}), AnyLaw(laws::LogNormal{}),
                              AnyLaw(laws::Values{}), AnyLaw(laws::Camps{}));
  const auto few = drawn(law, three_communities(20), 3);
  auto more = drawn(law, three_communities(50), 3);
  more.resize(few.size());
  CHECK(more == few);
}

TEST_CASE("topics of an agent are drawn one after the other and do not repeat each other") {
  const auto three = drawn(laws::Normal{}, agents(many), 3);
  REQUIRE(three.size() == std::size_t{3} * many);
  const auto one = drawn(laws::Normal{}, agents(many));
  double product = 0;
  for (std::size_t i = 0; i < many; ++i) {
    REQUIRE(three[3 * i] == one[i]);  // the first topic does not depend on how many follow
    product += three[3 * i] * three[3 * i + 1];
  }
  CHECK_THAT(product / many, WithinAbs(0, 4 / std::sqrt(many)));  // products of independent normals: sd 1
}

TEST_CASE("the seed and the purpose matter") {
  const AnyLaw law = laws::Uniform{};
  const auto base = draw(law, agents(4), 5, Purpose::initial);
  CHECK(base == draw(law, agents(4), 5, Purpose::initial));
  CHECK(base != draw(law, agents(4), 6, Purpose::initial));
  CHECK(base != draw(law, agents(4), 5, Purpose::stubbornness));
}

TEST_CASE("laws hold their parameters to their ranges") {
  CHECK_THROWS_AS(graphs::check(laws::Uniform{.low = 1, .high = 0}), Error);
  CHECK_THROWS_AS(graphs::check(laws::Normal{.mean = 0, .sd = -1}), Error);
  CHECK_THROWS_AS(graphs::check(laws::LogNormal{.median = 0, .sigma = 1}), Error);
  CHECK_THROWS_AS(graphs::check(laws::Values{.values = {}, .odds = {}}), Error);
  CHECK_THROWS_AS(graphs::check(laws::Values{.values = {1, 2}, .odds = {0, 0}}), Error);
  CHECK_THROWS_AS(graphs::check(laws::Values{.values = {1, 2}, .odds = {1}}), Error);
}
