// Every vector kernel against the reference, over the whole catalogues of scores, masks and biases; and the
// same bits on any number of threads, instruction set and order of agents.
#include "heed/attention/attend.hpp"
#include "heed/attention/kernels/reference.hpp"
#include "heed/core/parallel.hpp"
#include "heed/graphs/erdos_renyi.hpp"
#include "heed/simd/instructions.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "catch.hpp"
#include "restored.hpp"

using namespace heed;
using heed::tests::InstructionsRestored;
using heed::tests::ThreadsRestored;

namespace {

/// On a random graph with weights in (0.5, 1.5), two communities, one agent that hears no one, and one
/// (`hub`) that hears everyone.
Network network_of(Agent agents, bool hub) {
  Network network = graphs::ErdosRenyi{.agents = agents, .mean_degree = 9}.make(5);
  std::vector<Tie> ties = network.graph.ties();
  std::erase_if(ties, [](const Tie& t) { return t.hearer == 3 || t.hearer == 7; });
  if (hub)
    for (Agent j = 0; j < agents; ++j) ties.push_back({7, j});
  Stream stream(9, Purpose::test);
  for (Tie& t : ties) t.weight = stream.uniform(0.5, 1.5);
  network.graph = Graph(agents, ties, true);
  for (Agent i = 0; i < agents; ++i) network.community.push_back(i % 2);
  network.community_names = {"a", "b"};
  return network;
}

template <class Real> Matrix<Real> opinions(Agent agents, int topics) {
  Matrix<Real> out(agents, topics);
  Stream stream(1, Purpose::test);
  for (Eigen::Index k = 0; k < out.size(); ++k) out.data()[k] = static_cast<Real>(stream.normal());
  return out;
}

template <class Score> Score sample(int topics) {
  if constexpr (std::is_same_v<Score, scores::Bilinear>) {
    Score score;
    const auto size = static_cast<std::size_t>(topics);
    score.matrix.assign(size, std::vector<double>(size, 0.3));
    score.matrix[0][0] = 1;
    return score;
  } else if constexpr (std::is_same_v<Score, scores::Affinity>) {
    return Score{.of = scores::Affinity::Of::weight, .table = {}};
  } else {
    return {};
  }
}

/// A setting for each score, plain, biased, bounded, and with itself.
std::vector<Attention> settings(const Choice<masks::Catalogue>& reach, int topics, bool biased) {
  std::vector<Attention> out;
  const auto add = [&]<class... Score>(std::tuple<Score...>*) {
    (
        [&] {
          Attention attention;
          attention.algorithm = Algorithm::exact;
          attention.score = sample<Score>(topics);
          attention.masks = {reach};
          out.push_back(attention);
          attention.self_ties = SelfTies::add;
          attention.masks.push_back(masks::Bounded{1.5});
          out.push_back(attention);
          if (!biased) return;
          attention.biases = {biases::Homophily{}, biases::Prominence{}};
          out.push_back(attention);
          attention.bias_in_temperature = true;
          out.push_back(attention);
        }(),
        ...);
  };
  add(static_cast<scores::Catalogue*>(nullptr));
  return out;
}

template <class Real>
Matrix<Real> mean(const Attend<Real>& attend, const Matrix<Real>& x, std::span<const Real> temperature) {
  Matrix<Real> out;
  attend.mean(Said<Real>(x), {temperature}, out);
  return out;
}

/// Both are rounded: by 60 of the last digits of numbers of order 1, in powers that reach the hundreds where
/// T is small.
template <class Real> constexpr double tolerance = std::is_same_v<Real, float> ? 2e-4 : 4e-13;

/// `most` > 0: only so many are heeded at once.
template <class Real>
void agree(const Network& network, const Choice<masks::Catalogue>& reach, bool biased,
           std::int64_t most = 0) {
  for (const int topics : {1, 2, 3, 4, 5, 8, 16}) {
    const Matrix<Real> x = opinions<Real>(network.agents(), topics);
    for (Attention attention : settings(reach, topics, biased)) {
      if (most > 0) attention.masks.push_back(masks::TopK{most});
      for (const double t : {1e-9, 0.01, 1.0, 1e6}) {
        const std::vector<Real> temperature{static_cast<Real>(t)};
        const auto attend = make_attend<Real>(attention, network, topics);
        const auto reference = make_reference<Real>(attention, network);
        const double far = (mean<Real>(*attend, x, temperature) - mean<Real>(*reference, x, temperature))
                               .cwiseAbs()
                               .maxCoeff();
        INFO(attend->algorithm() << ", score " << attention.score.kind() << ", " << topics
                                 << " topics, T = " << t << ", masks " << attention.masks.size()
                                 << ", biases " << attention.biases.size());
        CHECK(far <= tolerance<Real>);
      }
    }
  }
}

std::vector<Instructions> fused_sets() {
  std::vector<Instructions> out;
  for (const Instructions set : usable_instructions())
    if (set != Instructions::sse4) out.push_back(set);
  return out;
}

}  // namespace

