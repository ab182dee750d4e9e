#pragma once
#include "heed/core/random.hpp"
#include "heed/layers/parameter.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace heed::layers {

/// A learned row for each of `count` things: words, places, classes.
template <class Real> class Embedding {
 public:
  /// What the way back needs: which rows were asked for.
  using Cache = std::vector<std::int32_t>;

  Embedding() = default;
  /// (count, width), normal with a standard deviation of 1/√width. Throws Error (data) for lengths below 1.
  Embedding(Index count, Index width, Stream& stream);

  /// The rows of `ids` (rows), as (rows, width). Throws Error (data) for an id outside 0 … count-1.
  Matrix<Real> forward(std::span<const std::int32_t> ids, Cache& cache) const;
  /// Adds each row of grad_out (rows, width) to the gradient of its id, in order of rows.
  void backward(const Matrix<Real>& grad_out, const Cache& ids);

  /// "table" (count, width).
  void parameters(const Visit<Real>& visit) { visit("table", table_); }

  Index count() const { return table_.value.rows(); }
  Index width() const { return table_.value.cols(); }

 private:
  Parameter<Real> table_;
};

}  // namespace heed::layers
