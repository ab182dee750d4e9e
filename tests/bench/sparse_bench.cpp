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

/// The plain loop: scores of a row, their largest, exponentials, a mean.
template <class Real>
void plain_loop(const Adjacency& graph, const Matrix<Real>& x, Real temperature, Matrix<Real>& out) {
  for (auto [i, last] = boost::vertices(graph); i != last; ++i) {
    const auto row = static_cast<Eigen::Index>(*i);
    std::vector<Real> score;
    Real best = -std::numeric_limits<Real>::infinity();
    for (auto [e, end] = boost::out_edges(*i, graph); e != end; ++e) {
      const auto heard = static_cast<Eigen::Index>(boost::target(*e, graph));
      Real s = 0;
      if (x.cols() == 1)
        s = -std::abs(x(row, 0) - x(heard, 0));
      else
        for (Eigen::Index c = 0; c < x.cols(); ++c)
          s -= (x(row, c) - x(heard, c)) * (x(row, c) - x(heard, c));
      score.push_back(s / temperature);
      best = std::max(best, score.back());
    }
    Real weights = 0;
    std::size_t k = 0;
    for (Eigen::Index c = 0; c < x.cols(); ++c) out(row, c) = 0;
    for (auto [e, end] = boost::out_edges(*i, graph); e != end; ++e) {
      const auto heard = static_cast<Eigen::Index>(boost::target(*e, graph));
      const Real w = std::exp(score[k++] - best);
      weights += w;
      for (Eigen::Index c = 0; c < x.cols(); ++c) out(row, c) += w * x(heard, c);
    }
    for (Eigen::Index c = 0; c < x.cols(); ++c) out(row, c) /= weights;
  }
}

/// What no way can beat: every opinion heard is fetched once, and summed.
template <class Real>
Real fetch_and_sum(const Graph& graph, const Matrix<Real>& x, std::size_t first, std::size_t last) {
  const Agent* heard = graph.hears(0).data();
  Real sum = 0;
  if (x.cols() == 1) {
    Real part[8]{};
    for (std::size_t e = first; e + 8 <= last; e += 8)
      for (std::size_t k = 0; k < 8; ++k) part[k] += x.data()[heard[e + k]];
    for (const Real p : part) sum += p;
  } else {
    // Rows ahead are asked for early, as the kernel does.
    std::vector<Real> part(static_cast<std::size_t>(x.cols()));
    const auto topics = static_cast<std::size_t>(x.cols());
    for (std::size_t e = first; e < last; ++e) {
      if (e + 32 < last) __builtin_prefetch(x.data() + static_cast<std::size_t>(heard[e + 32]) * topics);
      const Real* row = x.data() + static_cast<std::size_t>(heard[e]) * topics;
      for (std::size_t c = 0; c < topics; ++c) part[c] += row[c];
    }
    for (const Real p : part) sum += p;
  }
  return sum;
}

Attention setting(int topics) {
  Attention out;
  out.score = scores::Distance{};
  if (topics > 1) out.score = scores::Similarity{.width = std::sqrt(0.5)};
  return out;
}

template <class Real> void sparse(benchmark::State& state, const std::string& kind, int topics, int threads) {
  use_threads(threads);
  const auto agents = static_cast<Agent>(state.range(0));
  const Network& network = world(kind, agents);
  const Matrix<Real> x = opinions<Real>(agents, topics);
  Matrix<Real> out = x, other = x;
  const std::vector<Real> temperature{Real(0.1)};
  const auto attend = make_attend<Real>(setting(topics), network, topics);
  const auto edges = static_cast<std::size_t>(network.graph.edges());
  std::vector<Contender> contenders{
      {"heed", [&] { attend->mean(Said<Real>(x), {temperature}, out); }, static_cast<double>(edges)},
      {"limit",
       [&] {
         for_blocks(edges, std::size_t{1} << 16, [&](std::size_t first, std::size_t last) {
           benchmark::DoNotOptimize(fetch_and_sum(network.graph, x, first, last));
         });
       },
       static_cast<double>(edges)}};
  Adjacency adjacency;
  if (threads == 1 && agents <= 1000000) {
    adjacency = Adjacency(static_cast<std::size_t>(agents));
    for (Agent i = 0; i < agents; ++i)
      for (const Agent j : network.graph.hears(i))
        boost::add_edge(static_cast<std::size_t>(i), static_cast<std::size_t>(j), adjacency);
    contenders.push_back({"naive", [&] { plain_loop<Real>(adjacency, x, temperature.front(), other); },
                          static_cast<double>(edges)});
  }
  race(state, contenders);
  use_threads(0);
}

