#include "heed/attention/kernels/wide_attend.hpp"

#include "heed/attention/kernels/wide.hpp"
#include "heed/core/memory.hpp"
#include "heed/core/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace heed {
namespace {

constexpr Eigen::Index many_topics = 16;

template <class Real> const WideFunction<Real>& wide_kernel() {
  if constexpr (std::is_same_v<Real, float>)
    return wide_kernels().for_float;
  else
    return wide_kernels().for_double;
}

constexpr std::size_t up_to(std::size_t n, std::size_t multiple) {
  return (n + multiple - 1) / multiple * multiple;
}

/// Keys by panel, each panel one depth after the other.
template <class Real> Buffer<Real> panels_of(const Matrix<Real>& key) {
  const auto speakers = static_cast<std::size_t>(key.rows()), depth = static_cast<std::size_t>(key.cols());
  constexpr std::size_t width = panel_width<Real>;
  Buffer<Real> out(up_to(speakers, width) * depth);
  for_each_index(
      up_to(speakers, width) / width,
      [&](std::size_t p) {
        Real* panel = out.data() + p * width * depth;
        for (std::size_t j = 0; j < width; ++j)
          for (std::size_t d = 0; d < depth; ++d)
            panel[d * width + j] =
                p * width + j < speakers ? key.data()[(p * width + j) * depth + d] : Real(0);
      },
      8);
  return out;
}

/// Values less the first, each row filled up with zeros to whole blocks.
template <class Real> Buffer<Real> centred(const Matrix<Real>& value, std::size_t padded) {
  const auto speakers = static_cast<std::size_t>(value.rows()),
             width = static_cast<std::size_t>(value.cols());
  Buffer<Real> out(speakers * padded);
  for_each_index(speakers, [&](std::size_t j) {
    Real* row = out.data() + j * padded;
    for (std::size_t c = 0; c < width; ++c) row[c] = value.data()[j * width + c] - value.data()[c];
    std::fill(row + width, row + padded, Real(0));
  });
  return out;
}

template <class Real> double largest_norm(const Matrix<Real>& x) {
  return largest(static_cast<std::size_t>(x.rows()), [&](std::size_t i) {
    return static_cast<double>(x.row(static_cast<Eigen::Index>(i)).norm());
  });
}

}  // namespace

template <class Real> bool WideAttend<Real>::suits(const Attention& attention) {
  return attention.score.template get<scores::Dot>() && attention.masks.size() == 1 &&
         (*attention.masks.begin()).template get<masks::All>() && attention.biases.size() == 0 &&
         attention.empty_row != EmptyRow::error;
}

template <class Real>
void WideAttend<Real>::mean(const Said<Real>& said, Temperatures<Real> temperature, Matrix<Real>& out) const {
  const bool one_array = &said.query == &said.value && &said.key == &said.value;
  const Eigen::Index hearers = said.query.rows(), speakers = said.key.rows();
  if ((one_array && said.query.cols() < many_topics) || (hearers != speakers && !self_) || speakers < 2)
    return few_->mean(said, temperature, out);
  out.resize(hearers, said.value.cols());
  const auto width = static_cast<std::size_t>(said.value.cols());
  const std::size_t padded = up_to(width, 64 / sizeof(Real));
  const Buffer<Real> panels = panels_of(said.key), value = centred(said.value, padded);
  const Slopes<Real> slopes(temperature);
  const auto depth = static_cast<std::size_t>(said.query.cols());
  const double scale =
      attention_.score.template get<scores::Dot>()->scaled ? 1 / std::sqrt(static_cast<double>(depth)) : 1;
  const double most = largest_norm(said.query) * largest_norm(said.key) * scale;
  const WideStep<Real> step{
      said.query.data(),
      panels.data(),
      value.data(),
      said.value.data(),
      out.data(),
      static_cast<std::size_t>(hearers),
      static_cast<std::size_t>(speakers),
      depth,
      width,
      padded,
      static_cast<Real>(scale),
      self_,
      exponents_within<Real>(ScoreRange{-most, most}, slopes, 0, attention_.bias_in_temperature)};
  for_blocks(step.hearers, wide_rows,
             [&](std::size_t first, std::size_t last) { wide_kernel<Real>()(step, first, last); });
}

template class WideAttend<float>;
template class WideAttend<double>;

}  // namespace heed
