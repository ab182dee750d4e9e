// Masks, biases, self-ties, empty rows, sampling and the sorted way, each on networks small enough to see.
#include "heed/attention/attend.hpp"
#include "heed/attention/kernels/reference.hpp"
#include "heed/attention/transforms/sorted_bounded.hpp"
#include "heed/core/error.hpp"
#include "heed/graph/hops.hpp"

#include <cmath>

#include "catch.hpp"

using namespace heed;

namespace {

/// 0 - 1 - 2 - 3 - 4 in a row, hearing both ways; communities 0 0 0 1 1.
Network path() {
  Network out;
  out.graph = Graph(5, both_ways({{0, 1}, {1, 2}, {2, 3}, {3, 4}}));
  out.community = {0, 0, 0, 1, 1};
  out.community_names = {"left", "right"};
  return out;
}

Matrix<double> opinions(std::vector<double> values) {
  Matrix<double> out(static_cast<Eigen::Index>(values.size()), 1);
  for (std::size_t i = 0; i < values.size(); ++i) out(static_cast<Eigen::Index>(i), 0) = values[i];
  return out;
}

Row<double> row_of(const Attention& attention, const Network& network, Agent i, const Matrix<double>& x) {
  Row<double> row;
  make_attend<double>(attention, network, 1)->weights(i, Said<double>(x), 1.0, row);
  return row;
}

Attention uniform() {
  Attention out;
  out.score = scores::Uniform{};
  return out;
}

const Matrix<double> line = opinions({0, 1, 2, 3, 4});

}  // namespace

TEST_CASE("the mask 'hops' reaches friends of friends and counts the ties between") {
  Attention attention = uniform();
  attention.masks = {masks::Hops{2}};
  CHECK(row_of(attention, path(), 2, line).heard == std::vector<Agent>{0, 1, 3, 4});
  attention.biases.push_back(biases::Hops{std::log(2.0)});  // each tie further halves the weight
  const Row<double> row = row_of(attention, path(), 2, line);
  CHECK_THAT(row.weight[0], WithinAbs(1.0 / 6, 1e-15));
  CHECK_THAT(row.weight[1], WithinAbs(2.0 / 6, 1e-15));
}

TEST_CASE("within_hops finds breadth-first distances") {
  const Reach reach = within_hops(path().graph, 3);
  for (Agent i = 0; i < 5; ++i)
    for (Edge e = reach.graph.first(i); const Agent j : reach.graph.hears(i))
      CHECK(reach.hop(e++) == std::abs(i - j));
  CHECK(reach.graph.edges() == 4 * 2 + 3 * 2 + 2 * 2);
}

TEST_CASE("the mask 'all' hears everyone but oneself, and oneself too when asked to") {
  Attention attention = uniform();
  attention.masks = {masks::All{}};
  CHECK(row_of(attention, path(), 1, line).heard == std::vector<Agent>{0, 2, 3, 4});
  attention.self_ties = SelfTies::add;
  CHECK(row_of(attention, path(), 1, line).heard == std::vector<Agent>{0, 1, 2, 3, 4});
}

TEST_CASE("the mask 'bounded' is closed: those at exactly the bound are heeded") {
  Attention attention = uniform();
  attention.masks = {masks::All{}, masks::Bounded{2.0}};
  CHECK(row_of(attention, path(), 2, line).heard == std::vector<Agent>{0, 1, 3, 4});
  attention.masks = {masks::Neighbours{}, masks::Bounded{0.5}};
  CHECK(row_of(attention, path(), 2, line).heard.empty());
}

TEST_CASE("self-ties can be added to a graph and taken from it") {
  Attention attention = uniform();
  attention.self_ties = SelfTies::add;
  CHECK(row_of(attention, path(), 0, line).heard == std::vector<Agent>{0, 1});
  Network loops = path();
  loops.graph = Graph(5, {{0, 0}, {0, 1}});
  attention.self_ties = SelfTies::graph;
  CHECK(row_of(attention, loops, 0, line).heard == std::vector<Agent>{0, 1});
  attention.self_ties = SelfTies::remove;
  CHECK(row_of(attention, loops, 0, line).heard == std::vector<Agent>{1});
}

TEST_CASE("an agent that hears no one keeps its opinion, heeds itself, or is an error, as set") {
  Network lonely;
  lonely.graph = Graph(2, {{0, 1}});
  const Matrix<double> x = opinions({1, 7});
  Attention attention = uniform();
  CHECK(row_of(attention, lonely, 1, x).heard.empty());
  Matrix<double> out;
  const std::vector<double> t{1.0};
  make_attend<double>(attention, lonely, 1)->mean(Said<double>(x), {t}, out);
  CHECK(out(1, 0) == 7);
  CHECK(out(0, 0) == 7);
  attention.empty_row = EmptyRow::self;
  CHECK(row_of(attention, lonely, 1, x).heard == std::vector<Agent>{1});
  attention.empty_row = EmptyRow::error;
  CHECK_THROWS_AS(row_of(attention, lonely, 1, x), Error);
}

