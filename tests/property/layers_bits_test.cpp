// Outputs, gradients and random numbers of layers have the same bits on any number of threads, and on all
// instruction sets that fuse multiply and add.
#include "heed/core/parallel.hpp"
#include "heed/graphs/erdos_renyi.hpp"
#include "heed/layers/block.hpp"
#include "heed/layers/graph_attention.hpp"
#include "heed/layers/sparse_linear.hpp"
#include "heed/simd/instructions.hpp"

#include "catch.hpp"
#include "slopes.hpp"

using namespace heed;
using namespace heed::layers;

namespace {

struct Restored {
  Instructions before = instructions();
  ~Restored() {
    use_instructions(before);
    use_threads(0);
  }
};

/// Everything a pass forth and back gives.
template <class Real>
std::vector<Matrix<Real>> all_of(const BlockOptions& options, const Hearing& hearing, Index rows) {
  Stream stream(2, Purpose::weights);
  Block<Real> block(options, stream);
  const auto parameters = parameters_of<Real>(block);
  tests::scatter(parameters);
  typename Block<Real>::Cache cache;
  Chance chance{.seed = 3, .step = 9};
  const Index width = options.attention.width;
  std::vector<Matrix<Real>> out;
  out.push_back(block.forward(tests::normal_matrix<Real>(rows, width, 1), hearing, cache, &chance));
  out.push_back(block.backward(tests::normal_matrix<Real>(rows, width, 2), cache));
  for (const auto& [name, parameter] : parameters) out.push_back(parameter->gradient);
  return out;
}

/// Calls work() on each instruction set that fuses and 1, 2 and 3 threads; what it gives must not change.
template <class Work> void check_same_bits(Work work) {
  const Restored restored;
  decltype(work()) first;
  for (const Instructions set : usable_instructions()) {
    if (set == Instructions::sse4) continue;  // cannot fuse
    for (const int count : {1, 2, 3}) {
      use_instructions(set);
      use_threads(count);
      const auto now = work();
      if (first.empty()) first = now;
      INFO(name_of(set) << ", " << count << " threads");
      for (std::size_t n = 0; n < now.size(); ++n) CHECK(now[n] == first[n]);
    }
  }
}

template <class Real> void same_bits(const BlockOptions& options, const Hearing& hearing, Index rows) {
  check_same_bits([&] { return all_of<Real>(options, hearing, rows); });
}

}  // namespace

TEST_CASE("a linear map of sparse rows and graph attention have the same bits on 1, 2 and 3 threads",
          "[layers]") {
  const Graph graph = graphs::ErdosRenyi{.agents = 900, .mean_degree = 7}.make(4).graph;
  const Hearing hearing{.edges = std::make_shared<const Edges>(graph)};
  Matrix<float> x = tests::normal_matrix<float>(900, 50, 1);
  x = (x.array() > 1).select(x, 0.0F);
  const SparseRows<float> rows = x.sparseView();
  for (const Scoring scoring : {Scoring::uniform, Scoring::dot, Scoring::gat, Scoring::gatv2})
    check_same_bits([&] {
      Stream stream(2, Purpose::weights);
      SparseLinear<float> map(50, 24, 0.2, stream);
      GraphAttention<float> attention({.width = 24, .heads = 3, .scoring = scoring, .dropout = 0.2}, stream);
      Chance chance{.seed = 3, .step = 9};
      SparseRows<float> kept;
      GraphAttention<float>::Cache cache;
      std::vector<Matrix<float>> out;
      out.push_back(attention.forward(map.forward(rows, kept, &chance), hearing, cache, &chance));
      out.push_back(attention.backward(tests::normal_matrix<float>(900, 24, 2), cache));
      map.backward(out.back(), kept);
      for (const auto& [name, parameter] : parameters_of<float>(attention))
        out.push_back(parameter->gradient);
      for (const auto& [name, parameter] : parameters_of<float>(map)) out.push_back(parameter->gradient);
      return out;
    });
}

TEST_CASE("a block of all pairs has the same bits on 1, 2 and 3 threads, AVX2 and AVX-512", "[layers]") {
  const BlockOptions options{
      .attention = {.width = 24, .heads = 2, .biases = 9}, .hidden = 40, .dropout = 0.1};
  // 1100 keys are two pieces of the way back, and more rows than one block of a sum.
  same_bits<float>(options, {.sequences = 2, .causal = true, .lengths = {1100, 700}}, 2200);
  same_bits<double>(options, {.sequences = 3}, 900);
}

TEST_CASE("a block along edges has the same bits on 1, 2 and 3 threads, AVX2 and AVX-512", "[layers]") {
  const Graph graph = graphs::ErdosRenyi{.agents = 700, .mean_degree = 9}.make(4).graph;
  const Hearing hearing{.sequences = 2, .edges = std::make_shared<const Edges>(graph)};
  same_bits<float>({.attention = {.width = 24, .heads = 3}, .dropout = 0.2}, hearing, 1400);
  same_bits<float>({.attention = {.width = 24, .heads = 3, .top_k = 4}}, hearing, 1400);
  same_bits<float>({.attention = {.width = 16, .heads = 2, .top_k = 5, .biases = 7}}, {.causal = true}, 500);
}

TEST_CASE("every instruction set agrees with the others to rounding", "[layers]") {
  const Restored restored;
  const BlockOptions options{.attention = {.width = 24, .heads = 2}, .hidden = 40};
  std::vector<Matrix<double>> first;
  for (const Instructions set : usable_instructions()) {
    use_instructions(set);
    const auto now = all_of<double>(options, {.sequences = 2}, 400);
    if (first.empty()) first = now;
    INFO(name_of(set));
    // Sums over 400 rows of order 1, in which only the rounding of products differs.
    for (std::size_t n = 0; n < now.size(); ++n) CHECK((now[n] - first[n]).cwiseAbs().maxCoeff() <= 1e-11);
  }
}
