// The inner loops of the fast Gauss transform: products of small matrices, moments of the agents of a box,
// and series evaluated at agents.
#include "heed/attention/transforms/gauss/kernels.hpp"
#include "heed/simd/pack.hpp"

namespace heed::HEED_INSTRUCTIONS {
namespace {

using P = Pack<double>;
constexpr int lanes = P::lanes, block = block_lanes<double>, parts = block / lanes;

/// a b - c, rounded once where the machine can.
HWY_INLINE P fused_less(P a, P b, P c) { return {hn::MulSub(a.v, b.v, c.v)}; }

/// Σ of the lanes of a block, by halves.
HWY_INLINE double added(const P* sum) {
  double lane[block];
  for (int q = 0; q < parts; ++q) sum[q].store(lane + q * lanes);
  for (int half = block / 2; half > 0; half /= 2)
    for (int l = 0; l < half; ++l) lane[l] += lane[l + half];
  return lane[0];
}

// The part of a product that is kept in registers.
constexpr int tile_rows = lanes == 8 ? 8 : lanes == 4 ? 6 : 4, tile_packs = lanes == 8 ? 1 : 2;

/// c += a b, where element (row, inner) of a is at a[row · next_row + inner · next_inner].
template <int rows, int next_row>
void tile(const double* a, std::ptrdiff_t next_inner, const double* b, std::ptrdiff_t b_stride, int inner,
          double* c, std::ptrdiff_t c_stride) {
  P sum[rows][tile_packs];
  for (int r = 0; r < rows; ++r)
    for (int q = 0; q < tile_packs; ++q) sum[r][q] = P::zero();
  for (int k = 0; k < inner; ++k, a += next_inner, b += b_stride) {
    P right[tile_packs];
    for (int q = 0; q < tile_packs; ++q) right[q] = P::load(b + q * lanes);
    for (int r = 0; r < rows; ++r)
      for (int q = 0; q < tile_packs; ++q) sum[r][q] = fused(P(a[r * next_row]), right[q], sum[r][q]);
  }
  for (int r = 0; r < rows; ++r)
    for (int q = 0; q < tile_packs; ++q) {
      double* to = c + r * c_stride + q * lanes;
      (P::load(to) + sum[r][q]).store(to);
    }
}

using Tile = void (*)(const double*, std::ptrdiff_t, const double*, std::ptrdiff_t, int, double*,
                      std::ptrdiff_t);
template <int next_row>
constexpr Tile tiles[] = {tile<1, next_row>, tile<2, next_row>, tile<3, next_row>, tile<4, next_row>,
                          tile<5, next_row>, tile<6, next_row>, tile<7, next_row>, tile<8, next_row>};

template <int next_row>
void product(const double* a, std::ptrdiff_t next_inner, const double* b, std::ptrdiff_t b_stride, int inner,
             int rows, int columns, double* c, std::ptrdiff_t c_stride) {
  const int count = (rows + tile_rows - 1) / tile_rows;
  for (int column = 0; column < columns; column += tile_packs * lanes)
    for (int t = 0, row = 0; t < count; ++t) {
      const int until = rows * (t + 1) / count;
      tiles<next_row>[until - row - 1](a + row * next_row, next_inner, b + column, b_stride, inner,
                                       c + row * c_stride + column, c_stride);
      row = until;
    }
}

/// T_0 … T_(order-1) at u.
HWY_INLINE void chebyshev(P u, int order, P* t) {
  const P twice = u + u;
  t[0] = P(1.0);
  t[1] = u;
  for (int a = 2; a < order; ++a) t[a] = fused_less(twice, t[a - 1], t[a - 2]);
}

HWY_INLINE P inside(const BoxPiece& piece, int dimension, std::size_t at) {
  return (P::load(piece.where[dimension] + at) - P(piece.middle[dimension])) * P(piece.per_side);
}

void moments_1(const BoxPiece& piece, int order, double* out) {
  P sum[longest_series][parts];
  for (int a = 0; a < order; ++a)
    for (int q = 0; q < parts; ++q) sum[a][q] = P::zero();
  const P end(static_cast<double>(piece.agents));
  for (std::size_t i = 0; i < piece.agents; i += block)
    for (int q = 0; q < parts; ++q) {
      const std::size_t at = i + static_cast<std::size_t>(q * lanes);
      const Lanes<double> there = P::count() + P(static_cast<double>(at)) < end;
      const P u = inside(piece, 0, at), twice = u + u;
      P before = only(there, P(1.0)), t = only(there, u);
      sum[0][q] += before;
      for (int a = 1; a < order; ++a) {
        sum[a][q] += t;
        const P next = fused_less(twice, t, before);
        before = t;
        t = next;
      }
    }
  for (int a = 0; a < order; ++a) out[a] = added(sum[a]);
  for (int a = order; a % block != 0; ++a) out[a] = 0;
}

// Agents whose products are added up in registers before they go to memory.
constexpr int chunk = 16;

/// Of up to `chunk` agents from `start` on: T_a of the first dimension by [a][agent], and the products of the
/// others by [agent][b…], with columns filled up with zeros.
template <int K> struct Products {
  double first[longest_series * chunk];
  double second[longest_series * chunk];
  double rest[chunk * (K == 3 ? longest_series * longest_series : longest_series)];
  int columns, stride;

  explicit Products(int order)
      : columns(K == 3 ? order * order : order), stride((columns + block - 1) / block * block) {
    for (int i = 0; i < chunk; ++i)
      for (int c = columns; c < stride; ++c) rest[i * stride + c] = 0;
  }

  HWY_INLINE void take(const BoxPiece& piece, int order, std::size_t start) {
    P t[longest_series];
    double last[chunk * longest_series];
    for (int i = 0; i < chunk; i += lanes) {
      const std::size_t at = start + static_cast<std::size_t>(i);
      chebyshev(inside(piece, 0, at), order, t);
      for (int a = 0; a < order; ++a) t[a].store(first + a * chunk + i);
      if (K == 3) {
        chebyshev(inside(piece, 1, at), order, t);
        for (int a = 0; a < order; ++a) t[a].store(second + a * chunk + i);
      }
      chebyshev(inside(piece, K - 1, at), order, t);
      for (int a = 0; a < order; ++a) t[a].store(last + a * chunk + i);
    }
    for (int i = 0; i < chunk; ++i)
      if (K == 2) {
        for (int b = 0; b < order; ++b) rest[i * stride + b] = last[b * chunk + i];
      } else {
        double row[longest_series];
        for (int c = 0; c < order; ++c) row[c] = last[c * chunk + i];
        for (int b = 0; b < order; ++b) {
          const double factor = second[b * chunk + i];
          for (int c = 0; c < order; ++c) rest[i * stride + b * order + c] = factor * row[c];
        }
      }
  }
};

template <int K> void moments(const BoxPiece& piece, int order, double* out) {
  Products<K> products(order);
  for (int e = 0; e < order * products.stride; ++e) out[e] = 0;
  for (std::size_t start = 0; start < piece.agents; start += chunk) {
    products.take(piece, order, start);
    const std::size_t left = piece.agents - start;
    const int inner = left < chunk ? static_cast<int>(left) : chunk;
    product<chunk>(products.first, 1, products.rest, products.stride, inner, order, products.stride, out,
                   products.stride);
  }
}

// Agents evaluated at once: packs, so that a coefficient fetched serves several.
constexpr int group = 2;

/// T_a, and its derivative a U_(a-1), at the agents of a group.
struct Basis {
  P t[longest_series][group], slope[longest_series][group];

