#pragma once
// States that try fast ways over everyone on one topic, and the truth about them: all pairs in long double.
#include "heed/attention/attend.hpp"
#include "heed/attention/transforms/sorted_attend.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace heed::tests {

struct NamedState {
  std::string name;
  std::vector<double> x;  // not sorted
};

inline std::vector<NamedState> hard_states(std::size_t n) {
  Stream stream(7, Purpose::test);
  const auto make = [n](std::string name, auto number) {
    NamedState out{std::move(name), {}};
    for (std::size_t i = 0; i < n; ++i) out.x.push_back(number(i));
    return out;
  };
  const auto place = [n](std::size_t i) { return static_cast<double>(i) / static_cast<double>(n); };
  return {
      make("spread", [&](std::size_t) { return stream.uniform(-1, 1); }),
      make("bell", [&](std::size_t) { return stream.normal(); }),
      make("clusters",
           [&](std::size_t i) { return static_cast<double>(i % 4) / 4 - 0.4 + 1e-4 * stream.normal(); }),
      make("nearly agreed", [&](std::size_t) { return 0.3 + 1e-13 * stream.uniform(); }),
      make("ten values", [&](std::size_t) { return std::floor(10 * stream.uniform()) / 10 - 0.3; }),
      make("evenly spaced", place),
      make("one against a crowd", [&](std::size_t i) { return i == 1 ? 1 : -0.4 + 1e-2 * stream.uniform(); }),
      make("far from zero", [&](std::size_t) { return 1e3 + stream.uniform(); }),
      make("heavy tail", [&](std::size_t) { return std::exp(3 * stream.normal()); })};
}

inline std::vector<double> in_order(std::vector<double> x) {
  std::sort(x.begin(), x.end());
  return x;
}

/// Σ_j a_ij (x_j - x_i) and Σ_j a_ij |x_j - x_i| with a_i = softmax_j(score(x_i, x_j) / T).
struct AllPairs {
  long double displacement = 0, pull = 0;
};

template <class Score>
AllPairs all_pairs(const std::vector<double>& x, std::size_t i, double temperature, Oneself oneself,
                   Score score) {
  const auto heard = [&](std::size_t j) { return j != i || oneself == Oneself::heard; };
  const auto logit = [&](std::size_t j) {
    return score(static_cast<long double>(x[i]), static_cast<long double>(x[j])) / temperature;
  };
  long double best = -std::numeric_limits<long double>::infinity(), weights = 0;
  for (std::size_t j = 0; j < x.size(); ++j)
    if (heard(j)) best = std::max(best, logit(j));
  AllPairs out;
  for (std::size_t j = 0; j < x.size(); ++j) {
    if (!heard(j)) continue;
    const long double weight = std::exp(logit(j) - best), away = static_cast<long double>(x[j]) - x[i];
    weights += weight;
    out.displacement += weight * away;
    out.pull += weight * std::abs(away);
  }
  return {out.displacement / weights, out.pull / weights};
}

/// The two lowest and highest of n and `count` between.
inline std::vector<std::size_t> some_of(std::size_t n, std::size_t count) {
  std::vector<std::size_t> out{0, 1, n - 2, n - 1};
  Stream stream(11, Purpose::test);
  for (std::size_t k = 0; k < count; ++k)
    out.push_back(static_cast<std::size_t>(stream.uniform() * static_cast<double>(n)));
  return out;
}

template <class Real> Matrix<Real> column_of(const std::vector<double>& x) {
  Matrix<Real> out(static_cast<Eigen::Index>(x.size()), 1);
  for (std::size_t i = 0; i < x.size(); ++i) out(static_cast<Eigen::Index>(i), 0) = static_cast<Real>(x[i]);
  return out;
}

inline Network strangers(std::size_t n) {
  Network out;
  out.graph = Graph(static_cast<Agent>(n), {});
  return out;
}

template <class Score> Attention everyone_by(Score score, SelfTies self = SelfTies::graph) {
  Attention out;
  out.score = score;
  out.masks = {masks::All{}};
  out.self_ties = self;
  return out;
}

/// One step of all at one temperature.
template <class Real>
Matrix<Real> one_step(const Attend<Real>& attend, const Matrix<Real>& x, Real temperature) {
  const std::vector<Real> t{temperature};
  Matrix<Real> out;
  attend.mean(Said<Real>(x), {t}, out);
  return out;
}

}  // namespace heed::tests
