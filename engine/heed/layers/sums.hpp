#pragma once
#include "heed/core/matrix.hpp"
#include "heed/core/parallel.hpp"

#include <vector>

namespace heed::layers {

/// out (1, C) += Σ_i of what add(i, sums) adds to `sums` (C), over rows [0, n): blocks in parallel, each in
/// order, then the blocks in order. Same bits on any number of threads.
template <class Real, class Add> void add_over_rows(Eigen::Index n, Matrix<Real>& out, Add add) {
  constexpr std::size_t block = 256;
  const auto rows = static_cast<std::size_t>(n), width = static_cast<std::size_t>(out.size());
  std::vector<Real> parts((rows + block - 1) / block * width, Real(0));
  for_blocks(rows, block, [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i)
      add(static_cast<Eigen::Index>(i), parts.data() + first / block * width);
  });
  for (std::size_t from = 0; from < parts.size(); from += width)
    for (std::size_t c = 0; c < width; ++c) out.data()[c] += parts[from + c];
}

/// Calls work(i) for rows 0 … n-1 in parallel.
template <class Work> void for_rows(Eigen::Index n, Work work) {
  for_blocks(static_cast<std::size_t>(n), 64, [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) work(static_cast<Eigen::Index>(i));
  });
}

}  // namespace heed::layers