  HWY_INLINE void set(const BoxPiece& piece, int dimension, std::size_t at, int order) {
    for (int g = 0; g < group; ++g) {
      const P u = inside(piece, dimension, at + static_cast<std::size_t>(g * lanes)), twice = u + u;
      t[0][g] = P(1.0);
      t[1][g] = u;
      slope[0][g] = P::zero();
      slope[1][g] = P(1.0);
      P before = P(1.0), second_kind = twice;
      for (int a = 2; a < order; ++a) {
        t[a][g] = fused_less(twice, t[a - 1][g], t[a - 2][g]);
        slope[a][g] = P(static_cast<double>(a)) * second_kind;
        const P next = fused_less(twice, second_kind, before);
        before = second_kind;
        second_kind = next;
      }
    }
  }
};

/// value[r] = Σ_a row_r[a] T_a, slope[r] = Σ_a row_r[a] T_a' for `rows` rows.
template <int rows>
HWY_INLINE void contract(const double* row, std::ptrdiff_t stride, int order, const Basis& basis,
                         P (*value)[group], P (*slope)[group]) {
  P v[rows][group], s[rows][group];
  for (int r = 0; r < rows; ++r)
    for (int g = 0; g < group; ++g) v[r][g] = s[r][g] = P::zero();
  for (int a = 0; a < order; ++a)
    for (int r = 0; r < rows; ++r) {
      const P c(row[r * stride + a]);
      for (int g = 0; g < group; ++g) {
        v[r][g] = fused(c, basis.t[a][g], v[r][g]);
        s[r][g] = fused(c, basis.slope[a][g], s[r][g]);
      }
    }
  for (int r = 0; r < rows; ++r)
    for (int g = 0; g < group; ++g) {
      value[r][g] = v[r][g];
      slope[r][g] = s[r][g];
    }
}

/// What is left of a series over some dimensions, evaluated: its value, and its slope along each.
template <int K> struct Evaluated { P value[group], slope[K][group]; };

/// The series over K dimensions, the first of which are rows.
template <int K>
HWY_INLINE void evaluate_group(const double* series, std::ptrdiff_t stride, int order, const Basis* basis,
                               Evaluated<K>& out) {
  if constexpr (K == 1) {
    contract<1>(series, 0, order, basis[0], &out.value, &out.slope[0]);
  } else {
    for (int g = 0; g < group; ++g) {
      out.value[g] = P::zero();
      for (int k = 0; k < K; ++k) out.slope[k][g] = P::zero();
    }
    const auto add = [&](int a, const Evaluated<K - 1>& inner) {
      for (int g = 0; g < group; ++g) {
        const P t = basis[0].t[a][g];
        out.value[g] = fused(t, inner.value[g], out.value[g]);
        out.slope[0][g] = fused(basis[0].slope[a][g], inner.value[g], out.slope[0][g]);
        for (int k = 1; k < K; ++k) out.slope[k][g] = fused(t, inner.slope[k - 1][g], out.slope[k][g]);
      }
    };
    if constexpr (K == 2) {
      int a = 0;
      for (; a + 2 <= order; a += 2) {
        P value[2][group], slope[2][group];
        contract<2>(series + a * stride, stride, order, basis[1], value, slope);
        for (int r = 0; r < 2; ++r) {
          Evaluated<1> inner;
          for (int g = 0; g < group; ++g) inner.value[g] = value[r][g], inner.slope[0][g] = slope[r][g];
          add(a + r, inner);
        }
      }
      for (; a < order; ++a) {
        Evaluated<1> inner;
        contract<1>(series + a * stride, 0, order, basis[1], &inner.value, &inner.slope[0]);
        add(a, inner);
      }
    } else {
      for (int a = 0; a < order; ++a) {
        Evaluated<K - 1> inner;
        evaluate_group<K - 1>(series + a * stride, order, order, basis + 1, inner);
        add(a, inner);
      }
    }
  }
}

/// A series over one dimension: nothing is kept of the polynomials.
void evaluate_1(const BoxPiece& piece, int order, const double* series, double* value, double* const* slope) {
  double times_order[longest_series];
  for (int a = 0; a < order; ++a) times_order[a] = a * series[a];
  for (std::size_t at = 0; at < piece.agents; at += group * lanes) {
    P twice[group], t[group], t_before[group], second[group], second_before[group], v[group], s[group];
    for (int g = 0; g < group; ++g) {
      t[g] = inside(piece, 0, at + static_cast<std::size_t>(g * lanes));
      twice[g] = t[g] + t[g];
      t_before[g] = second[g] = P(1.0);
      second_before[g] = s[g] = P::zero();
      v[g] = P(series[0]);
    }
    for (int a = 1; a < order; ++a) {
      const P c(series[a]), slope_c(times_order[a]);
      for (int g = 0; g < group; ++g) {
        v[g] = fused(c, t[g], v[g]);
        s[g] = fused(slope_c, second[g], s[g]);
        const P t_next = fused_less(twice[g], t[g], t_before[g]);
        const P second_next = fused_less(twice[g], second[g], second_before[g]);
        t_before[g] = t[g];
        t[g] = t_next;
        second_before[g] = second[g];
        second[g] = second_next;
      }
    }
    for (int g = 0; g < group; ++g) {
      v[g].store(value + at + g * lanes);
      s[g].store(slope[0] + at + g * lanes);
    }
  }
}

template <int K>
void evaluate(const BoxPiece& piece, int order, const double* series, double* value, double* const* slope) {
  const int columns = K == 3 ? order * order : order;
  const std::ptrdiff_t stride = (columns + block - 1) / block * block;
  Basis basis[K];
  Evaluated<K> out;
  for (std::size_t at = 0; at < piece.agents; at += group * lanes) {
    for (int k = 0; k < K; ++k) basis[k].set(piece, (k + K - 1) % K, at, order);
    evaluate_group<K>(series, stride, order, basis, out);
    for (int g = 0; g < group; ++g) {
      const std::size_t to = at + static_cast<std::size_t>(g * lanes);
      out.value[g].store(value + to);
      for (int k = 0; k < K; ++k) out.slope[k][g].store(slope[(k + K - 1) % K] + to);
    }
  }
}

}  // namespace

extern const GaussBoxKernels gauss_box_kernels{
    product<1>, {moments_1, moments<2>, moments<3>}, {evaluate_1, evaluate<2>, evaluate<3>}};

}  // namespace heed::HEED_INSTRUCTIONS
