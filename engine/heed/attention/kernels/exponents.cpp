#include "heed/attention/kernels/exponents.hpp"

#include "heed/core/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

namespace heed {
namespace {

/// The smallest and largest of each column of x.
template <class Real> struct Box { Eigen::Matrix<Real, 1, Eigen::Dynamic> low, high; };

template <class Real> Box<Real> box_of(const Matrix<Real>& x, std::size_t first, std::size_t last) {
  const auto rows = x.middleRows(static_cast<Eigen::Index>(first), static_cast<Eigen::Index>(last - first));
  return {rows.colwise().minCoeff(), rows.colwise().maxCoeff()};
}

template <class Real> Box<Real> box_of(const Matrix<Real>& x) {
  const auto agents = static_cast<std::size_t>(x.rows());
  constexpr std::size_t grain = 65536;
  if (agents <= grain) return box_of(x, 0, agents);
  std::vector<Box<Real>> parts((agents + grain - 1) / grain);
  for_blocks(agents, grain,
             [&](std::size_t first, std::size_t last) { parts[first / grain] = box_of(x, first, last); });
  Box<Real> out = parts.front();
  for (const auto& part : parts) {
    out.low = out.low.cwiseMin(part.low);
    out.high = out.high.cwiseMax(part.high);
  }
  return out;
}

std::optional<ScoreRange> range_of(const Choice<scores::Catalogue>& score, const Extent& extent) {
  return std::visit(
      [&]<class S>(const S& s) -> std::optional<ScoreRange> {
        if constexpr (RangedScore<S>)
          return s.range(extent);
        else
          return {};
      },
      score.part());
}

/// Powers of two over which weights may spread and still be ordinary numbers, products with differences and
/// sums over very many agents included.
template <class Real> constexpr double widest_spread = std::is_same_v<Real, float> ? 80 : 900;

/// Powers of two that a rounded whole number may have before its digits behind the point suffer.
template <class Real> constexpr double largest_exponent = std::is_same_v<Real, float> ? 0x1p20 : 0x1p49;

}  // namespace

template <class Real> Slopes<Real>::Slopes(Temperatures<Real> temperatures) {
  // A temperature so near 0 that its inverse is not a number behaves as the smallest that has one.
  constexpr Real most = std::numeric_limits<Real>::max() / Real(1e4);
  values_.reserve(temperatures.values.size());
  for (const Real t : temperatures.values)
    values_.push_back(
        std::min(most, static_cast<Real>(std::numbers::log2e_v<double> / static_cast<double>(t))));
}

template <class Real> double Slopes<Real>::steepest() const {
  return static_cast<double>(*std::max_element(values_.begin(), values_.end()));
}

template <class Real> Extent extent_of(const Matrix<Real>& x) {
  const int size = static_cast<int>(x.cols());
  if (x.size() == 0) return {0, 0, size};
  const Box<Real> box = box_of(x);
  double diameter = 0, norm = 0;
  for (Eigen::Index c = 0; c < x.cols(); ++c) {
    const auto low = static_cast<double>(box.low(c)), high = static_cast<double>(box.high(c));
    diameter += (high - low) * (high - low);
    norm += std::max(low * low, high * high);
  }
  return {std::sqrt(diameter), std::sqrt(norm), size};
}

template <class Real>
Exponents<Real> exponents_within(const ScoreRange& range, const Slopes<Real>& slopes, double bias_range,
                                 bool bias_in_temperature) {
  const double steepest = slopes.steepest();
  const double spread = (range.highest - range.lowest) * steepest +
                        bias_range * (bias_in_temperature ? steepest : std::numbers::log2e_v<double>);
  const double largest = std::max(std::abs(range.highest), std::abs(range.lowest)) * steepest;
  const bool narrow = spread <= widest_spread<Real> && largest <= largest_exponent<Real>;
  return {slopes.values().data(),
          slopes.values().size() > 1,
          !narrow,
          bias_in_temperature,
          narrow ? static_cast<Real>(range.highest) : Real(0),
          Real(0)};
}

template <class Real>
Exponents<Real> exponents_for(const Attention& attention, const Matrix<Real>& x, const Slopes<Real>& slopes,
                              double lowest_bias, double highest_bias) {
  constexpr double everything = std::numeric_limits<double>::infinity();
  const ScoreRange range =
      range_of(attention.score, extent_of(x)).value_or(ScoreRange{-everything, everything});
  Exponents<Real> out =
      exponents_within(range, slopes, highest_bias - lowest_bias, attention.bias_in_temperature);
  if (!out.look_first)
    out.top_bias =
        static_cast<Real>(highest_bias) *
        (attention.bias_in_temperature ? static_cast<Real>(slopes.steepest()) : std::numbers::log2e_v<Real>);
  return out;
}

template class Slopes<float>;
template class Slopes<double>;
template Extent extent_of(const Matrix<float>&);
template Extent extent_of(const Matrix<double>&);
template Exponents<float> exponents_within(const ScoreRange&, const Slopes<float>&, double, bool);
template Exponents<double> exponents_within(const ScoreRange&, const Slopes<double>&, double, bool);
template Exponents<float> exponents_for(const Attention&, const Matrix<float>&, const Slopes<float>&, double,
                                        double);
template Exponents<double> exponents_for(const Attention&, const Matrix<double>&, const Slopes<double>&,
                                         double, double);

}  // namespace heed
