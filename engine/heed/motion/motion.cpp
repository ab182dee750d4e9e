#include "heed/motion/motion.hpp"

#include "heed/core/memory.hpp"
#include "heed/core/parallel.hpp"
#include "heed/draw/normals.hpp"

#include <algorithm>
#include <atomic>

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

template <class Real> void Motion<Real>::catch_up(const Motion& other) {
  state_ = other.state_;
  anchor_ = other.anchor_;
  before_ = other.before_;
  step_ = other.step_;
  kept_ = other.kept_;
  stubbornness_ = other.stubbornness_;
  anyone_stubborn_ = other.anyone_stubborn_;
  last_cut_ = other.last_cut_;
  all_cut_ = other.all_cut_;
  if (integration_) integration_->follow(*other.integration_);
}

template <class Real> void Motion<Real>::place(Agent agent, std::span<const double> opinion) {
  const std::vector<Real> at(opinion.begin(), opinion.end());
  if (integration_) integration_->flow().space().check(agent, std::span<const Real>(at));
  std::copy(at.begin(), at.end(), row(state_, agent).begin());
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

template <class Real> void Motion<Real>::carried(Carried& c, std::int64_t most) {
  c.count("step", step_, most);
  c("state", state_);
  c("anchor", anchor_);
  c("stubbornness", stubbornness_);
  c("cut_moves", all_cut_);
  if (integration_) integration_->carried(c);
  if (!c.gives_back()) return;
  anyone_stubborn_ =
      std::any_of(stubbornness_.begin(), stubbornness_.end(), [](double theta) { return theta != 0; });
  before_ = state_;
  kept_ = -1;
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
  hear_all();
  land_all();
  swap_states();
}

/// What was made of the state becomes the state, and the state what was before.
template <class Real> void Motion<Real>::swap_states() {
  before_.swap(state_);
  kept_ = step_;
  state_.swap(heard_);
}

template <class Real> void Motion<Real>::hear_all() {
  if (mode_ == Mode::mean && !response_) return attend_->mean(said(), temperatures(), heard_);
  heard_.resize(state_.rows(), state_.cols());
  std::atomic<std::int64_t> cut{0};
  for_blocks(agents(), 256, [&](std::size_t first, std::size_t last) {
    thread_local Ear ear;
    std::int64_t here = 0;
    for (std::size_t i = first; i < last; ++i) {
      const auto agent = static_cast<Agent>(i);
      here += hear(agent, listening(agent, 0), ear, row(heard_, agent));
    }
    cut += here;
  });
  cut_ += cut;
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

template <class Real> Stream Motion<Real>::listening(Agent i, std::uint64_t turn) const {
  return Stream(seed_, Purpose::listen, counter(i, turn), static_cast<std::uint64_t>(step_));
}

/// What agent i hears, and what it makes of it; true when that was cut off.
template <class Real> bool Motion<Real>::hear(Agent i, Stream stream, Ear& ear, std::span<Real> out) const {
  const Real temperature = temperatures()[static_cast<std::size_t>(i)];
  std::size_t heeded = response_ ? response_->draws() : 1;
  if (mode_ == Mode::mean) {
    ear.said.resize(topics());
    heeded = attend_->mean_for(i, said(), temperature, ear.row, std::span<Real>(ear.said));
  } else {
    ear.said.resize(heeded * topics());
    for (std::size_t d = 0; d < heeded; ++d) {
      const auto one = row(state_, attend_->draw(i, said(), temperature, stream.uniform(), ear.row));
      std::copy(one.begin(), one.end(), ear.said.begin() + static_cast<std::ptrdiff_t>(d * topics()));
    }
  }
  return take(i, ear.said, heeded, stream, out);
}

template <class Real>
bool Motion<Real>::take(Agent i, std::span<const Real> said, std::size_t heeded, Stream& stream,
                        std::span<Real> out) const {
  if (response_)
    return response_->answer({row(state_, i), said, heeded, temperatures()[static_cast<std::size_t>(i)]},
                             stream, out);
  follow(said, out);
  return false;
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
  cut_ += hear(i, listening(i, turn), ear_, row(heard_, 0));
  land(i, row(std::as_const(heard_), 0), row(next_, 0));
  shake_one(i, turn, row(next_, 0));
  state_.row(i) = next_.row(0);
}

template <class Real> void Motion<Real>::meet(Agent i, std::uint64_t turn, bool mutual) {
  if (response_ && (mode_ == Mode::mean || response_->draws() > 1)) return move_one(i, turn);
  keep_before();
  heard_.resize(2, state_.cols());
  next_.resize(2, state_.cols());
  Stream stream = listening(i, turn);
  const Real temperature = temperatures()[static_cast<std::size_t>(i)];
  const Agent j = attend_->draw(i, said(), temperature, stream.uniform(), ear_.row);
  mutual = mutual && j != i;
  meet_one(i, j, stream, 2 * turn, 0);
  if (mutual) meet_one(j, i, stream, 2 * turn + 1, 1);
  state_.row(i) = next_.row(0);
  if (mutual) state_.row(j) = next_.row(1);
}

/// Where agent i goes when it meets j, into a row of `next_`.
template <class Real>
void Motion<Real>::meet_one(Agent i, Agent j, Stream& stream, std::uint64_t noise, int place) {
  cut_ += take(i, row(std::as_const(state_), j), 1, stream, row(heard_, place));
  land(i, row(std::as_const(heard_), place), row(next_, place));
  shake_one(i, noise, row(next_, place));
}

template class Motion<float>;
template class Motion<double>;

}  // namespace heed
