#include "heed/attention/kernels/uniform_attend.hpp"

#include <algorithm>
#include <variant>

namespace heed {

template <class Real> bool UniformAttend<Real>::suits(const Attention& attention) {
  if (!attention.score.get<scores::Uniform>() || attention.biases.size() > 0) return false;
  return std::all_of(attention.masks.begin(), attention.masks.end(), [](const auto& choice) {
    return std::visit([]<class M>(const M&) { return ReachMask<M>; }, choice.part());
  });
}

template <class Real> std::size_t UniformAttend<Real>::within_reach(Agent i) const {
  return candidates_->everyone()
             ? static_cast<std::size_t>(candidates_->agents() - (candidates_->self() ? 0 : 1))
             : static_cast<std::size_t>(candidates_->graph().degree(i));
}

template <class Real>
std::size_t UniformAttend<Real>::mean_for(Agent i, const Said<Real>& said, Real temperature, Row<Real>& room,
                                          std::span<Real> out) const {
  const std::size_t count = within_reach(i);
  if (count == 0) return rows_->mean_for(i, said, temperature, room, out);
  const auto own = heed::row(said.value, i);
  const Real weight = Real(1) / static_cast<Real>(count);
  std::fill(out.begin(), out.end(), Real(0));
  const auto add = [&](Agent j) {
    const auto value = heed::row(said.value, j);
    for (std::size_t c = 0; c < out.size(); ++c) out[c] += weight * (value[c] - own[c]);
  };
  if (candidates_->everyone()) {
    // Oneself adds nothing, whether heeded or not.
    for (Agent j = 0; j < candidates_->agents(); ++j) add(j);
  } else {
    for (const Agent j : candidates_->graph().hears(i)) add(j);
  }
  for (std::size_t c = 0; c < out.size(); ++c) out[c] += own[c];
  return count;
}

template <class Real>
Agent UniformAttend<Real>::draw(Agent i, const Said<Real>& said, Real temperature, double u,
                                Row<Real>& room) const {
  const std::size_t count = within_reach(i);
  if (count == 0) return rows_->draw(i, said, temperature, u, room);
  // u < 1, but u k may round up to k.
  const std::size_t place = std::min(static_cast<std::size_t>(u * static_cast<double>(count)), count - 1);
  if (!candidates_->everyone()) return candidates_->graph().hears(i)[place];
  const auto j = static_cast<Agent>(place);
  return candidates_->self() || j < i ? j : j + 1;
}

template class UniformAttend<float>;
template class UniformAttend<double>;

}  // namespace heed
