#include "heed/motion/motion.hpp"

#include "heed/core/memory.hpp"
#include "heed/core/parallel.hpp"
#include "heed/draw/normals.hpp"

#include <algorithm>

namespace heed {
namespace {

/// Agent number and turn within a step as one counter: turn 0 is the synchronous step.
std::uint64_t counter(Agent agent, std::uint64_t turn) {
  return turn == 0 ? static_cast<std::uint64_t>(agent) : (std::uint64_t{1} << 40) + turn;
}

/// A copy, in huge pages where the system has them: a large state is read here and there.
template <class Real> Matrix<Real> in_huge_pages(const Matrix<Real>& x) {
  Matrix<Real> out(x.rows(), x.cols());
  prefer_huge_pages(out.data(), static_cast<std::size_t>(out.size()) * sizeof(Real));
  out = x;
  return out;
}

}  // namespace

template <class Real>
Motion<Real>::Motion(Matrix<Real> initial, std::uint64_t seed)
    : state_(in_huge_pages(initial)),
      anchor_(std::move(initial)),
      before_(in_huge_pages(state_)),
      heard_(in_huge_pages(state_)),
      seed_(seed),
      stubbornness_(agents(), 0.0) {}

template <class Real> void Motion<Real>::use(double rate, double noise, std::vector<double> stubbornness) {
  rate_ = rate;
  noise_ = noise;
  stubbornness_ = std::move(stubbornness);
  anyone_stubborn_ =
      std::any_of(stubbornness_.begin(), stubbornness_.end(), [](double theta) { return theta != 0; });
}

template <class Real> void Motion<Real>::fix(Agent agent, double opinion, double stubbornness) {
  if (integration_) {
    const std::vector<Real> all(topics(), static_cast<Real>(opinion));
    integration_->flow().space().check(agent, std::span<const Real>(all));
  }
  for (Real& x : row(state_, agent)) x = static_cast<Real>(opinion);
  for (Real& x : row(anchor_, agent)) x = static_cast<Real>(opinion);
  stubbornness_[static_cast<std::size_t>(agent)] = stubbornness;
  anyone_stubborn_ |= stubbornness != 0;
}

template <class Real> void Motion<Real>::keep_before() {
  if (kept_ == step_) return;
  before_ = state_;
  kept_ = step_;
}

template <class Real> void Motion<Real>::use(std::unique_ptr<Integration<Real>> integration, bool project) {
  if (integration && integration_) integration->follow(*integration_);
  integration_ = std::move(integration);
  if (!integration_) return;
  const Space space = integration_->flow().space();
  if (project || !space.sphere()) {
    space.project(state_);
    space.project(anchor_);
    before_ = state_;
  }
  space.check(state_);
}

template <class Real> void Motion<Real>::weights(Agent i, Row<Real>& row) const {
  if (integration_) return integration_->flow().weights(moment(), state_, i, row);
  attend_->weights(i, Said<Real>(state_), temperatures()[static_cast<std::size_t>(i)], row);
}

template <class Real> void Motion<Real>::move_all() {
  if (integration_) {
    const auto theta = anyone_stubborn_ ? std::span<const double>(stubbornness_) : std::span<const double>();
    integration_->step(moment(), {theta, anchor_}, state_, heard_);
    return swap_states();
  }
  if (mode_ == Mode::mean) {
    attend_->mean(Said<Real>(state_), temperatures(), heard_);
  } else {
    heard_.resize(state_.rows(), state_.cols());
    for_blocks(agents(), 256, [&](std::size_t first, std::size_t last) {
      thread_local Row<Real> room;
      for (std::size_t i = first; i < last; ++i) {
        const auto agent = static_cast<Agent>(i);
        attend_->weights(agent, Said<Real>(state_), temperatures()[i], room);
        Stream stream(seed_, Purpose::listen, i, static_cast<std::uint64_t>(step_));
        heard_.row(agent) = state_.row(drawn_from(room, agent, stream.uniform()));
      }
    });
  }
  land_all();
  swap_states();
}

/// What was made of the state becomes the state, and the state what was before.
template <class Real> void Motion<Real>::swap_states() {
  before_.swap(state_);
  kept_ = step_;
  state_.swap(heard_);
}

/// What was heard becomes where everyone lands, in place.
template <class Real> void Motion<Real>::land_all() {
  const bool moves = rate_ != 1 || anyone_stubborn_;
  if (!moves && noise_ == 0) return;
  for_blocks(agents(), 8 * block_size, [&](std::size_t first, std::size_t last) {
    if (moves)
      for (std::size_t i = first; i < last; ++i) {
        const auto agent = static_cast<Agent>(i);
        land(agent, row(heard_, agent), row(heard_, agent));
      }
    if (noise_ != 0) shake(first, last);
  });
}

/// Adds the noise of a synchronous step to agents [first, last): number agent · K + topic of the step's
/// sequence.
template <class Real> void Motion<Real>::shake(std::size_t first, std::size_t last) {
  thread_local std::vector<Real> noise;
  noise.resize((last - first) * topics());
  normals(seed_, Purpose::noise, static_cast<std::uint64_t>(step_), first * topics(), std::span<Real>(noise));
  Real* out = heard_.data() + first * topics();
  for (std::size_t k = 0; k < noise.size(); ++k) out[k] += static_cast<Real>(noise_) * noise[k];
}

template <class Real> void Motion<Real>::hear(Agent i, std::uint64_t turn, std::span<Real> out) {
  attend_->weights(i, Said<Real>(state_), temperatures()[static_cast<std::size_t>(i)], row_);
  if (mode_ == Mode::mean) return mean_of(row_, i, state_, out);
  Stream stream(seed_, Purpose::listen, counter(i, turn), static_cast<std::uint64_t>(step_));
  const auto said = row(std::as_const(state_), drawn_from(row_, i, stream.uniform()));
  std::copy(said.begin(), said.end(), out.begin());
}

template <class Real>
void Motion<Real>::land(Agent i, std::span<const Real> heard, std::span<Real> out) const {
  const auto own = row(state_, i), anchor = row(anchor_, i);
  const Real theta = static_cast<Real>(stubbornness_[static_cast<std::size_t>(i)]),
             alpha = static_cast<Real>(rate_);
  for (std::size_t c = 0; c < out.size(); ++c) {
    // Written as steps from the own value, so that agents that agree do not move by a rounding error.
    const Real moved = alpha == 1 ? heard[c] : own[c] + alpha * (heard[c] - own[c]);
    out[c] = moved + theta * (anchor[c] - moved);
  }
}

/// Adds the noise of one agent that moves alone.
template <class Real> void Motion<Real>::shake_one(Agent i, std::uint64_t turn, std::span<Real> out) const {
  if (noise_ == 0) return;
  Stream stream(seed_, Purpose::noise, counter(i, turn), static_cast<std::uint64_t>(step_));
  for (Real& x : out) x += static_cast<Real>(noise_ * stream.normal());
}

template <class Real> void Motion<Real>::move_one(Agent i, std::uint64_t turn) {
  keep_before();
  heard_.resize(1, state_.cols());
  next_.resize(1, state_.cols());
  hear(i, turn, row(heard_, 0));
  land(i, row(std::as_const(heard_), 0), row(next_, 0));
  shake_one(i, turn, row(next_, 0));
  state_.row(i) = next_.row(0);
}

template <class Real> void Motion<Real>::meet(Agent i, std::uint64_t turn, bool mutual) {
  keep_before();
  attend_->weights(i, Said<Real>(state_), temperatures()[static_cast<std::size_t>(i)], row_);
  Stream stream(seed_, Purpose::listen, counter(i, turn), static_cast<std::uint64_t>(step_));
  const Agent j = drawn_from(row_, i, stream.uniform());
  mutual = mutual && j != i;
  next_.resize(2, state_.cols());
  land(i, row(std::as_const(state_), j), row(next_, 0));
  shake_one(i, 2 * turn, row(next_, 0));
  if (mutual) {
    land(j, row(std::as_const(state_), i), row(next_, 1));
    shake_one(j, 2 * turn + 1, row(next_, 1));
  }
  state_.row(i) = next_.row(0);
  if (mutual) state_.row(j) = next_.row(1);
}

template class Motion<float>;
template class Motion<double>;

}  // namespace heed
