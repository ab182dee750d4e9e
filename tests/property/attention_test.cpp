// The attention operator, over the whole catalogue of scores: C1-C4, C6, C7 and C9.
#include "heed/attention/attend.hpp"
#include "heed/attention/kernels/reference.hpp"
#include "heed/core/parallel.hpp"
#include "heed/graphs/erdos_renyi.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "catch.hpp"

using namespace heed;

namespace {

/// Opinions on K topics, agents 0 … N-1 of two communities, on a random graph with weights in (0.5, 1.5).
Network random_network(Agent agents = 60, double degree = 8) {
  Network network = graphs::ErdosRenyi{.agents = agents, .mean_degree = degree}.make(5);
  std::vector<Tie> ties = network.graph.ties();
  Stream stream(9, Purpose::test);
  for (Tie& t : ties) t.weight = stream.uniform(0.5, 1.5);
  network.graph = Graph(agents, ties, true);
  for (Agent i = 0; i < agents; ++i) network.community.push_back(i % 2);
  network.community_names = {"a", "b"};
  return network;
}

Matrix<double> random_opinions(Agent agents, int topics, std::uint64_t seed = 1) {
  Matrix<double> out(agents, topics);
  Stream stream(seed, Purpose::test);
  for (Eigen::Index k = 0; k < out.size(); ++k) out.data()[k] = stream.normal();
  return out;
}

Attention with_score(const Choice<scores::Catalogue>& score, double temperature = 1) {
  Attention out;
  out.score = score;
  out.temperature = temperatures::Constant{temperature};
  return out;
}

template <class Score> Score sample(int topics) {
  if constexpr (std::is_same_v<Score, scores::Bilinear>) {
    Score score;
    score.matrix.assign(static_cast<std::size_t>(topics),
                        std::vector<double>(static_cast<std::size_t>(topics), 0.3));
    score.matrix[0][0] = 1;
    return score;
  } else if constexpr (std::is_same_v<Score, scores::Affinity>) {
    return Score{.of = scores::Affinity::Of::weight, .table = {}};
  } else {
    return {};
  }
}

std::vector<double> dense_row(const Row<double>& row, Agent agents) {
  std::vector<double> out(static_cast<std::size_t>(agents), 0.0);
  for (std::size_t e = 0; e < row.heard.size(); ++e)
    out[static_cast<std::size_t>(row.heard[e])] = row.weight[e];
  return out;
}

}  // namespace

TEMPLATE_LIST_TEST_CASE(
    "rows of attention sum to 1 within 4 ulp, weights are not negative, masked entries are 0", "[C1]",
    scores::Catalogue) {
  const int topics = GENERATE(1, 3);
  const double temperature = GENERATE(1e-3, 0.3, 1.0, 50.0);
  const Network network = random_network();
  const Matrix<double> x = random_opinions(network.agents(), topics);
  const auto attend = make_attend<double>(with_score(sample<TestType>(topics)), network, topics);
  Row<double> row;
  for (Agent i = 0; i < network.agents(); ++i) {
    attend->weights(i, Said<double>(x), temperature, row);
    if (row.heard.empty()) continue;
    long double sum = 0;
    for (const double w : row.weight) {
      CHECK(w >= 0);
      sum += w;
    }
    CHECK(std::abs(static_cast<double>(sum - 1)) <= 4 * std::numeric_limits<double>::epsilon());
    const auto hears = network.graph.hears(i);
    CHECK(std::equal(row.heard.begin(), row.heard.end(), hears.begin(), hears.end()));
  }
}

TEST_CASE("a constant added to a row of scores changes nothing", "[C2]") {
  Stream stream(3, Purpose::test);
  for (int trial = 0; trial < 200; ++trial) {
    Row<double> row, shifted;
    // Multiples of 2^-20, so that adding the constant is exact and what differs is the operator's doing.
    for (Agent j = 0; j < 12; ++j) {
      row.heard.push_back(j);
      row.score.push_back(std::round(stream.normal() * 0x1p20) * 0x1p-20);
    }
    shifted = row;
    const double constant = std::round(stream.uniform(-1e3, 1e3));
    for (double& s : shifted.score) s += constant;
    softmax(row, 0.37, false, 0);
    softmax(shifted, 0.37, false, 0);
    for (std::size_t e = 0; e < 12; ++e) CHECK_THAT(shifted.weight[e], WithinRel(row.weight[e], 1e-15));
  }
}

