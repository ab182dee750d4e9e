#include "heed/layers/product.hpp"

#include "heed/core/error.hpp"
#include "heed/core/memory.hpp"
#include "heed/core/parallel.hpp"
#include "heed/layers/kernels/product.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace heed::layers {
namespace {

template <class Real> ProductFunction<Real> kernel() {
  if constexpr (std::is_same_v<Real, float>)
    return product_kernels().for_float;
  else
    return product_kernels().for_double;
}

/// Below this many multiplications threads cost more than they bring.
constexpr std::size_t worth_threads = 1 << 17;

/// Rows of the right-hand matrix, panel by panel, filled up with zeros.
template <class Real> Buffer<Real> panels_of(const View<Real>& b) {
  constexpr std::size_t width = panel_width<Real>;
  const auto depth = static_cast<std::size_t>(b.rows), columns = static_cast<std::size_t>(b.columns),
             panels = (columns + width - 1) / width;
  Buffer<Real> out(panels * depth * width);
  for_blocks(panels, depth * columns < worth_threads / 8 ? panels : 1,
             [&](std::size_t first, std::size_t last) {
               for (std::size_t p = first; p < last; ++p) {
                 const std::size_t count = std::min(width, columns - p * width);
                 const Real* from = b.data + static_cast<Index>(p * width) * b.column_step;
                 Real* to = out.data() + p * depth * width;
                 if (count < width) std::fill(to, to + depth * width, Real(0));
                 // Along what lies side by side in b.
                 if (b.column_step == 1)
                   for (std::size_t k = 0; k < depth; ++k)
                     std::copy_n(from + static_cast<Index>(k) * b.row_step, count, to + k * width);
                 else
                   for (std::size_t j = 0; j < count; ++j)
                     for (std::size_t k = 0; k < depth; ++k)
                       to[k * width + j] =
                           from[static_cast<Index>(j) * b.column_step + static_cast<Index>(k) * b.row_step];
               }
             });
  return out;
}

template <class Real> void multiply(const View<Real>& a, const View<Real>& b, Matrix<Real>& out, bool add) {
  if (a.columns != b.rows || out.rows() != a.rows || out.cols() != b.columns)
    throw Error(ErrorKind::internal,
                fmt::format("product: ({}, {}) times ({}, {}) does not make ({}, {})", a.rows, a.columns,
                            b.rows, b.columns, out.rows(), out.cols()));
  if (out.size() == 0) return;
  if (a.columns == 0) {  // sums of nothing
    if (!add) out.setZero();
    return;
  }
  const Buffer<Real> panels = panels_of(b);
  const ProductStep<Real> step{.a = a.data,
                               .a_row = a.row_step,
                               .a_step = a.column_step,
                               .panels = panels.data(),
                               .c = out.data(),
                               .rows = static_cast<std::size_t>(a.rows),
                               .depth = static_cast<std::size_t>(a.columns),
                               .columns = static_cast<std::size_t>(b.columns),
                               .add = add};
  const std::size_t count = (step.columns + panel_width<Real> - 1) / panel_width<Real>,
                    pieces = (step.rows + product_rows - 1) / product_rows * count;
  const std::size_t grain = step.rows * step.depth * step.columns < worth_threads ? pieces : 1;
  for_blocks(pieces, grain, [&](std::size_t first, std::size_t last) {
    for (std::size_t piece = first; piece < last; ++piece) {
      const std::size_t row = piece / count * product_rows;
      kernel<Real>()(step, row, std::min(row + product_rows, step.rows), piece % count);
    }
  });
}

}  // namespace

template <class Real> Matrix<Real> product(const View<Real>& a, const View<Real>& b) {
  Matrix<Real> out(a.rows, b.columns);
  multiply(a, b, out, false);
  return out;
}

template <class Real> void add_product(const View<Real>& a, const View<Real>& b, Matrix<Real>& out) {
  multiply(a, b, out, true);
}

template Matrix<float> product(const View<float>&, const View<float>&);
template Matrix<double> product(const View<double>&, const View<double>&);
template void add_product(const View<float>&, const View<float>&, Matrix<float>&);
template void add_product(const View<double>&, const View<double>&, Matrix<double>&);

}  // namespace heed::layers
