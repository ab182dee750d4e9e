// A step of attention on a graph, beside the plain loop people write and beside fetching the opinions alone.
#include "heed/core/parallel.hpp"
#include "heed/graph/order.hpp"

#include <cmath>

#include "bench/race.hpp"
#include "bench/worlds.hpp"
#include <boost/graph/adjacency_list.hpp>

using namespace heed;
using namespace heed::bench;

namespace {

using Adjacency = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

std::unique_ptr<Adjacency> adjacency_of(const Graph& graph) {
  auto out = std::make_unique<Adjacency>(static_cast<std::size_t>(graph.agents()));
  for (Agent i = 0; i < graph.agents(); ++i)
    for (const Agent j : graph.hears(i))
      boost::add_edge(static_cast<std::size_t>(i), static_cast<std::size_t>(j), *out);
  return out;
}

template <class Real> Real score(const Matrix<Real>& x, Eigen::Index i, Eigen::Index j) {
  if (x.cols() == 1) return -std::abs(x(i, 0) - x(j, 0));
  Real out = 0;
  for (Eigen::Index c = 0; c < x.cols(); ++c) out -= (x(i, c) - x(j, c)) * (x(i, c) - x(j, c));
  return out;
}

/// The plain loop: scores of a row, their largest, exponentials, a mean.
template <class Real>
void plain_loop(const Adjacency& graph, const Matrix<Real>& x, Real temperature, Matrix<Real>& out) {
  std::vector<Real> scores;
  for (auto [i, last] = boost::vertices(graph); i != last; ++i) {
    const auto row = static_cast<Eigen::Index>(*i);
    scores.clear();
    Real best = -std::numeric_limits<Real>::infinity();
    for (auto [e, end] = boost::out_edges(*i, graph); e != end; ++e) {
      scores.push_back(score(x, row, static_cast<Eigen::Index>(boost::target(*e, graph))) / temperature);
      best = std::max(best, scores.back());
    }
    Real weights = 0;
    std::size_t k = 0;
    for (Eigen::Index c = 0; c < x.cols(); ++c) out(row, c) = 0;
    for (auto [e, end] = boost::out_edges(*i, graph); e != end; ++e) {
      const auto heard = static_cast<Eigen::Index>(boost::target(*e, graph));
      const Real w = std::exp(scores[k++] - best);
      weights += w;
      for (Eigen::Index c = 0; c < x.cols(); ++c) out(row, c) += w * x(heard, c);
    }
    for (Eigen::Index c = 0; c < x.cols(); ++c) out(row, c) /= weights;
  }
}

/// What no way can beat: every opinion heard is fetched once, and summed.
template <class Real, int K>
Real fetch_and_sum(const Agent* heard, const Real* x, std::size_t first, std::size_t last) {
  constexpr std::size_t together = K == 1 ? 8 : 1, ahead = 32;
  Real part[together * K]{};
  std::size_t e = first;
  for (; e + together <= last; e += together) {
    // Rows ahead are asked for early, as the kernel does.
    if (K > 1 && e + ahead < last) __builtin_prefetch(x + static_cast<std::size_t>(heard[e + ahead]) * K);
    for (std::size_t k = 0; k < together; ++k)
      for (std::size_t c = 0; c < K; ++c)
        part[k * K + c] += x[static_cast<std::size_t>(heard[e + k]) * K + c];
  }
  for (; e < last; ++e) part[0] += x[static_cast<std::size_t>(heard[e]) * K];
  Real sum = 0;
  for (const Real p : part) sum += p;
  return sum;
}

template <class Real, int K> void fetch_all(const Network& network, const Matrix<Real>& x) {
  const auto edges = static_cast<std::size_t>(network.graph.edges());
  for_blocks(edges, std::size_t{1} << 16, [&](std::size_t first, std::size_t last) {
    benchmark::DoNotOptimize(fetch_and_sum<Real, K>(network.graph.hears(0).data(), x.data(), first, last));
  });
}

Attention setting(int topics) {
  Attention out;
  out.score = scores::Distance{};
  if (topics > 1) out.score = scores::Similarity{.width = std::sqrt(0.5)};
  return out;
}

/// threads: 0 for all.
template <class Real, int K>
void sparse(benchmark::State& state, const std::string& kind, Agent agents, int threads) {
  use_threads(threads);
  const Network& network = world(kind, agents);
  const Matrix<Real> x = opinions<Real>(agents, K);
  Matrix<Real> out = opinions<Real>(agents, K), other = x;
  const std::vector<Real> temperature{Real(0.1 * K)};  // a tenth of the range on each topic
  const auto attend = make_attend<Real>(setting(K), network, K);
  const auto edges = static_cast<double>(network.graph.edges());
  std::vector<Contender> contenders{{"heed", [&] { attend->mean(Said<Real>(x), {temperature}, out); }, edges},
                                    {"limit", [&] { fetch_all<Real, K>(network, x); }, edges}};
  std::unique_ptr<Adjacency> adjacency;
  if (threads == 1 && agents <= 1'000'000) {
    adjacency = adjacency_of(network.graph);
    contenders.push_back(
        {"naive", [&] { plain_loop<Real>(*adjacency, x, temperature.front(), other); }, edges});
  }
  race(state, contenders);
  use_threads(0);
}

/// One thread beside two, in the same process.
void two_threads(benchmark::State& state, Agent agents) {
  const Network& network = world("erdos_renyi", agents);
  const Matrix<float> x = opinions<float>(agents, 1);
  Matrix<float> out = opinions<float>(agents, 1);
  const std::vector<float> temperature{0.1F};
  const auto attend = make_attend<float>(setting(1), network, 1);
  const auto step = [&](int threads) {
    return [&, threads] {
      use_threads(threads);
      attend->mean(Said<float>(x), {temperature}, out);
    };
  };
  const auto edges = static_cast<double>(network.graph.edges());
  race(state, {{"heed", step(2), edges}, {"one_thread", step(1), edges}});
  use_threads(0);
}

/// Agents kept in another order, beside agents kept by number.
void ordered(benchmark::State& state, Order order, Agent agents, int topics) {
  use_threads(1);
  Network network = world("communities", agents);
  const Matrix<float> x = opinions<float>(agents, topics);
  Matrix<float> out = opinions<float>(agents, topics);
  const std::vector<float> temperature{0.1F};
  const auto by_number = make_attend<float>(setting(topics), network, topics);
  const double seconds_to_order = seconds([&] { network.order = order_of(order, network, 0, 0); });
  const auto attend = make_attend<float>(setting(topics), network, topics);
  const auto edges = static_cast<double>(network.graph.edges());
  race(state, {{"heed", [&] { attend->mean(Said<float>(x), {temperature}, out); }, edges},
               {"by_number", [&] { by_number->mean(Said<float>(x), {temperature}, out); }, edges}});
  state.counters["order_s"] = seconds_to_order;
  use_threads(0);
}

/// Laying out the rows, in steps ("layout/heed").
void layout(benchmark::State& state, Agent agents) {
  use_threads(1);
  const Network& network = world("erdos_renyi", agents);
  const Matrix<float> x = opinions<float>(agents, 1);
  Matrix<float> out = opinions<float>(agents, 1);
  const std::vector<float> temperature{0.1F};
  const auto attend = make_attend<float>(setting(1), network, 1);
  const auto edges = static_cast<double>(network.graph.edges());
  race(state,
       {{"heed", [&] { attend->mean(Said<float>(x), {temperature}, out); }, edges},
        {"layout", [&] { benchmark::DoNotOptimize(make_attend<float>(setting(1), network, 1)); }, edges}});
  use_threads(0);
}

template <class Real, int K> void add_sparse(const std::string& kind, Agent agents, int threads = 1) {
  const std::string name = std::string("sparse/") + name_of_real<Real> + "/" + kind +
                           "/K=" + std::to_string(K) + "/N=" + std::to_string(agents) +
                           (threads == 1 ? "" : "/all_threads");
  add(name, agents < 10'000'000 ? 15 : 5,
      [=](benchmark::State& state) { sparse<Real, K>(state, kind, agents, threads); });
}

const bool added = [] {
  for (const Agent agents : {10'000, 100'000, 1'000'000, 10'000'000})
    for (const std::string kind : {"erdos_renyi", "power_law", "communities"}) {
      const std::string at = "/N=" + std::to_string(agents);
      add_sparse<float, 1>(kind, agents);
      add_sparse<float, 1>(kind, agents, 0);
      if (agents > 1'000'000 || kind == "power_law") continue;
      if (kind == "communities") {
        if (agents < 1'000'000) continue;
        for (const int topics : {1, 8}) {
          const std::string k = "/K=" + std::to_string(topics) + at;
          add("order/community" + k, 7,
              [=](benchmark::State& s) { ordered(s, Order::community, agents, topics); });
          add("order/cuthill_mckee" + k, 7,
              [=](benchmark::State& s) { ordered(s, Order::cuthill_mckee, agents, topics); });
        }
        continue;
      }
      add_sparse<double, 1>(kind, agents);
      add_sparse<float, 3>(kind, agents);
      add_sparse<float, 8>(kind, agents);
      add_sparse<float, 16>(kind, agents);
      add("two_threads/sparse" + at, 15, [=](benchmark::State& state) { two_threads(state, agents); });
      add("layout" + at, 9, [=](benchmark::State& state) { layout(state, agents); });
    }
  return true;
}();

}  // namespace
