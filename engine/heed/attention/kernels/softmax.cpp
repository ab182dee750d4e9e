#include "heed/attention/kernels/reference.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace heed {
namespace {

/// Keeps the `count` entries with the largest logits (in `weight`), those heard in order as before. Without
/// biases scores have the same order, and a finer one: in the logits rounding makes ties of its own.
template <class Real> void keep_largest(Row<Real>& row, std::size_t count) {
  const auto& rank = row.bias.empty() ? row.score : row.weight;
  auto& order = row.order;
  order.resize(row.heard.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto better = [&](std::size_t a, std::size_t b) {
    return rank[a] > rank[b] || (rank[a] == rank[b] && row.heard[a] < row.heard[b]);
  };
  std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(), better);
  order.resize(count);
  std::sort(order.begin(), order.end());
  for (std::size_t k = 0; k < count; ++k) {
    row.heard[k] = row.heard[order[k]];
    row.weight[k] = row.weight[order[k]];
  }
  row.heard.resize(count);
  row.weight.resize(count);
}

}  // namespace

template <class Real>
void softmax(Row<Real>& row, Real temperature, bool bias_in_temperature, std::int64_t count) {
  row.weight.resize(row.heard.size());
  if (row.heard.empty()) return;
  // Pass 1: logits. A constant added to all scores cancels, so the largest may as well be 0.
  const Real best = *std::max_element(row.score.begin(), row.score.end());
  const bool biased = !row.bias.empty();
  for (std::size_t e = 0; e < row.heard.size(); ++e) {
    const Real score = row.score[e] - best, bias = biased ? row.bias[e] : Real(0);
    row.weight[e] = bias_in_temperature ? (score + bias) / temperature : score / temperature + bias;
  }
  if (count > 0 && static_cast<std::size_t>(count) < row.heard.size())
    keep_largest(row, static_cast<std::size_t>(count));
  // Pass 2: exponentials, the largest 1, and their sum.
  const Real top = *std::max_element(row.weight.begin(), row.weight.end());
  Real sum = 0, lost = 0;
  for (Real& w : row.weight) {
    w = std::exp(w - top);
    const Real next = sum + w;
    lost += sum >= w ? (sum - next) + w : (w - next) + sum;
    sum = next;
  }
  sum += lost;
  // Pass 3: shares.
  for (Real& w : row.weight) w /= sum;
}

template void softmax(Row<float>&, float, bool, std::int64_t);
template void softmax(Row<double>&, double, bool, std::int64_t);

}  // namespace heed