TEMPLATE_LIST_TEST_CASE("a hot row is uniform on its mask, a cold one on the best of it", "[C3]",
                        scores::Catalogue) {
  const int topics = 2;
  const Network network = random_network();
  const Matrix<double> x = random_opinions(network.agents(), topics);
  const auto attend = make_attend<double>(with_score(sample<TestType>(topics)), network, topics);
  Row<double> row;
  for (Agent i = 0; i < network.agents(); ++i) {
    attend->weights(i, Said<double>(x), 1.0, row);
    if (row.heard.empty()) continue;
    std::vector<double> logit;
    for (const double w : row.weight) logit.push_back(std::log(w));
    const auto [worst, most] = std::minmax_element(logit.begin(), logit.end());
    const double best = *most, range = std::max(1.0, *most - *worst);
    attend->weights(i, Said<double>(x), 1e12 * range, row);  // scores in units of their range
    const double share = 1.0 / static_cast<double>(row.heard.size());
    for (const double w : row.weight) CHECK_THAT(w, WithinRel(share, 1e-12));
    double gap = std::numeric_limits<double>::infinity();
    for (const double l : logit)
      if (l < best - 1e-9) gap = std::min(gap, best - l);
    if (!std::isfinite(gap)) continue;  // uniform score: all are best
    attend->weights(i, Said<double>(x), gap / 800, row);
    for (std::size_t e = 0; e < logit.size(); ++e) {
      if (logit[e] < best - 1e-9) CHECK(row.weight[e] == 0);
    }
  }
}

TEST_CASE("equal bests of a cold row share it equally, exactly", "[C3]") {
  Row<double> row;
  row.heard = {1, 4, 5, 9};
  row.score = {0.5, -1.0, 0.5, 0.4};
  softmax(row, 1e-4, false, 0);
  CHECK(row.weight == std::vector<double>{0.5, 0, 0.5, 0});
}

TEST_CASE("entropy grows with temperature as the variance of the scores over T³", "[C4]") {
  Stream stream(4, Purpose::test);
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<double> score;
    for (int j = 0; j < 9; ++j) score.push_back(stream.normal());
    const auto entropy = [&](double temperature, double* variance) {
      Row<double> row;
      row.score = score;
      for (Agent j = 0; j < 9; ++j) row.heard.push_back(j);
      softmax(row, temperature, false, 0);
      double h = 0, mean = 0, square = 0;
      for (std::size_t j = 0; j < 9; ++j) {
        h -= row.weight[j] * std::log(row.weight[j]);
        mean += row.weight[j] * score[j];
        square += row.weight[j] * score[j] * score[j];
      }
      if (variance) *variance = square - mean * mean;
      return h;
    };
    const double t = stream.uniform(0.4, 3), step = 1e-4 * t;
    double variance = 0;
    entropy(t, &variance);
    const double slope = (entropy(t + step, nullptr) - entropy(t - step, nullptr)) / (2 * step);
    CHECK_THAT(slope, WithinRel(variance / (t * t * t), 1e-6));
    CHECK(slope > 0);
  }
}

TEST_CASE("what top-k leaves out is (1 - m)(mean of the rest - mean of the kept)", "[C6]") {
  const Network network = random_network(80, 14);
  const Matrix<double> x = random_opinions(80, 2);
  Attention all = with_score(scores::Similarity{}, 0.7), few = all;
  few.masks.push_back(masks::TopK{4});
  const auto whole = make_attend<double>(all, network, 2), kept = make_attend<double>(few, network, 2);
  Row<double> row, top;
  std::array<double, 2> o{}, o_k{};
  for (Agent i = 0; i < 80; ++i) {
    whole->weights(i, Said<double>(x), 0.7, row);
    kept->weights(i, Said<double>(x), 0.7, top);
    REQUIRE(top.heard.size() == std::min<std::size_t>(4, row.heard.size()));
    if (row.heard.size() <= 4) continue;
    mean_of(row, i, x, std::span<double>(o));
    mean_of(top, i, x, std::span<double>(o_k));
    const std::vector<double> in = dense_row(top, 80);
    double mass = 0, rest[2] = {0, 0};
    for (std::size_t e = 0; e < row.heard.size(); ++e) {
      const Agent j = row.heard[e];
      if (in[static_cast<std::size_t>(j)] > 0)
        mass += row.weight[e];
      else
        for (int c = 0; c < 2; ++c) rest[c] += row.weight[e] * x(j, c);
    }
    for (int c = 0; c < 2; ++c)
      CHECK_THAT(o[static_cast<std::size_t>(c)] - o_k[static_cast<std::size_t>(c)],
                 WithinAbs(rest[c] - (1 - mass) * o_k[static_cast<std::size_t>(c)], 1e-12));
  }
}

TEST_CASE("top-k breaks ties by the lower agent", "[C6]") {
  Row<double> row;
  row.heard = {2, 3, 5, 8, 9};
  row.score = {0, 1, 0, 0, 0};
  softmax(row, 1.0, false, 3);
  CHECK(row.heard == std::vector<Agent>{2, 3, 5});
}

