#include "heed/layers/embedding.hpp"

#include "heed/core/parallel.hpp"
#include "heed/layers/check.hpp"
#include "heed/layers/sums.hpp"

#include <cmath>

#include <fmt/format.h>

namespace heed::layers {

template <class Real> Embedding<Real>::Embedding(Index count, Index width, Stream& stream) {
  check_length("embedding", "count", count);
  check_length("embedding", "width", width);
  table_ = Parameter<Real>(count, width, Decay::none);
  const double sd = 1 / std::sqrt(static_cast<double>(width));
  for (Real& w : table_.value.reshaped()) w = static_cast<Real>(sd * stream.normal());
}

template <class Real>
Matrix<Real> Embedding<Real>::forward(std::span<const std::int32_t> ids, Cache& cache) const {
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (ids[i] < 0 || ids[i] >= count())
      throw Error(ErrorKind::data,
                  fmt::format("embedding: id {} in row {}, but ids are 0 … {}", ids[i], i, count() - 1));
  cache.assign(ids.begin(), ids.end());
  Matrix<Real> out(static_cast<Index>(ids.size()), width());
  for_rows(out.rows(), [&](Index i) { out.row(i) = table_.value.row(ids[static_cast<std::size_t>(i)]); });
  return out;
}

template <class Real> void Embedding<Real>::backward(const Matrix<Real>& grad_out, const Cache& ids) {
  check_shape("embedding", "grad_out", grad_out, static_cast<Index>(ids.size()), width());
  // Each piece has columns of its own, so that each number of the table is added to in order of rows.
  for_blocks(static_cast<std::size_t>(width()), 16, [&](std::size_t first, std::size_t last) {
    const auto from = static_cast<Index>(first), count = static_cast<Index>(last - first);
    for (Index i = 0; i < grad_out.rows(); ++i)
      table_.gradient.row(ids[static_cast<std::size_t>(i)]).segment(from, count) +=
          grad_out.row(i).segment(from, count);
  });
}

template class Embedding<float>;
template class Embedding<double>;

}  // namespace heed::layers
