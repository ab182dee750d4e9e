#include "heed/graph/matching.hpp"

#include "heed/core/error.hpp"
#include "heed/graph/blossoms.hpp"

#include <cmath>

namespace heed {

Matching maximum_weight_matching(const Matrix<std::int64_t>& weight) {
  if (weight.rows() != weight.cols())
    throw Error(ErrorKind::data, "matching: the weights are " + std::to_string(weight.rows()) + " x " +
                                     std::to_string(weight.cols()) + " but must be square");
  return Blossoms(weight).run();
}

Matrix<std::int64_t> whole_weights(const Matrix<double>& weight) {
  double most = 0;
  for (Eigen::Index i = 0; i < weight.rows(); ++i)
    for (Eigen::Index j = 0; j < weight.cols(); ++j)
      if (i != j && weight(i, j) > most) most = weight(i, j);
  Matrix<std::int64_t> out = Matrix<std::int64_t>::Zero(weight.rows(), weight.cols());
  for (Eigen::Index i = 0; i < weight.rows(); ++i)
    for (Eigen::Index j = 0; j < weight.cols(); ++j)
      if (i != j && weight(i, j) > 0)
        out(i, j) = static_cast<std::int64_t>(std::llround(weight(i, j) / most * 0x1p40));
  return out;
}

}  // namespace heed
