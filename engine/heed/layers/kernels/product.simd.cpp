#include "heed/layers/kernels/product.hpp"

#include "heed/layers/kernels/tile.hpp"

namespace heed::HEED_INSTRUCTIONS {
namespace {

/// Along the depth as much as keeps a panel of b within the first cache.
constexpr std::size_t stretch = 128;

template <class Real>
void multiply(const layers::ProductStep<Real>& step, std::size_t first, std::size_t last, std::size_t panel) {
  constexpr std::size_t width = layers::panel_width<Real>;
  const std::size_t rows = last - first, column = panel * width,
                    columns = std::min(width, step.columns - column),
                    whole = (columns + block_lanes<Real> - 1) / block_lanes<Real> * block_lanes<Real>;
  alignas(64) Real sums[layers::product_rows * width];
  Real* c = step.c + first * step.columns + column;
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < whole; ++j)
      sums[i * width + j] = step.add && j < columns ? c[i * step.columns + j] : Real(0);
  for (std::size_t k = 0; k < step.depth; k += stretch)
    add_product<Real>({.a = step.a + static_cast<std::ptrdiff_t>(first) * step.a_row +
                            static_cast<std::ptrdiff_t>(k) * step.a_step,
                       .a_row = step.a_row,
                       .a_step = step.a_step,
                       .b = step.panels + (panel * step.depth + k) * width,
                       .b_step = width,
                       .c = sums,
                       .c_row = width,
                       .rows = rows,
                       .depth = std::min(stretch, step.depth - k),
                       .width = whole});
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) c[i * step.columns + j] = sums[i * width + j];
}

}  // namespace

extern const layers::ProductKernels product_kernels{multiply<float>, multiply<double>};

}  // namespace heed::HEED_INSTRUCTIONS
