#pragma once
#include "heed/core/error.hpp"
#include "heed/core/matrix.hpp"

#include <string>

namespace heed::layers {

/// Throws Error (data) "<layer>: '<what>' is (3, 4), but should be (3, 8)" unless it is. `rows` below 0: any.
template <class Real>
void check_shape(const std::string& layer, const std::string& what, const Matrix<Real>& m, Eigen::Index rows,
                 Eigen::Index columns) {
  if ((rows < 0 || m.rows() == rows) && m.cols() == columns) return;
  const auto shape = [](const std::string& r, Eigen::Index c) {
    return "(" + r + ", " + std::to_string(c) + ")";
  };
  throw Error(ErrorKind::data, layer + ": '" + what + "' is " + shape(std::to_string(m.rows()), m.cols()) +
                                   ", but should be " +
                                   shape(rows < 0 ? "rows" : std::to_string(rows), columns));
}

/// Throws Error (data) unless a length that a layer is made with is at least `least`.
inline void check_length(const std::string& layer, const std::string& what, Eigen::Index length,
                         Eigen::Index least = 1) {
  if (length < least)
    throw Error(ErrorKind::data, layer + ": '" + what + "' is " + std::to_string(length) +
                                     ", but should be at least " + std::to_string(least));
}

/// Throws Error (numeric) where a number is nan or infinite, naming its row.
template <class Real>
void check_finite(const std::string& layer, const std::string& what, const Matrix<Real>& m) {
  if (m.allFinite()) return;
  for (Eigen::Index i = 0; i < m.rows(); ++i)
    if (!m.row(i).allFinite())
      throw Error(ErrorKind::numeric,
                  layer + ": row " + std::to_string(i) + " of '" + what +
                      "' is not finite; look at the inputs, or train with a smaller rate or "
                      "clipped gradients");
}

}  // namespace heed::layers
