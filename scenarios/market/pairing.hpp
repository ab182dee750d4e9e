#pragma once
#include "heed/core/choice.hpp"
#include "scenarios/market/study.hpp"

#include <vector>

namespace heed::scenarios {

enum class PairRule { perfect, threshold, top };

/// Two assets, a < b, and the weight of their pair.
struct PairOf {
  std::size_t a, b;
  double weight;
};

namespace pairings {

/// The pairs of largest total affinity: attention as it is meant here.
struct Attention {
  static constexpr std::string_view summary = "largest total affinity, by attention between returns";
  Matrix<double> weigh(const Study& study) const { return study.affinity(); }
};

/// The same affinity, but always the best pair that is left.
struct Greedy {
  static constexpr std::string_view summary = "the same affinity, always the best pair that is left";
  static constexpr bool greedy = true;
  Matrix<double> weigh(const Study& study) const { return study.affinity(); }
};

/// The pairs of largest total correlation of returns.
struct Correlation {
  static constexpr std::string_view summary = "largest total correlation of returns";
  Matrix<double> weigh(const Study& study) const {
    return study.returns() * study.returns().transpose() / static_cast<double>(study.returns().cols());
  }
};

/// The same of what is left of returns without the market, where that is taken out.
struct ResidualCorrelation {
  static constexpr std::string_view summary = "largest total correlation of the tokens that attention sees";
  Matrix<double> weigh(const Study& study) const {
    return study.tokens() * study.tokens().transpose() / static_cast<double>(study.tokens().cols());
  }
};

/// The pairs with the least total of squared differences between prices that begin at 1 (Gatev, Goetzmann and
/// Rouwenhorst 2006).
struct Distance {
  static constexpr std::string_view summary = "least total of squared differences of prices that begin at 1";
  Matrix<double> weigh(const Study& study) const;
};

/// The pairs with the least total of p values of the test that they are not cointegrated.
struct Cointegration {
  static constexpr std::string_view summary = "least total p value of Engle and Granger's test";
  Matrix<double> weigh(const Study& study) const;
};

/// Pairs by lot: what the others must be better than.
struct Random {
  static constexpr std::string_view summary = "by lot";
  Matrix<double> weigh(const Study& study) const;
};

/// Ways to pair, attention's own first, then what it is held against.
using Catalogue =
    std::tuple<Attention, Greedy, Correlation, ResidualCorrelation, Distance, Cointegration, Random>;

}  // namespace pairings

/// [pairing]: who is paired with whom.
struct PairingSettings {
  ChoiceList<pairings::Catalogue> methods{pairings::Attention{}, pairings::Correlation{},
                                          pairings::Distance{},  pairings::Cointegration{},
                                          pairings::Greedy{},    pairings::Random{}};
  PairRule rule = PairRule::perfect;
  double threshold = 0;
  std::int64_t top = 20, lags = 1, permutations = 9999;

  void fields(Fields& f);
  std::vector<std::string> names() const;
};

/// The pairs a method makes, the heaviest first. With rule `perfect` everyone is paired (but one of an odd
/// number), `top` keeps the heaviest of these, `threshold` takes the pairs with the largest total of what
/// their weights are above the threshold.
std::vector<PairOf> pairs_of(const Choice<pairings::Catalogue>& method, const Study& study,
                             const PairingSettings& settings);

/// The same for given weights, symmetric; the diagonal is not looked at.
std::vector<PairOf> pairs_of(const Matrix<double>& weight, bool greedy, const PairingSettings& settings);

}  // namespace heed::scenarios
