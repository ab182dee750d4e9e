#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include <Eigen/Core>

namespace heed {

/// The number of an agent, 0 … N-1.
using Agent = std::int32_t;

/// A state or any (rows, columns) array, one agent after the other in memory.
template <class Real> using Matrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Row i of a matrix, without a copy.
template <class M> auto row(M& m, std::ptrdiff_t i) {
  return std::span(m.data() + i * m.cols(), static_cast<std::size_t>(m.cols()));
}

}  // namespace heed
