#include "heed/attention/transforms/gauss/series.hpp"

#include <algorithm>
#include <cmath>

namespace heed {
namespace {

using Wide = long double;

/// The smallest order that keeps weight and slope within `error` between boxes at least `distance` apart.
int order_for(double side, double error, int topics, double distance) {
  constexpr int far = 2 * longest_series;
  std::vector<double> left_out(far);
  double size = 4 * 2.173 * std::exp(-distance * distance / 2);
  for (int a = 0; a < far; ++a) {
    left_out[static_cast<std::size_t>(a)] = size * (a * a / side + 5 * topics);
    size *= side * std::sqrt(1.0 / (8 * (a + 1)));
  }
  double tail = 0;
  int order = far;
  while (order > 2 && tail + left_out[static_cast<std::size_t>(order - 1)] <= error)
    tail += left_out[static_cast<std::size_t>(--order)];
  return std::min(order, longest_series);
}

/// Row a holds T_a at the `nodes` zeros of T_nodes, times what makes it a quadrature for coefficient a.
std::vector<Wide> transform(int order, int nodes) {
  const Wide pi = std::acos(Wide(-1));
  std::vector<Wide> out;
  for (int a = 0; a < order; ++a)
    for (int i = 0; i < nodes; ++i)
      out.push_back((a == 0 ? 1 : 2) * std::cos(a * pi * (i + Wide(0.5)) / nodes) / nodes);
  return out;
}

/// (rows × inner) · (columns × inner)ᵀ.
std::vector<Wide> product(const std::vector<Wide>& a, const std::vector<Wide>& b, int rows, int columns,
                          int inner) {
  std::vector<Wide> out;
  out.reserve(static_cast<std::size_t>(rows * columns));
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c) {
      const Wide *left = a.data() + r * inner, *right = b.data() + c * inner;
      Wide even = 0, odd = inner % 2 == 0 ? 0 : left[inner - 1] * right[inner - 1];
      for (int i = 0; i + 1 < inner; i += 2) {
        even += left[i] * right[i];
        odd += left[i + 1] * right[i + 1];
      }
      out.push_back(even + odd);
    }
  return out;
}

/// The series of one distance after the other, from the same nodes.
class Expansion {
 public:
  explicit Expansion(const GaussSeries& series)
      : side_(series.side),
        order_(series.order),
        nodes_(series.order + 2),
        to_terms_(transform(order_, nodes_)) {
    const Wide pi = std::acos(Wide(-1));
    for (int i = 0; i < nodes_; ++i) node_.push_back(std::cos(pi * (i + Wide(0.5)) / nodes_));
    for (const Wide u : node_)
      for (const Wide v : node_) {
        const Wide apart = side_ * (u - v) / 2;
        within_.push_back(std::expm1(-apart * apart));
      }
  }

  /// C_ab(offset), `order` × `order`.
  std::vector<Wide> coefficients(int offset) const {
    // exp(-β² (u/2 - o - v/2)²) = exp(-β² (u - v)²/4) exp(β² o u) exp(-β² o v) exp(-β² o²)
    const Wide shift = side_ * side_ * offset;
    std::vector<Wide> up, down, value;
    for (const Wide u : node_) {
      up.push_back(std::exp(shift * (u - offset)));
      down.push_back(std::exp(-shift * u));
    }
    for (std::size_t i = 0; i < node_.size(); ++i)
      for (std::size_t j = 0; j < node_.size(); ++j)
        // Within a box 1 is taken out, which would drown what is left where the box is small.
        value.push_back(offset == 0 ? within_[value.size()] : (1 + within_[value.size()]) * up[i] * down[j]);
    const auto half = product(to_terms_, value, order_, nodes_, nodes_);  // [b][i], as value is [i][j]
    auto out = product(to_terms_, half, order_, order_, nodes_);          // [a][b]
    if (offset == 0) out[0] += 1;
    return out;
  }

 private:
  Wide side_;
  int order_, nodes_;  // what folds back on the terms kept is far below them
  std::vector<Wide> to_terms_, node_, within_;
};

}  // namespace

double gauss_cutoff(double error, int topics) { return std::sqrt(std::log((5 * topics + 10) / error)); }

GaussSeries gauss_series(double side, double error, int topics) {
  GaussSeries out;
  out.side = side;
  out.order = order_for(side, error / 2, topics, 0);
  out.reach = static_cast<int>(std::ceil(gauss_cutoff(error / 2, topics) / side));
  for (int o = 0; o <= out.reach; ++o)
    out.terms.push_back(order_for(side, error / 2, topics, std::max(0, o - 1) * side));
  return out;
}

GaussSeries gauss_series_of_one_box(double side, double error, int topics) {
  GaussSeries out;
  out.side = side;
  out.order = order_for(side, error * side, topics, 0);
  out.terms = {out.order};
  return out;
}

void fill(GaussSeries& series) {
  const Expansion expansion(series);
  const int stride = series.stride(), size = series.order * stride;
  series.table.assign(static_cast<std::size_t>((2 * series.reach + 1) * size), 0.0);
  for (int offset = 0; offset <= series.reach; ++offset) {
    const auto c = expansion.coefficients(offset);
    double* above = series.table.data() + (series.reach + offset) * size;
    double* below = series.table.data() + (series.reach - offset) * size;
    for (int a = 0; a < series.order; ++a)
      for (int b = 0; b < series.order; ++b) {
        const auto value = static_cast<double>(c[static_cast<std::size_t>(a * series.order + b)]);
        above[b * stride + a] = value;
        below[b * stride + a] = (a + b) % 2 == 0 ? value : -value;
      }
    if (offset == 0)
      for (int a = 0; a < series.order; ++a)
        for (int b = (a + 1) % 2; b < series.order; b += 2) above[b * stride + a] = 0;
  }
}

}  // namespace heed
