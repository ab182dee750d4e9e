// Top-k over everyone by a tree of opinions, against the reference that looks at all pairs: every bit.
#include "heed/attention/transforms/top_k_nearest.hpp"

#include "heed/attention/kernels/reference.hpp"
#include "heed/core/parallel.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "catch.hpp"
#include "unit/attention/made.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

Network without_ties(Agent agents) {
  Network out;
  out.graph = Graph(agents, {});
  return out;
}

Attention top_k(const Choice<scores::Catalogue>& score, std::int64_t count, SelfTies self = SelfTies::graph) {
  Attention out;
  out.score = score;
  out.masks = {masks::All{}, masks::TopK{count}};
  out.self_ties = self;
  return out;
}

const std::vector<Choice<scores::Catalogue>> near_scores = {scores::Similarity{0.3}, scores::Distance{},
                                                            scores::Log{}};

/// Opinions on K topics: "random"; a "lattice" of 6 values, full of ties; "clusters" of width 1 to 1e-6 whose
/// agents are neighbours in number too; "close" together, nearer than the ε of the score log; "equal".
template <class Real> Matrix<Real> opinions(const std::string& kind, Agent agents, int topics) {
  Matrix<Real> out(agents, topics);
  Stream stream(11, Purpose::test);
  for (Agent i = 0; i < agents; ++i)
    for (int c = 0; c < topics; ++c) {
      const double u = stream.uniform();
      double x = u;
      if (kind == "lattice") x = std::floor(6 * u) / 7;
      if (kind == "clusters") x = (i / 40) % 7 + std::pow(10.0, -(i / 40) % 7) * u;
      if (kind == "close") x = 0.3 + 1e-4 * u;
      if (kind == "equal") x = 0.3;
      out(i, c) = static_cast<Real>(x);
    }
  return out;
}

template <class Real> bool same_bits(const Matrix<Real>& a, const Matrix<Real>& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() &&
         std::memcmp(a.data(), b.data(), sizeof(Real) * static_cast<std::size_t>(a.size())) == 0;
}

template <class Real>
Matrix<Real> mean(const Attend<Real>& attend, const Said<Real>& said, const std::vector<Real>& temperature) {
  Matrix<Real> out;
  attend.mean(said, {temperature}, out);
  return out;
}

template <class Real> bool like_reference(const Attention& attention, const Matrix<Real>& x) {
  const Network network = without_ties(static_cast<Agent>(x.rows()));
  const auto fast = made<TopKNearest, Real>(attention, network);
  const auto all_pairs = make_reference<Real>(attention, network);
  const std::vector<Real> t{Real(0.2)};
  return same_bits(mean(fast, Said<Real>(x), t), mean(*all_pairs, Said<Real>(x), t));
}

}  // namespace

TEMPLATE_TEST_CASE("the k nearest are those the reference keeps, ties and all", "", float, double) {
  const Agent agents = 300;
  const int topics = GENERATE(1, 2, 3);
  const std::string kind = GENERATE("random", "lattice", "clusters", "close", "equal");
  const Matrix<TestType> x = opinions<TestType>(kind, agents, topics);
  for (const auto& score : near_scores)
    for (const std::int64_t count : {1, 3, 16, agents + 5})
      for (const SelfTies self : {SelfTies::graph, SelfTies::add, SelfTies::remove}) {
        CAPTURE(kind, topics, score.kind(), count, static_cast<int>(self));
        const Attention attention = top_k(score, count, self);
        REQUIRE(TopKNearest<TestType>::suits(attention, topics));
        CHECK(like_reference(attention, x));
      }
}

TEMPLATE_TEST_CASE("the tree agrees with all pairs when it is deep", "", float, double) {
  const Agent agents = 4001;  // leaves of uneven size
  const int topics = GENERATE(1, 2, 3);
  const std::string kind = GENERATE("random", "lattice", "clusters", "close");
  const Matrix<TestType> x = opinions<TestType>(kind, agents, topics);
  const Network network = without_ties(agents);
  const std::vector<TestType> t{TestType(0.2)};
  for (const auto& score : near_scores) {
    const Attention attention = top_k(score, 16);
    const auto fast = made<TopKNearest, TestType>(attention, network);
    REQUIRE(fast.algorithm() == "top_k_tree");
    const auto all_pairs = make_reference<TestType>(attention, network);
    const Matrix<TestType> out = mean(fast, Said<TestType>(x), t);
    Row<TestType> row;
    std::vector<TestType> expected(static_cast<std::size_t>(topics));
    for (Agent i = 0; i < agents; i += 37) {
      all_pairs->weights(i, Said<TestType>(x), t[0], row);
      mean_of(row, i, x, std::span<TestType>(expected));
      CAPTURE(kind, topics, score.kind(), i);
      CHECK(std::equal(expected.begin(), expected.end(), heed::row(out, i).begin()));
    }
  }
}

