// Trained attention over hops: time against the pairs within reach, which should be a straight line.
#include "heed/core/parallel.hpp"
#include "heed/graph/hops.hpp"
#include "heed/graphs/erdos_renyi.hpp"
#include "heed/layers/graph_attention.hpp"

#include <cmath>

#include "bench/race.hpp"

using namespace heed;
using namespace heed::bench;

namespace {

std::shared_ptr<const layers::Edges> within(const Graph& graph, int hops) {
  return std::make_shared<const layers::Edges>(with_self_ties(within_hops(graph, hops)).graph);
}

/// Forward and back over all pairs within K = 2 … 5 hops of the same 4096 agents, 4 heads of 8, on one
/// thread. "slope" is that of ln time against ln pairs, by least squares.
void linear_in_pairs(benchmark::State& state, layers::Scoring scoring) {
  use_threads(1);
  const Graph graph = graphs::ErdosRenyi{.agents = 4096, .mean_degree = 3}.make(1).graph;
  Stream stream(1, Purpose::weights);
  layers::GraphAttention<float> attention({.width = 32, .heads = 4, .scoring = scoring}, stream);
  const Matrix<float> x = Matrix<float>::Random(graph.agents(), 32),
                      told = Matrix<float>::Random(graph.agents(), 32);
  layers::GraphAttention<float>::Cache cache;
  std::vector<std::vector<double>> took(4);
  std::vector<layers::Hearing> hearing;
  for (int hops = 2; hops <= 5; ++hops) hearing.push_back({.edges = within(graph, hops)});
  for (auto _ : state)
    for (std::size_t k = 0; k < hearing.size(); ++k) {
      took[k].push_back(seconds([&] {
        attention.forward(x, hearing[k], cache);
        attention.backward(told, cache);
      }));
      if (k == 0) state.SetIterationTime(took[k].back());
    }
  double n = 0, sum_x = 0, sum_y = 0, xx = 0, xy = 0;
  for (std::size_t k = 0; k < hearing.size(); ++k) {
    const double pairs = static_cast<double>(hearing[k].edges->size()), lx = std::log(pairs),
                 ly = std::log(median(took[k]));
    ++n, sum_x += lx, sum_y += ly, xx += lx * lx, xy += lx * ly;
    state.counters["ns_a_pair_" + std::to_string(k + 2) + "_hops"] = median(took[k]) * 1e9 / pairs;
  }
  state.counters["slope"] = (n * xy - sum_x * sum_y) / (n * xx - sum_x * sum_x);
  use_threads(0);
}

const bool added = [] {
  using layers::Scoring;
  for (const auto& [name, scoring] :
       {std::pair{"dot", Scoring::dot}, {"gat", Scoring::gat}, {"gatv2", Scoring::gatv2}})
    add("graph/" + std::string(name), 15,
        [scoring = scoring](benchmark::State& state) { linear_in_pairs(state, scoring); });
  return true;
}();

}  // namespace
