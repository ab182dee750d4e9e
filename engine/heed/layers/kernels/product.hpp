#pragma once
#include "heed/simd/instructions.hpp"

#include <cstddef>

namespace heed::layers {

/// Columns of the right-hand matrix that are kept together: 256 bytes.
template <class Real> inline constexpr std::size_t panel_width = 256 / sizeof(Real);
/// Rows of the left-hand matrix in one piece of work.
inline constexpr std::size_t product_rows = 48;

/// c (+)= a b, with the columns of b packed in panels.
template <class Real> struct ProductStep {
  const Real* a;
  std::ptrdiff_t a_row, a_step;  ///< from a row to the next, and along the depth
  const Real* panels;            ///< b by panel: (panels, depth, panel_width), the last filled up with zeros
  Real* c;                       ///< (rows, columns), one row after the other
  std::size_t rows, depth, columns;
  bool add;  ///< to what c holds
};

/// Does rows [first, last), at most product_rows, of one panel of columns.
template <class Real>
using ProductFunction = void (*)(const ProductStep<Real>& step, std::size_t first, std::size_t last,
                                 std::size_t panel);

struct ProductKernels {
  ProductFunction<float> for_float;
  ProductFunction<double> for_double;
};

}  // namespace heed::layers

HEED_KERNELS(heed::layers::ProductKernels, product_kernels)