/// Two threads beside one, in the same process.
void two_threads(benchmark::State& state) {
  const auto agents = static_cast<Agent>(state.range(0));
  const Network& network = world("erdos_renyi", agents);
  const Matrix<float> x = opinions<float>(agents, 1);
  Matrix<float> out = x;
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
void ordered(benchmark::State& state, Order order) {
  use_threads(1);
  Network network = world("communities", static_cast<Agent>(state.range(0)));
  const int topics = static_cast<int>(state.range(1));
  const Matrix<float> x = opinions<float>(network.agents(), topics);
  Matrix<float> out = x;
  const std::vector<float> temperature{0.1F};
  const auto by_number = make_attend<float>(setting(topics), network, topics);
  network.order = order_of(order, network, 0, 0);
  const auto attend = make_attend<float>(setting(topics), network, topics);
  const auto edges = static_cast<double>(network.graph.edges());
  race(state, {{"heed", [&] { attend->mean(Said<float>(x), {temperature}, out); }, edges},
               {"by_number", [&] { by_number->mean(Said<float>(x), {temperature}, out); }, edges}});
  use_threads(0);
}

/// Laying out the rows, in steps.
template <class Real> void layout(benchmark::State& state) {
  use_threads(1);
  const Network& network = world("erdos_renyi", static_cast<Agent>(state.range(0)));
  const Matrix<Real> x = opinions<Real>(network.agents(), 1);
  Matrix<Real> out = x;
  const std::vector<Real> temperature{Real(0.1)};
  const auto attend = make_attend<Real>(setting(1), network, 1);
  const auto edges = static_cast<double>(network.graph.edges());
  race(state,
       {{"heed", [&] { attend->mean(Said<Real>(x), {temperature}, out); }, edges},
        {"layout", [&] { benchmark::DoNotOptimize(make_attend<Real>(setting(1), network, 1)); }, edges}});
  use_threads(0);
}

constexpr int many = 15, few = 5;

void sizes(benchmark::internal::Benchmark* b) {
  b->Arg(10000)->Arg(100000)->Arg(1000000)->UseManualTime()->Iterations(many)->Unit(benchmark::kMillisecond);
}

}  // namespace

BENCHMARK_CAPTURE(sparse<float>, erdos_renyi, std::string("erdos_renyi"), 1, 1)->Apply(sizes);
BENCHMARK_CAPTURE(sparse<double>, erdos_renyi, std::string("erdos_renyi"), 1, 1)->Apply(sizes);
BENCHMARK_CAPTURE(sparse<float>, power_law, std::string("power_law"), 1, 1)->Apply(sizes);
BENCHMARK_CAPTURE(sparse<float>, communities, std::string("communities"), 1, 1)->Apply(sizes);
BENCHMARK_CAPTURE(sparse<float>, erdos_renyi_3_topics, std::string("erdos_renyi"), 3, 1)->Apply(sizes);
BENCHMARK_CAPTURE(sparse<float>, erdos_renyi_16_topics, std::string("erdos_renyi"), 16, 1)->Apply(sizes);
BENCHMARK_CAPTURE(sparse<float>, erdos_renyi_all_threads, std::string("erdos_renyi"), 1, 0)
    ->Apply(sizes)
    ->Arg(10000000);
BENCHMARK(two_threads)->Apply(sizes);
BENCHMARK_CAPTURE(ordered, community, Order::community)
    ->Args({1000000, 1})
    ->Args({1000000, 8})
    ->UseManualTime()
    ->Iterations(few)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ordered, cuthill_mckee, Order::cuthill_mckee)
    ->Args({1000000, 1})
    ->Args({1000000, 8})
    ->UseManualTime()
    ->Iterations(few)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(layout<float>)->Apply(sizes);
