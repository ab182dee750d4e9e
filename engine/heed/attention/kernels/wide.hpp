#pragma once
#include "heed/attention/kernels/exponents.hpp"
#include "heed/simd/instructions.hpp"

namespace heed {

/// Speakers in one panel of keys, and in one tile.
template <class Real> inline constexpr std::size_t panel_width = 128 / sizeof(Real);
inline constexpr std::size_t tile_width = 256;
/// Hearers in one piece of work: a multiple of what any instruction set takes at once.
inline constexpr std::size_t wide_rows = 96;

/// One application of attention with score scale · q·k to all speakers, by products of tiles:
///
///     out_i = centre + Σ_j a_ij (value_j - centre)
template <class Real> struct WideStep {
  const Real* query;   ///< (hearers, depth)
  const Real* panels;  ///< keys by panel: (panels, depth, panel_width), the last filled up with zeros
  const Real* value;   ///< (speakers up to a whole tile, padded), less the centre; filled up with zeros
  const Real* centre;  ///< (width)
  Real* out;           ///< (hearers, width)
  std::size_t hearers, speakers, depth, width, padded;  ///< padded: width in whole blocks of 64 bytes
  Real scale;
  bool self;  ///< does agent i hear speaker i
  Exponents<Real> exponents;
};

/// Does hearers [first, last), at most wide_rows.
template <class Real>
using WideFunction = void (*)(const WideStep<Real>& step, std::size_t first, std::size_t last);

struct WideKernels {
  WideFunction<float> for_float;
  WideFunction<double> for_double;
};

}  // namespace heed

HEED_KERNELS(heed::WideKernels, wide_kernels)