TEST_CASE("evenly spaced on a line, two are the neighbours and one is the lower neighbour") {
  const Agent agents = 500;
  Matrix<double> x(agents, 1);
  for (Agent i = 0; i < agents; ++i) x(i, 0) = i;
  const Network network = without_ties(agents);
  const auto heard = [&](std::int64_t count) {
    return mean(made<TopKNearest, double>(top_k(scores::Distance{}, count), network), Said<double>(x), {1.0});
  };
  const Matrix<double> two = heard(2), one = heard(1);
  for (Agent i = 1; i + 1 < agents; ++i) {
    CHECK(two(i, 0) == i);
    CHECK(one(i, 0) == i - 1);
  }
  CHECK(one(0, 0) == 1);
}

TEST_CASE("what is asked, what is found and what is said may differ, and temperatures too") {
  const Agent agents = 400;
  const Matrix<float> query = opinions<float>("random", agents, 2);
  const Matrix<float> key = opinions<float>("lattice", agents, 2);
  const Matrix<float> value = opinions<float>("clusters", agents, 5);
  std::vector<float> temperature;
  for (Agent i = 0; i < agents; ++i) temperature.push_back(0.01F * static_cast<float>(i + 1));
  const Said<float> said(query, key, value);
  const Network network = without_ties(agents);
  const Attention attention = top_k(scores::Similarity{}, 7);
  const auto all_pairs = make_reference<float>(attention, network);
  CHECK(same_bits(mean(made<TopKNearest, float>(attention, network), said, temperature),
                  mean(*all_pairs, said, temperature)));
}

TEST_CASE("top-k by a tree has the same bits on one thread and on two") {
  const Agent agents = 20000;
  const Matrix<float> x = opinions<float>("random", agents, 2);
  const auto fast = made<TopKNearest, float>(top_k(scores::Similarity{}, 16), without_ties(agents));
  use_threads(1);
  const Matrix<float> one = mean(fast, Said<float>(x), {0.1F});
  use_threads(2);
  const Matrix<float> two = mean(fast, Said<float>(x), {0.1F});
  use_threads(0);
  CHECK(same_bits(one, two));
}

TEMPLATE_TEST_CASE("scores that are not finite are left to the reference", "", float, double) {
  using Limits = std::numeric_limits<TestType>;
  const TestType strange = GENERATE(Limits::quiet_NaN(), Limits::infinity(), Limits::max() / 2);
  Matrix<TestType> x = opinions<TestType>("random", 300, 2);
  x(17, 1) = strange;
  for (const auto& score : near_scores) {
    CAPTURE(strange, score.kind());
    CHECK(like_reference(top_k(score, 5), x));
  }
  // A width whose square is no number of the type, or makes all scores 0.
  for (const double width : {1e-200, 1e200})
    CHECK(like_reference(top_k(scores::Similarity{width}, 5), opinions<TestType>("random", 300, 2)));
}

TEST_CASE("differences whose squares vanish tie, and the lower agent is heeded") {
  Matrix<float> x = opinions<float>("random", 300, 2);
  x *= 1e-25F;
  CHECK(like_reference(top_k(scores::Similarity{}, 5), x));
  CHECK(like_reference(top_k(scores::Distance{}, 5), x));
}

TEST_CASE("the tree is for top-k over everyone by a score that falls with distance, and for many agents") {
  const Attention attention = top_k(scores::Log{}, 10);
  CHECK(TopKNearest<float>::suits(attention, 3));
  CHECK_FALSE(TopKNearest<float>::suits(attention, 4));
  CHECK_FALSE(TopKNearest<float>::suits(top_k(scores::Dot{}, 10), 1));
  Attention other = attention;
  other.biases.push_back(biases::Homophily{});
  CHECK_FALSE(TopKNearest<float>::suits(other, 1));
  other = attention;
  other.masks = {masks::Neighbours{}, masks::TopK{10}};
  CHECK_FALSE(TopKNearest<float>::suits(other, 1));
  other.masks = {masks::All{}, masks::TopK{10}, masks::Bounded{}};
  CHECK_FALSE(TopKNearest<float>::suits(other, 1));
  other.masks = {masks::All{}};
  CHECK_FALSE(TopKNearest<float>::suits(other, 1));
  const auto few = made<TopKNearest, float>(attention, without_ties(20));
  const auto many = made<TopKNearest, float>(attention, without_ties(2000));
  CHECK(few.algorithm() == "reference");
  CHECK(few.pairs() == 20 * 20);
  CHECK(many.algorithm() == "top_k_tree");
  CHECK(many.pairs() == 2000 * 11);
}

TEST_CASE("the weights of a row are those of the reference") {
  const Matrix<double> x = opinions<double>("random", 300, 2);
  const Attention attention = top_k(scores::Distance{}, 4);
  Row<double> row, expected;
  made<TopKNearest, double>(attention, without_ties(300)).weights(5, Said<double>(x), 0.3, row);
  make_reference<double>(attention, without_ties(300))->weights(5, Said<double>(x), 0.3, expected);
  CHECK(row.heard == expected.heard);
  CHECK(row.weight == expected.weight);
}

TEST_CASE("without biases top-k goes by scores, also where a high temperature makes ties of their logits") {
  Row<double> row;
  row.heard = {1, 2, 3};
  row.score = {-2e-20, 0, -1e-20};
  softmax(row, 1e305, false, 2);
  CHECK(row.heard == std::vector<Agent>{2, 3});
}
