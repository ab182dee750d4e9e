#pragma once
#include "heed/attention/score.hpp"
#include "heed/core/fields.hpp"

#include <cmath>
#include <vector>

namespace heed::scores {

/// A general product: s = qᵀ W k with a K × K matrix W, so that one topic may decide who is heeded on
/// another.
struct Bilinear {
  static constexpr std::string_view summary = "qᵀ W k with a matrix W over topics";

  std::vector<std::vector<double>> matrix{{1}};

  void fields(Fields& f) {
    f("matrix", matrix, any(),
      "W, one row per topic of the hearer; as many rows and columns as there are topics");
    for (const auto& row : matrix)
      f.require("matrix", row.size() == matrix.size() && !row.empty(), "'matrix' must be square");
  }
  /// How many topics the matrix is for.
  int size() const { return static_cast<int>(matrix.size()); }

  template <class V> V operator()(Pair<V> p) const {
    V s(0);
    for (int a = 0; a < p.size; ++a) {
      V inner(0);
      for (int b = 0; b < p.size; ++b)
        inner += V(matrix[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)]) * p.key[b];
      s += p.query[a] * inner;
    }
    return s;
  }
  /// |qᵀ W k| ≤ |q| |W|_F |k|.
  ScoreRange range(const Extent& e) const {
    double squares = 0;
    for (const auto& row : matrix)
      for (const double w : row) squares += w * w;
    const double most = std::sqrt(squares) * e.norm * e.norm;
    return {-most, most};
  }
};

}  // namespace heed::scores
