#include "scenarios/market/pairing.hpp"

#include "heed/core/parallel.hpp"
#include "heed/graph/matching.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace heed::scenarios {
namespace {

/// Symmetric weights from what each pair (a, b), a < b, has; rows in parallel.
template <class Weight> Matrix<double> weights(std::size_t count, Weight weight) {
  const auto n = static_cast<Eigen::Index>(count);
  Matrix<double> out = Matrix<double>::Zero(n, n);
  for_each_index(
      count,
      [&](std::size_t a) {
        for (std::size_t b = a + 1; b < count; ++b)
          out(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(b)) = weight(a, b);
      },
      1);
  return out + out.transpose();
}

/// The weights as gains above what a pair must have at least. Where all are to be paired any pair is better
/// than none: a constant added to all weights changes nothing between matchings of equally many pairs.
Matrix<double> gains(const Matrix<double>& weight, const PairingSettings& settings) {
  if (settings.rule == PairRule::threshold) return weight.array() - settings.threshold;
  double least = std::numeric_limits<double>::infinity(), most = -least;
  for (Eigen::Index i = 0; i < weight.rows(); ++i)
    for (Eigen::Index j = 0; j < i; ++j) {
      least = std::min(least, weight(i, j));
      most = std::max(most, weight(i, j));
    }
  return weight.array() - least + (most > least ? (most - least) * 1e-3 : 1.0);
}

std::vector<PairOf> best_left(const Matrix<double>& gain, const Matrix<double>& weight) {
  std::vector<PairOf> all, out;
  for (Eigen::Index b = 0; b < gain.rows(); ++b)
    for (Eigen::Index a = 0; a < b; ++a)
      if (gain(a, b) > 0)
        all.push_back({static_cast<std::size_t>(a), static_cast<std::size_t>(b), weight(a, b)});
  std::stable_sort(all.begin(), all.end(),
                   [](const PairOf& p, const PairOf& q) { return p.weight > q.weight; });
  std::vector<bool> taken(static_cast<std::size_t>(gain.rows()));
  for (const PairOf& pair : all) {
    if (taken[pair.a] || taken[pair.b]) continue;
    taken[pair.a] = taken[pair.b] = true;
    out.push_back(pair);
  }
  return out;
}

std::vector<PairOf> heaviest_of_all(const Matrix<double>& gain, const Matrix<double>& weight) {
  const Matching matching = maximum_weight_matching(whole_weights(gain));
  std::vector<PairOf> out;
  for (std::size_t a = 0; a < matching.mate.size(); ++a)
    if (const Agent b = matching.mate[a]; b > static_cast<Agent>(a))
      out.push_back({a, static_cast<std::size_t>(b), weight(static_cast<Eigen::Index>(a), b)});
  std::stable_sort(out.begin(), out.end(),
                   [](const PairOf& p, const PairOf& q) { return p.weight > q.weight; });
  return out;
}

}  // namespace

Matrix<double> pairings::Distance::weigh(const Study& study) const {
  std::vector<std::vector<double>> path;
  for (std::size_t i = 0; i < study.assets(); ++i) {
    path.push_back(study.logs(i));
    const double first = path.back().front();
    for (double& log : path.back()) log = std::exp(log - first);
  }
  return weights(study.assets(), [&](std::size_t a, std::size_t b) {
    double sum = 0;
    for (std::size_t t = 0; t < path[a].size(); ++t)
      sum += (path[a][t] - path[b][t]) * (path[a][t] - path[b][t]);
    return -sum;
  });
}

Matrix<double> pairings::Cointegration::weigh(const Study& study) const {
  return weights(study.assets(), [&](std::size_t a, std::size_t b) { return -study.cointegration_p(a, b); });
}

Matrix<double> pairings::Random::weigh(const Study& study) const {
  Stream stream = study.stream();
  const auto n = static_cast<Eigen::Index>(study.assets());
  Matrix<double> out = Matrix<double>::Zero(n, n);
  for (Eigen::Index a = 0; a < n; ++a)
    for (Eigen::Index b = 0; b < a; ++b) out(a, b) = out(b, a) = stream.uniform();
  return out;
}

void PairingSettings::fields(Fields& f) {
  static constexpr std::array<std::string_view, 3> rules{"perfect", "threshold", "top"};
  f.list("methods", methods, "ways to pair, side by side");
  f.word("rule", rule, rules,
         "everyone is paired; those pairs whose weight is above a threshold; the heaviest few of all");
  f("threshold", threshold, any(),
    "of rule 'threshold', in the weights of the method: affinity 0 … 1, correlation, -distance, -p");
  f("top", top, at_least(1), "of rule 'top': how many pairs");
  f("lags", lags, between(0, 100), "lagged differences in the test for cointegration");
  f("permutations", permutations, between(99, 1e7),
    "how often groups are shuffled to say how likely pairs within a group are by chance");
  std::vector<std::string> all = names();
  std::sort(all.begin(), all.end());
  f.require("methods", !all.empty(), "'methods' must name at least one");
  f.require("methods", std::adjacent_find(all.begin(), all.end()) == all.end(), "'methods' must all differ");
}

std::vector<std::string> PairingSettings::names() const {
  std::vector<std::string> out;
  for (const auto& method : methods) out.emplace_back(method.kind());
  return out;
}

std::vector<PairOf> pairs_of(const Choice<pairings::Catalogue>& method, const Study& study,
                             const PairingSettings& settings) {
  return std::visit(
      [&]<class M>(const M& m) {
        constexpr bool greedy = requires { M::greedy; };
        return pairs_of(m.weigh(study), greedy, settings);
      },
      method.part());
}

std::vector<PairOf> pairs_of(const Matrix<double>& weight, bool greedy, const PairingSettings& settings) {
  const Matrix<double> gain = gains(weight, settings);
  std::vector<PairOf> out = greedy ? best_left(gain, weight) : heaviest_of_all(gain, weight);
  if (settings.rule == PairRule::top && out.size() > static_cast<std::size_t>(settings.top))
    out.resize(static_cast<std::size_t>(settings.top));
  return out;
}

}  // namespace heed::scenarios
