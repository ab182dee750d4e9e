// A step of attention of everyone to everyone, beside the plain loop people write and beside exponentials
// alone.
#include "heed/core/parallel.hpp"

#include <cmath>

#include "bench/race.hpp"
#include "bench/roof.hpp"
#include "bench/worlds.hpp"

using namespace heed;
using namespace heed::bench;

namespace {

/// The plain loop: for each agent the scores of all, their largest, exponentials, a mean.
template <class Real> void plain_loop(const Matrix<Real>& x, Real temperature, Matrix<Real>& out) {
  std::vector<Real> score(static_cast<std::size_t>(x.rows()));
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    Real best = -std::numeric_limits<Real>::infinity(), weights = 0;
    for (Eigen::Index j = 0; j < x.rows(); ++j) {
      Real s = 0;
      for (Eigen::Index c = 0; c < x.cols(); ++c) s -= (x(i, c) - x(j, c)) * (x(i, c) - x(j, c));
      if (x.cols() == 1) s = -std::abs(x(i, 0) - x(j, 0));
      score[static_cast<std::size_t>(j)] = s / temperature;
      if (j != i) best = std::max(best, score[static_cast<std::size_t>(j)]);
    }
    for (Eigen::Index c = 0; c < x.cols(); ++c) out(i, c) = 0;
    for (Eigen::Index j = 0; j < x.rows(); ++j) {
      if (j == i) continue;
      const Real w = std::exp(score[static_cast<std::size_t>(j)] - best);
      weights += w;
      for (Eigen::Index c = 0; c < x.cols(); ++c) out(i, c) += w * x(j, c);
    }
    for (Eigen::Index c = 0; c < x.cols(); ++c) out(i, c) /= weights;
  }
}

Network strangers(Agent agents) {
  Network out;
  out.graph = Graph(agents, {});
  return out;
}

Attention setting(int topics) {
  Attention out;
  out.algorithm = Algorithm::exact;
  out.masks = {masks::All{}};
  out.score = scores::Distance{};
  if (topics > 1) out.score = scores::Similarity{.width = std::sqrt(0.5)};
  return out;
}

template <class Real> void dense(benchmark::State& state, Agent agents, int topics) {
  use_threads(1);
  const Matrix<Real> x = opinions<Real>(agents, topics);
  Matrix<Real> out = x, other = x;
  const std::vector<Real> temperature{static_cast<Real>(0.1 * topics)};
  const auto attend = make_attend<Real>(setting(topics), strangers(agents), topics);
  const double pairs = static_cast<double>(agents) * agents;
  const auto exponentials = [&] {
    if constexpr (std::is_same_v<Real, float>)
      benchmark::DoNotOptimize(roof().for_float(static_cast<std::size_t>(pairs)));
    else
      benchmark::DoNotOptimize(roof().for_double(static_cast<std::size_t>(pairs)));
  };
  race(state, {{"heed", [&] { attend->mean(Said<Real>(x), {temperature}, out); }, pairs},
               {"limit", exponentials, pairs},
               {"naive", [&] { plain_loop<Real>(x, temperature.front(), other); }, pairs}});
  use_threads(0);
}

/// softmax(Q Kᵀ / √D) V with three arrays (N, 64); beside_torch.py times the same in PyTorch.
void wide(benchmark::State& state, Agent agents, int threads) {
  constexpr int depth = 64;
  use_threads(threads);
  const Matrix<float> q = opinions<float>(agents, depth), k = opinions<float>(agents, depth),
                      v = opinions<float>(agents, depth);
  Matrix<float> out = v;
  Attention attention;
  attention.score = scores::Dot{.scaled = true};
  attention.masks = {masks::All{}};
  attention.self_ties = SelfTies::add;
  const auto attend = make_attend<float>(attention, strangers(agents), depth);
  const std::vector<float> temperature{1};
  race(state, {{"heed", [&] { attend->mean(Said<float>(q, k, v), {temperature}, out); },
                static_cast<double>(agents) * agents}});
  use_threads(0);
}

const bool added = [] {
  for (const int topics : {1, 2, 3, 8}) {
    const std::string at = "/K=" + std::to_string(topics) + "/N=8192";
    add("dense/float32" + at, 7, [=](benchmark::State& state) { dense<float>(state, 8192, topics); });
    add("dense/float64" + at, 5, [=](benchmark::State& state) { dense<double>(state, 8192, topics); });
  }
  for (const Agent agents : {4096, 16384}) {
    const std::string at = "wide/float32/D=64/N=" + std::to_string(agents);
    add(at, 9, [=](benchmark::State& state) { wide(state, agents, 1); });
    add(at + "/all_threads", 9, [=](benchmark::State& state) { wide(state, agents, 0); });
  }
  return true;
}();

}  // namespace
