#include "heed/attention/transforms/gauss_attend.hpp"

#include "heed/core/parallel.hpp"

#include <vector>

namespace heed {

template <class Real>
GaussAttend<Real>::GaussAttend(const Attention& attention, const Network& network, int topics,
                               std::unique_ptr<Attend<Real>> rows)
    : rows_(std::move(rows)),
      agents_(network.agents()),
      width_(attention.score.template get<scores::Similarity>()->width),
      topics_(topics),
      hears_(attention.self_ties == SelfTies::add ? Hears::everyone : Hears::others),
      transform_(make_gauss_transform(static_cast<std::size_t>(network.agents()), topics,
                                      std::is_same_v<Real, float> ? 1e-9 : 1e-12)) {}

template <class Real> bool GaussAttend<Real>::suits(const Attention& attention, int topics) {
  return attention.score.template get<scores::Similarity>() && attention.masks.size() == 1 &&
         attention.masks.begin()->template get<masks::All>() && attention.biases.size() == 0 && topics >= 1 &&
         topics <= 3;
}

template <class Real>
void GaussAttend<Real>::mean(const Said<Real>& said, Temperatures<Real> temperature,
                             Matrix<Real>& out) const {
  const bool one_array = &said.query == &said.value && &said.key == &said.value;
  if (!one_array || temperature.values.size() != 1 || said.value.cols() != topics_ || agents_ < 2)
    return rows_->mean(said, temperature, out);
  thread_local std::vector<double> opinion_room, displacement_room;
  auto &opinion = opinion_room, &displacement = displacement_room;
  const auto numbers = static_cast<std::size_t>(said.value.size());
  const Real* x = said.value.data();
  displacement.resize(numbers);
  const double* from = nullptr;
  if constexpr (std::is_same_v<Real, double>) {
    from = x;
  } else {
    opinion.resize(numbers);
    for_each_index(
        numbers, [&](std::size_t e) { opinion[e] = static_cast<double>(x[e]); }, 8 * block_size);
    from = opinion.data();
  }
  const double tau = 2 * width_ * width_ * static_cast<double>(temperature.values[0]);
  if (!transform_->displacements(from, tau, hears_, displacement.data()))
    return rows_->mean(said, temperature, out);
  out.resize(said.value.rows(), said.value.cols());
  Real* to = out.data();
  for_each_index(
      numbers, [&](std::size_t e) { to[e] = static_cast<Real>(from[e] + displacement[e]); }, 8 * block_size);
}

template class GaussAttend<float>;
template class GaussAttend<double>;

}  // namespace heed
