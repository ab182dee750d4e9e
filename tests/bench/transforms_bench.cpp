// The fast ways over everyone, beside the vector kernels that look at every pair.
#include "heed/core/parallel.hpp"

#include <cmath>

#include "bench/race.hpp"
#include "bench/worlds.hpp"

using namespace heed;
using namespace heed::bench;

namespace {

Attention everyone(const Choice<scores::Catalogue>& score, Algorithm algorithm) {
  Attention out;
  out.score = score;
  out.masks = {masks::All{}};
  out.algorithm = algorithm;
  return out;
}

/// score: similarity with w = √½ is exp(-|x - y|²/T).
struct World {
  std::string name;
  Choice<scores::Catalogue> score;
  int topics;
  Agent agents;
  double temperature;
};

template <class Real> void transform(benchmark::State& state, const World& w, bool beside_dense) {
  use_threads(1);
  Network network;
  network.graph = Graph(w.agents, {});
  const Matrix<Real> x = opinions<Real>(w.agents, w.topics);
  Matrix<Real> out = x, exact = x;
  const std::vector<Real> temperature{static_cast<Real>(w.temperature)};
  const auto fast = make_attend<Real>(everyone(w.score, Algorithm::automatic), network, w.topics);
  const auto dense = make_attend<Real>(everyone(w.score, Algorithm::exact), network, w.topics);
  const double agents = w.agents;
  std::vector<Contender> contenders{{"heed", [&] { fast->mean(Said<Real>(x), {temperature}, out); }, agents}};
  if (beside_dense)
    contenders.push_back(
        {"dense", [&] { dense->mean(Said<Real>(x), {temperature}, exact); }, agents, w.agents > 20'000});
  race(state, contenders);
  if (beside_dense) state.counters["difference"] = static_cast<double>((out - exact).cwiseAbs().maxCoeff());
  state.SetLabel(std::string(fast->algorithm()));
  use_threads(0);
}

/// The k nearest of everyone, by tree and by looking at all.
void top_k(benchmark::State& state, Agent agents, int topics) {
  use_threads(1);
  Network network;
  network.graph = Graph(agents, {});
  const Matrix<float> x = opinions<float>(agents, topics);
  Matrix<float> out = x, exact = x;
  const std::vector<float> temperature{0.1F};
  Attention attention = everyone(scores::Similarity{}, Algorithm::automatic);
  attention.masks = {masks::All{}, masks::TopK{16}};
  const auto fast = make_attend<float>(attention, network, topics);
  attention.algorithm = Algorithm::exact;
  const auto brute = make_attend<float>(attention, network, topics);
  race(state, {{"heed", [&] { fast->mean(Said<float>(x), {temperature}, out); }, static_cast<double>(agents)},
               {"brute", [&] { brute->mean(Said<float>(x), {temperature}, exact); },
                static_cast<double>(agents), agents > 20'000}});
  state.counters["difference"] = static_cast<double>((out - exact).cwiseAbs().maxCoeff());
  use_threads(0);
}

std::string number(double x) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", x);
  return text;
}

const bool added = [] {
  const scores::Similarity gaussian{.width = std::sqrt(0.5)};
  std::vector<World> worlds;
  for (const Agent agents : {500, 1000, 2000, 5000, 10'000, 100'000, 1'000'000, 10'000'000}) {
    worlds.push_back({"laplace", scores::Distance{}, 1, agents, 0.01});
    worlds.push_back({"dot", scores::Dot{}, 1, agents, 0.01});
    worlds.push_back({"gauss", gaussian, 1, agents, 0.01});
    worlds.push_back({"gauss", gaussian, 2, agents, 0.01});
    worlds.push_back({"gauss", gaussian, 3, agents, 0.1});
  }
  const auto add_world = []<class Real>(const World& w, Real) {
    add("transform/" + w.name + "/" + name_of_real<Real> + "/K=" + std::to_string(w.topics) +
            "/T=" + number(w.temperature) + "/N=" + std::to_string(w.agents),
        5, [=](benchmark::State& state) { transform<Real>(state, w, w.agents <= 100'000); });
  };
  for (const World& w : worlds) {
    add_world(w, double{});
    add_world(w, float{});
  }
  for (const int topics : {1, 2, 3, 8})
    add("top_16/float32/K=" + std::to_string(topics) + "/N=100000", 5,
        [=](benchmark::State& state) { top_k(state, 100'000, topics); });
  return true;
}();

}  // namespace