TEMPLATE_LIST_TEST_CASE("renumbering agents renumbers attention", "[C7]", scores::Catalogue) {
  const int topics = 2;
  const Network network = random_network();
  const Agent n = network.agents();
  const Matrix<double> x = random_opinions(n, topics);
  std::vector<Agent> to(static_cast<std::size_t>(n));
  std::iota(to.begin(), to.end(), 0);
  Stream stream(8, Purpose::test);
  shuffle(to, stream);
  Network moved;
  std::vector<Tie> ties;
  for (const Tie& t : network.graph.ties())
    ties.push_back({to[static_cast<std::size_t>(t.hearer)], to[static_cast<std::size_t>(t.heard)], t.weight});
  moved.graph = Graph(n, ties, true);
  Matrix<double> y(n, topics);
  for (Agent i = 0; i < n; ++i) y.row(to[static_cast<std::size_t>(i)]) = x.row(i);
  const Attention attention = with_score(sample<TestType>(topics));
  Matrix<double> out, out_moved;
  const std::vector<double> t{0.4};
  make_attend<double>(attention, network, topics)->mean(Said<double>(x), {t}, out);
  make_attend<double>(attention, moved, topics)->mean(Said<double>(y), {t}, out_moved);
  for (Agent i = 0; i < n; ++i)
    for (int c = 0; c < topics; ++c)
      CHECK_THAT(out_moved(to[static_cast<std::size_t>(i)], c), WithinAbs(out(i, c), 1e-12));
}

TEST_CASE("distance scores do not see a shift of all opinions, nor a scale taken up by temperature", "[C7]") {
  const Network network = random_network();
  const Matrix<double> x = random_opinions(network.agents(), 1);
  const double c = 3;
  Matrix<double> out, moved, scaled;
  const std::vector<double> t{0.5}, t1{c * 0.5}, t2{c * c * 0.5};
  const auto similarity = make_attend<double>(with_score(scores::Similarity{}), network, 1);
  similarity->mean(Said<double>(x), {t}, out);
  similarity->mean(Said<double>(Matrix<double>(x.array() + 7)), {t}, moved);
  similarity->mean(Said<double>(Matrix<double>(x * c)), {t2}, scaled);
  CHECK((moved.array() - 7 - out.array()).abs().maxCoeff() < 1e-12);
  CHECK((scaled / c - out).cwiseAbs().maxCoeff() < 1e-12);
  const auto distance = make_attend<double>(with_score(scores::Distance{}), network, 1);
  distance->mean(Said<double>(x), {t}, out);
  distance->mean(Said<double>(Matrix<double>(x * c)), {t1}, scaled);
  CHECK((scaled / c - out).cwiseAbs().maxCoeff() < 1e-12);
}

TEST_CASE("leaving out one of those heeded moves the mean by a (x_j - y) / (1 - a)", "[C9]") {
  const Network network = random_network(40, 10);
  const Matrix<double> x = random_opinions(40, 1);
  const Attention attention = with_score(scores::Distance{}, 0.6);
  const auto attend = make_attend<double>(attention, network, 1);
  Row<double> row, without;
  for (Agent i = 0; i < 40; ++i) {
    attend->weights(i, Said<double>(x), 0.6, row);
    if (row.heard.size() < 2) continue;
    const Row<double> full = row;
    std::array<double, 1> y{}, y_less{};
    mean_of(full, i, x, std::span<double>(y));
    for (std::size_t e = 0; e < full.heard.size(); ++e) {
      std::vector<Tie> ties = network.graph.ties();
      std::erase_if(ties, [&](const Tie& t) { return t.hearer == i && t.heard == full.heard[e]; });
      Network less;
      less.graph = Graph(40, ties, true);
      make_attend<double>(attention, less, 1)->weights(i, Said<double>(x), 0.6, without);
      mean_of(without, i, x, std::span<double>(y_less));
      const double a = full.weight[e];
      CHECK_THAT(y[0] - y_less[0], WithinAbs(a * (x(full.heard[e], 0) - y[0]) / (1 - a), 1e-12));
    }
  }
}

TEST_CASE("the mean has the same bits on one thread and on several", "[C10]") {
  const Network network = random_network(3000, 12);
  const Matrix<double> x = random_opinions(3000, 2);
  const auto attend = make_attend<double>(with_score(scores::Similarity{}), network, 2);
  const std::vector<double> t{0.3};
  Matrix<double> one, many;
  use_threads(1);
  attend->mean(Said<double>(x), {t}, one);
  use_threads(5);
  attend->mean(Said<double>(x), {t}, many);
  use_threads(0);
  CHECK(std::equal(one.data(), one.data() + one.size(), many.data()));
}

TEST_CASE("agents that agree keep their opinion to the last bit") {
  const Network network = random_network();
  const Matrix<double> x = Matrix<double>::Constant(network.agents(), 1, 0.1);
  const std::vector<double> t{0.3};
  Matrix<double> out;
  make_attend<double>(with_score(scores::Dot{}), network, 1)->mean(Said<double>(x), {t}, out);
  CHECK((out.array() == 0.1).all());
}
