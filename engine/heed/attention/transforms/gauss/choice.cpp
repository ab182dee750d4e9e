#include "heed/attention/transforms/gauss/choice.hpp"

#include <algorithm>
#include <cmath>

namespace heed {
namespace {

/// Agents looked at to estimate what a state is like.
constexpr std::size_t sample_of_boxes = 256, sample_of_pairs = 128;

/// Agent s of a sample: evenly spread by number.
template <int K> const double* sampled(const GaussTask<K>& task, std::size_t sample, std::size_t s) {
  return task.x + s * (task.agents / sample) * K;
}

/// How many boxes of a grid hold someone: those met in a sample, and those it has missed by how many it met
/// once and twice (Chao 1984).
template <int K> double occupied_boxes(const GaussTask<K>& task, const Grid<K>& grid) {
  const std::size_t sample = std::min(task.agents, sample_of_boxes);
  std::vector<Cell<K>> met;
  for (std::size_t s = 0; s < sample; ++s) met.push_back(grid.cell_of(sampled(task, sample, s)));
  std::sort(met.begin(), met.end());
  double distinct = 0, once = 0, twice = 0;
  for (auto run = met.begin(); run != met.end(); ++distinct) {
    const auto end = std::upper_bound(run, met.end(), *run);
    once += end - run == 1;
    twice += end - run == 2;
    run = end;
  }
  double all = 1;
  for (const std::int32_t last : grid.last) all *= last + 1.0;
  if (sample == task.agents) return distinct;
  return std::min({distinct + once * (once - 1) / (2 * (twice + 1)), all, static_cast<double>(task.agents)});
}

/// The share of pairs of agents that are within a distance, rounded up.
template <int K> double near_pairs(const GaussTask<K>& task, double distance) {
  const std::size_t sample = std::min(task.agents, sample_of_pairs);
  double near = 1, pairs = 1;
  for (std::size_t s = 0; s < sample; ++s) {
    const double* a = sampled(task, sample, s);
    for (std::size_t t = 0; t < s; ++t) {
      const double* b = sampled(task, sample, t);
      double square = 0;
      for (std::size_t k = 0; k < K; ++k) square += (a[k] - b[k]) * (a[k] - b[k]);
      near += square <= distance * distance;
      ++pairs;
    }
  }
  return near / pairs;
}

double padded(double columns) { return std::ceil(columns / 8) * 8; }

// Costs, in units of one fused multiply-add of eight numbers, measured where they are not counted.
constexpr double per_agent = 30, per_part = 25, per_near_agent = 150, per_pair = 10;

}  // namespace

std::size_t series_size(const GaussSeries& series, int topics) {
  const auto p = static_cast<std::size_t>(series.order);
  const std::size_t columns = topics == 3 ? p * p : p;
  return (topics == 1 ? 1 : p) * ((columns + 7) / 8 * 8);
}

double cost_of(const GaussSeries& series, std::size_t agents, int topics, double boxes, double longest_line) {
  const double p = series.order, columns = padded(topics == 3 ? p * p : p);
  const double moments = topics == 1 ? 2 * p : p * columns + 20 * p * topics;
  const double evaluation = 2 * std::pow(p, topics) + (topics == 3 ? 5 * p * p : 0) + 8 * p * topics;
  double sweep = 0;
  for (int o = 0; o <= series.reach && o < longest_line; ++o) {
    const double terms = series.terms[static_cast<std::size_t>(o)];
    const double ways = (o == 0 ? 1 : 2) * (1 - o / longest_line);
    sweep += ways * (per_part + (topics == 1 ? 4 : terms) * terms * columns / 8);
  }
  return static_cast<double>(agents) * (per_agent + (moments + evaluation) / 8) + boxes * topics * sweep;
}

template <int K>
GaussChoice choose(const GaussTask<K>& task, double cutoff, std::span<const GaussSeries> series,
                   const GaussSeries* one_box) {
  const double n = static_cast<double>(task.agents);
  const double near = std::max(1.0, n * near_pairs(task, cutoff * task.unit));
  double least = n * (per_near_agent + per_pair * near) * (task.hears == Hears::everyone ? 1 : 1.5);
  GaussChoice out{false, 0};
  const auto consider = [&](const GaussSeries& s, std::size_t number, double boxes, double longest_line) {
    if (boxes * static_cast<double>(series_size(s, K)) > most_moments_per_agent * n) return;
    const double cost = cost_of(s, task.agents, K, boxes, longest_line);
    if (cost >= least) return;
    least = cost;
    out = {true, number};
  };
  for (std::size_t s = 0; s < series.size(); ++s) {
    const double side = series[s].side * task.unit, longest_line = std::ceil(task.bounds.widest() / side);
    if (longest_line < most_boxes_in_line)
      consider(series[s], s, occupied_boxes(task, grid_over(task.bounds, side)), longest_line);
  }
  if (one_box) consider(*one_box, series.size(), 1, 1);
  return out;
}

template GaussChoice choose(const GaussTask<1>&, double, std::span<const GaussSeries>, const GaussSeries*);
template GaussChoice choose(const GaussTask<2>&, double, std::span<const GaussSeries>, const GaussSeries*);
template GaussChoice choose(const GaussTask<3>&, double, std::span<const GaussSeries>, const GaussSeries*);

}  // namespace heed
