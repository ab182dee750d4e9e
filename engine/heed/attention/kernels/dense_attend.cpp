#include "heed/attention/kernels/dense_attend.hpp"

#include "heed/attention/kernels/dense.hpp"
#include "heed/attention/kernels/planes.hpp"
#include "heed/core/parallel.hpp"

#include <algorithm>

namespace heed {
namespace {

template <class Real> DenseFunction<Real> dense_kernel(const Attention& attention, int topics) {
  const std::size_t score = attention.score.part().index();
  if constexpr (std::is_same_v<Real, float>)
    return dense_kernels().for_float(score, topics);
  else
    return dense_kernels().for_double(score, topics);
}

/// Agents of one piece of work: about 128 thousand pairs.
std::size_t agents_per_piece(std::size_t agents) {
  return std::max<std::size_t>(1, (std::size_t{1} << 17) / std::max<std::size_t>(1, agents) / plane_lanes) *
         plane_lanes;
}

}  // namespace

template <class Real> bool DenseAttend<Real>::suits(const Attention& attention, int topics) {
  bool everyone = false, counts = false;
  for (const auto& mask : attention.masks) {
    everyone |= mask.template get<masks::All>() != nullptr;
    counts |= mask.template get<masks::TopK>() != nullptr;
  }
  return everyone && !counts && attention.biases.size() == 0 && attention.empty_row != EmptyRow::error &&
         dense_kernel<Real>(attention, topics) != nullptr;
}

template <class Real>
void DenseAttend<Real>::mean(const Said<Real>& said, Temperatures<Real> temperature,
                             Matrix<Real>& out) const {
  if (&said.query != &said.value || &said.key != &said.value) return rows_->mean(said, temperature, out);
  const Matrix<Real>& x = said.value;
  out.resize(x.rows(), x.cols());
  const auto agents = static_cast<std::size_t>(x.rows());
  const std::size_t padded = padded_to_lanes(agents);
  const Buffer<Real> planes = planes_of(x);
  const Slopes<Real> slopes(temperature);
  const masks::Bounded* bound = nullptr;
  for (const auto& mask : attention_.masks)
    if (const auto* found = mask.template get<masks::Bounded>()) bound = found;
  const DenseStep<Real> step{
      x.data(),
      planes.data(),
      agents,
      padded,
      out.data(),
      static_cast<int>(x.cols()),
      self_,
      exponents_for(attention_, x, slopes, 0, 0),
      std::visit([](const auto& s) { return static_cast<const void*>(&s); }, attention_.score.part()),
      bound};
  const DenseFunction<Real> hear = dense_kernel<Real>(attention_, step.size);
  for_blocks(agents, agents_per_piece(agents),
             [&](std::size_t first, std::size_t last) { hear(step, first, last); });
}

template class DenseAttend<float>;
template class DenseAttend<double>;

}  // namespace heed
