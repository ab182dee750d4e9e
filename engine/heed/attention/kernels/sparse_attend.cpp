#include "heed/attention/kernels/sparse_attend.hpp"

#include "heed/core/parallel.hpp"

namespace heed {
namespace {

template <class Real> SparseFunction<Real> sparse_kernel(const Attention& attention, int topics) {
  const std::size_t score = attention.score.part().index();
  if constexpr (std::is_same_v<Real, float>)
    return sparse_kernels().for_float(score, topics);
  else
    return sparse_kernels().for_double(score, topics);
}

const masks::Bounded* bound_of(const Attention& attention) {
  for (const auto& mask : attention.masks)
    if (const auto* bound = mask.get<masks::Bounded>()) return bound;
  return nullptr;
}

/// Above what the caches next to one core hold on most machines. Below, asking for a row of state costs more
/// than it saves; so it does for single floats, of which 16 share a line.
template <class Real> bool is_far(const Matrix<Real>& x) {
  constexpr std::size_t near_bytes = std::size_t{1} << 20;
  const auto bytes = static_cast<std::size_t>(x.size()) * sizeof(Real);
  return bytes > near_bytes && static_cast<std::size_t>(x.cols()) * sizeof(Real) > 4;
}

/// Row p of `to` is row order[p] of `from`.
template <class Real>
void gather_rows(const Matrix<Real>& from, const std::vector<Agent>& order, Matrix<Real>& to) {
  to.resize(from.rows(), from.cols());
  for_each_index(order.size(),
                 [&](std::size_t p) { to.row(static_cast<Eigen::Index>(p)) = from.row(order[p]); });
}

}  // namespace

template <class Real>
SparseAttend<Real>::SparseAttend(const Attention& attention, const Candidates& candidates,
                                 std::vector<Agent> order, std::unique_ptr<Attend<Real>> rows)
    : attention_(attention), sliced_(candidates, std::move(order)), rows_(std::move(rows)) {}

template <class Real> bool SparseAttend<Real>::suits(const Attention& attention, int topics) {
  for (const auto& mask : attention.masks)
    if (mask.template get<masks::All>() || mask.template get<masks::TopK>()) return false;
  return topics <= most_sparse_topics && attention.empty_row != EmptyRow::error;
}

template <class Real>
void SparseAttend<Real>::mean(const Said<Real>& said, Temperatures<Real> temperature,
                              Matrix<Real>& out) const {
  if (&said.query != &said.value || &said.key != &said.value) return rows_->mean(said, temperature, out);
  if (sliced_.order.empty()) return apply(said.value, temperature, out);
  Matrix<Real> inside, result;
  gather_rows(said.value, sliced_.order, inside);
  std::vector<Real> each;
  if (temperature.values.size() > 1)
    for (const Agent i : sliced_.order) each.push_back(temperature[static_cast<std::size_t>(i)]);
  apply(inside, each.empty() ? temperature : Temperatures<Real>{each}, result);
  out.resize(result.rows(), result.cols());
  for_each_index(sliced_.order.size(), [&](std::size_t p) {
    out.row(sliced_.order[p]) = result.row(static_cast<Eigen::Index>(p));
  });
}

template <class Real>
void SparseAttend<Real>::apply(const Matrix<Real>& x, Temperatures<Real> temperature,
                               Matrix<Real>& out) const {
  out.resize(x.rows(), x.cols());
  const int topics = static_cast<int>(x.cols());
  const Slopes<Real> slopes(temperature);
  const void* score =
      std::visit([](const auto& s) { return static_cast<const void*>(&s); }, attention_.score.part());
  const SparseStep<Real> step{&sliced_,
                              x.data(),
                              out.data(),
                              topics,
                              exponents_for(attention_, x, slopes, static_cast<double>(sliced_.lowest_bias),
                                            static_cast<double>(sliced_.highest_bias)),
                              score,
                              bound_of(attention_),
                              is_far<Real>(x)};
  const SparseFunction<Real> slices = sparse_kernel<Real>(attention_, topics);
  for_blocks(
      sliced_.piece.empty() ? 0 : sliced_.piece.size() - 1, 1,
      [&](std::size_t first, std::size_t last) { slices(step, sliced_.piece[first], sliced_.piece[last]); });
}

template class SparseAttend<float>;
template class SparseAttend<double>;

}  // namespace heed
