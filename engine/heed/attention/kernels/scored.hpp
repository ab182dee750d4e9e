#pragma once
#include "heed/attention/kernels/reference.hpp"

#include <algorithm>
#include <vector>

namespace heed {

/// One of those heard, and how much.
template <class Real> struct Scored {
  Real score;
  Agent agent;
};

/// The order of top-k: the larger score first, ties by lower agent.
inline constexpr auto better = []<class Real>(const Scored<Real>& a, const Scored<Real>& b) {
  return (a.score > b.score) | ((a.score == b.score) & (a.agent < b.agent));
};

/// The mean of what those found say to agent i, weighed as the reference weighs them. `found` is put in order
/// of agent; `row` is room to work in.
template <class Real>
void weigh(std::vector<Scored<Real>>& found, Agent i, const Matrix<Real>& value, Real temperature,
           Row<Real>& row, std::span<Real> out) {
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.agent < b.agent; });
  row.heard.clear();
  row.score.clear();
  for (const auto& one : found) {
    row.heard.push_back(one.agent);
    row.score.push_back(one.score);
  }
  softmax(row, temperature, false, 0);
  mean_of(row, i, value, out);
}

}  // namespace heed