TEST_CASE("biases are priors: exp(bias) multiplies the weight, outside the temperature unless set inside") {
  Attention attention = uniform();
  attention.biases.push_back(biases::Homophily{std::log(3.0)});
  const Row<double> row = row_of(attention, path(), 2, line);  // hears 1 of its own, 3 of the other
  CHECK_THAT(row.weight[0], WithinAbs(0.75, 1e-15));
  Row<double> hot;
  make_attend<double>(attention, path(), 1)->weights(2, Said<double>(line), 10.0, hot);
  CHECK_THAT(hot.weight[0], WithinAbs(0.75, 1e-15));
  attention.bias_in_temperature = true;
  make_attend<double>(attention, path(), 1)->weights(2, Said<double>(line), 10.0, hot);
  CHECK_THAT(hot.weight[0], WithinAbs(1 / (1 + std::pow(3.0, -0.1)), 1e-15));
}

TEST_CASE("prominence weighs by the number of hearers, stubborn self by oneself") {
  Attention attention = uniform();
  attention.biases.push_back(biases::Prominence{1.0});
  const Row<double> row = row_of(attention, path(), 1, line);  // 0 is heard by one, 2 by two
  CHECK_THAT(row.weight[0], WithinAbs(1.0 / 3, 1e-15));
  attention = uniform();
  attention.self_ties = SelfTies::add;
  attention.biases.push_back(biases::StubbornSelf{std::log(4.0)});
  CHECK_THAT(row_of(attention, path(), 0, line).weight[0], WithinAbs(0.8, 1e-15));
}

TEST_CASE("affinity goes by community, by table, or by the weight of the tie") {
  Attention attention;
  attention.score = scores::Affinity{.within = std::log(3.0), .between = 0, .table = {}};
  CHECK_THAT(row_of(attention, path(), 2, line).weight[0], WithinAbs(0.75, 1e-15));
  attention.score = scores::Affinity{.table = {{0, std::log(4.0)}, {0, 0}}};
  CHECK_THAT(row_of(attention, path(), 2, line).weight[1], WithinAbs(0.8, 1e-15));
  Network weighted = path();
  weighted.graph = Graph(5, {{0, 1, 3}, {0, 2, 1}, {0, 3, 0}}, true);
  attention.score = scores::Affinity{.of = scores::Affinity::Of::weight, .table = {}};
  const Row<double> row = row_of(attention, weighted, 0, line);
  CHECK(row.heard == std::vector<Agent>{1, 2});  // a tie of weight 0 is closed
  CHECK_THAT(row.weight[0], WithinAbs(0.75, 1e-15));
}

TEST_CASE("a score by community needs communities") {
  Network plain;
  plain.graph = Graph(2, {{0, 1}});
  Attention attention;
  attention.score = scores::Affinity{};
  CHECK_THROWS_AS(make_attend<double>(attention, plain, 1), Error);
}

TEST_CASE("draws follow the weights") {
  Row<double> row;
  row.heard = {3, 5, 6};
  row.weight = {0.2, 0.5, 0.3};
  CHECK(drawn_from(row, 0, 0.0) == 3);
  CHECK(drawn_from(row, 0, 0.2) == 5);
  CHECK(drawn_from(row, 0, 0.699999) == 5);
  CHECK(drawn_from(row, 0, 0.9999999999999999) == 6);
  CHECK(drawn_from(Row<double>{}, 4, 0.5) == 4);
}

TEMPLATE_TEST_CASE("sorted prefix sums agree with the reference on bounded confidence", "", float, double) {
  const double tolerance =
      std::is_same_v<TestType, float> ? 2e-5 : 1e-12;  // the reference sums 3000 terms in order
  const auto self = GENERATE(SelfTies::add, SelfTies::graph);
  const double radius = GENERATE(0.0, 0.001, 0.05, 0.3, 5.0);
  Network network;
  network.graph = Graph(3000, {});
  Matrix<TestType> x(3000, 1);
  Stream stream(2, Purpose::test);
  for (Eigen::Index i = 0; i < 3000; ++i)
    x(i, 0) = static_cast<TestType>(std::floor(stream.uniform() * 2000) / 2000);
  Attention attention = uniform();
  attention.masks = {masks::All{}, masks::Bounded{radius}};
  attention.self_ties = self;
  REQUIRE(SortedBounded<TestType>::suits(attention, 1));
  const auto fast = make_attend<TestType>(attention, network, 1);
  REQUIRE(fast->algorithm() == "sorted_bounded");
  const std::vector<TestType> t{1};
  Matrix<TestType> sorted, plain;
  fast->mean(Said<TestType>(x), {t}, sorted);
  make_reference<TestType>(attention, network)->mean(Said<TestType>(x), {t}, plain);
  CHECK((sorted - plain).cwiseAbs().maxCoeff() <= tolerance);
}