TEST_CASE("sparse kernels agree with the reference for every score, mask, bias and number of topics",
          "[kernels]") {
  const Network network = network_of(700, true);
  agree<double>(network, masks::Neighbours{}, true);
  agree<float>(network, masks::Neighbours{}, true);
}

TEST_CASE("dense kernels agree with the reference for every score and number of topics", "[kernels]") {
  const Network network = network_of(150, false);
  agree<double>(network, masks::All{}, false);
  agree<float>(network, masks::All{}, false);
}

TEST_CASE("blocked top-k agrees with the reference for every score and number of topics", "[kernels]") {
  const Network network = network_of(150, false);
  const std::int64_t most = GENERATE(1, 7, 200);
  agree<double>(network, masks::All{}, false, most);
  agree<float>(network, masks::All{}, false, most);
  Attention attention;
  attention.masks = {masks::All{}, masks::TopK{most}};
  CHECK(make_attend<float>(attention, network, 5)->algorithm() == "top_k_blocked");
}

TEST_CASE("kernels agree with the reference on every instruction set", "[kernels]") {
  const InstructionsRestored restored;
  const Network network = network_of(90, false);
  for (const Instructions set : usable_instructions()) {
    use_instructions(set);
    agree<double>(network, masks::Neighbours{}, true);
    agree<float>(network, masks::All{}, false);
    agree<float>(network, masks::All{}, false, 7);
  }
}

TEST_CASE("kernels give the same bits with and without renumbering, on any threads, on AVX2 and AVX-512",
          "[kernels]") {
  const InstructionsRestored restored;
  const ThreadsRestored threads;
  Network network = network_of(3000, true), renumbered = network;
  renumbered.order.resize(3000);
  std::iota(renumbered.order.begin(), renumbered.order.end(), Agent{0});
  Stream stream(4, Purpose::test);
  shuffle(renumbered.order, stream);
  const Choice<masks::Catalogue> reaches[] = {masks::Neighbours{}, masks::All{}};
  for (const auto& reach : reaches)
    for (const int topics : {1, 3, 8})
      for (const Attention& attention : settings(reach, topics, reach.get<masks::Neighbours>() != nullptr)) {
        const Matrix<float> x = opinions<float>(3000, topics);
        std::vector<float> each(3000);
        for (std::size_t i = 0; i < each.size(); ++i) each[i] = 0.2F + 0.001F * static_cast<float>(i % 700);
        use_threads(1);
        use_instructions(fused_sets().front());
        const Matrix<float> first = mean<float>(*make_attend<float>(attention, network, topics), x, each);
        for (const Instructions set : fused_sets())
          for (const int count : {1, 2, 5}) {
            use_instructions(set);
            use_threads(count);
            INFO(name_of(set) << ", " << count << " threads, score " << attention.score.kind() << ", "
                              << topics);
            CHECK(mean<float>(*make_attend<float>(attention, network, topics), x, each) == first);
            CHECK(mean<float>(*make_attend<float>(attention, renumbered, topics), x, each) == first);
          }
        if (reach.get<masks::All>()) break;  // one dense setting is enough work
      }
}

TEST_CASE("agents that agree stay where they are to the last bit", "[kernels]") {
  const Network network = network_of(300, true);
  const Choice<masks::Catalogue> reaches[] = {masks::Neighbours{}, masks::All{}};
  for (const auto& reach : reaches)
    for (const Attention& attention : settings(reach, 2, false)) {
      const Matrix<double> x = Matrix<double>::Constant(300, 2, 0.1);
      const std::vector<double> temperature{0.3};
      CHECK(mean<double>(*make_attend<double>(attention, network, 2), x, temperature) == x);
    }
}
