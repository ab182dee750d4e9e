#include "heed/motion/integration.hpp"

#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"
#include "heed/draw/normals.hpp"

#include <cmath>

namespace heed {
namespace {

constexpr std::int64_t steps_between_estimates = 64;
/// Numbers handled by a thread at once.
constexpr std::size_t integration_grain = 8 * block_size;

std::size_t agents_of(const auto& x) { return static_cast<std::size_t>(x.rows()); }

/// out = x + factor · v, number by number.
template <class Real>
void add(const Matrix<Real>& x, double factor, const Matrix<Real>& v, Matrix<Real>& out) {
  out.resize(x.rows(), x.cols());
  const Real f = static_cast<Real>(factor);
  for_blocks(static_cast<std::size_t>(x.size()), integration_grain, [&](std::size_t first, std::size_t last) {
    for (std::size_t k = first; k < last; ++k) out.data()[k] = x.data()[k] + f * v.data()[k];
  });
}

/// How far apart opinions can be: the widest range over topics, half a ring, across a sphere.
template <class Real> double extent(const Space& space, const Matrix<Real>& x) {
  if (space.sphere()) return 2;
  if (space.ring()) return space.length / 2;
  return static_cast<double>((x.colwise().maxCoeff() - x.colwise().minCoeff()).maxCoeff());
}

}  // namespace

template <class Real>
Integration<Real>::Integration(std::unique_ptr<Flow<Real>> flow, const Pace& pace)
    : flow_(std::move(flow)), pace_(pace), space_(flow_->space()) {
  if (const std::string problem = pace.problem(); !problem.empty())
    throw Error(ErrorKind::data, "dynamics: " + problem);
}

template <class Real>
void Integration<Real>::step(const Moment<Real>& moment, Anchors<Real> anchors, Matrix<Real>& x,
                             Matrix<Real>& out) {
  flow_->begin(moment, x);
  if (moment.step % steps_between_estimates == 0) estimate(moment, anchors, x);
  increment(moment, anchors, pace_.step, x);
  if (pace_.diffusion > 0) shake(moment, x);
  advance(moment, anchors, 0, x, out);
}

/// dx/dt with the pull of the anchors.
template <class Real>
void Integration<Real>::velocity(const Moment<Real>& moment, Anchors<Real> anchors, const Matrix<Real>& x,
                                 Matrix<Real>& out) {
  flow_->velocity(moment, x, out);
  if (anchors.stubbornness.empty()) return;
  for_each_index(agents_of(x), [&](std::size_t i) {
    const Real theta = static_cast<Real>(anchors.stubbornness[i]);
    if (theta == 0) return;
    const auto agent = static_cast<std::ptrdiff_t>(i);
    const auto own = row(x, agent), anchor = row(anchors.opinion, agent);
    const auto v = row(out, agent);
    for (std::size_t c = 0; c < v.size(); ++c)
      v[c] = (1 - theta) * v[c] + theta * space_.nearest(anchor[c] - own[c]);
    space_.make_tangent(own, v);
  });
}

/// moved_ = what a step of dt adds to x, without noise. Nothing is added up before it is known to be stable.
template <class Real>
void Integration<Real>::increment(const Moment<Real>& moment, Anchors<Real> anchors, double dt,
                                  const Matrix<Real>& x) {
  velocity(moment, anchors, x, moved_);
  check_rate(moment);
  if (pace_.integrator == Integrator::euler_maruyama) {
    moved_ *= static_cast<Real>(dt);
    return;
  }
  slope_ = moved_;
  for (const auto& [ahead, weight] : {std::pair{0.5, 2.0}, std::pair{0.5, 2.0}, std::pair{1.0, 1.0}}) {
    add(x, ahead * dt, slope_, stage_);
    velocity(moment, anchors, stage_, slope_);
    add(moved_, weight, slope_, moved_);
  }
  moved_ *= static_cast<Real>(dt / 6);
}

/// out = where moved_ leads from x; dt above 0 makes it first.
template <class Real>
void Integration<Real>::advance(const Moment<Real>& moment, Anchors<Real> anchors, double dt, Matrix<Real>& x,
                                Matrix<Real>& out) {
  if (dt > 0) increment(moment, anchors, dt, x);
  out.resize(x.rows(), x.cols());
  if (space_.sphere() && pace_.integrator == Integrator::runge_kutta) {
    // The stages are tangent each at its own place, so their mean is not quite; the norm errs by dt⁵.
    add(x, 1, moved_, out);
    return space_.project(out);
  }
  for_each_index(agents_of(x), [&](std::size_t i) {
    const auto agent = static_cast<std::ptrdiff_t>(i);
    space_.move(row(x, agent), row(std::as_const(moved_), agent), row(out, agent));
  });
}

template <class Real>
void Integration<Real>::estimate(const Moment<Real>& moment, Anchors<Real> anchors, const Matrix<Real>& x) {
  if (x.size() == 0) return;
  Matrix<Real> from = x, whole, half, halves;
  advance(moment, anchors, pace_.step, from, whole);
  from = x;
  advance(moment, anchors, pace_.step / 2, from, half);
  advance(moment, anchors, pace_.step / 2, half, halves);
  const double apart = largest(agents_of(x), [&](std::size_t i) {
    double squares = 0;
    for (Eigen::Index c = 0; c < x.cols(); ++c) {
      const auto agent = static_cast<Eigen::Index>(i);
      const auto d = static_cast<double>(space_.nearest(whole(agent, c) - halves(agent, c)));
      squares += d * d;
    }
    return std::sqrt(squares);
  });
  const double error = apart * (pace_.integrator == Integrator::euler_maruyama ? 2.0 : 16.0 / 15);
  const double over = extent(space_, x);
  error_.largest = std::max(error_.largest, error);
  if (over > 0) error_.relative = std::max(error_.relative, error / over);
}

/// Adds the noise of this step to moved_: number agent · K + topic of the step's sequence.
template <class Real> void Integration<Real>::shake(const Moment<Real>& moment, const Matrix<Real>& x) {
  const Real sd = static_cast<Real>(std::sqrt(2 * pace_.diffusion * pace_.step));
  const auto topics = static_cast<std::size_t>(x.cols());
  for_blocks(agents_of(x), integration_grain, [&](std::size_t first, std::size_t last) {
    thread_local std::vector<Real> noise;
    noise.resize((last - first) * topics);
    normals(moment.seed, Purpose::noise, static_cast<std::uint64_t>(moment.step), first * topics,
            std::span<Real>(noise));
    for (std::size_t i = first; i < last; ++i) {
      const std::span<Real> xi(noise.data() + (i - first) * topics, topics);
      space_.make_tangent(row(x, static_cast<std::ptrdiff_t>(i)), xi);
      for (std::size_t c = 0; c < topics; ++c) moved_.data()[i * topics + c] += sd * xi[c];
    }
  });
}

template <class Real> void Integration<Real>::check_rate(const Moment<Real>& moment) const {
  const double rate = flow_->rate(), most = pace_.largest_step(rate);
  if (pace_.step > most)
    throw Error(ErrorKind::numeric, "step " + std::to_string(moment.step + 1) + ": dynamics.step is " +
                                        to_text(pace_.step) + " but opinions relax at rates up to " +
                                        to_text(rate) + ", so steps above " + to_text(most) +
                                        " are unstable; make it smaller");
}

template class Integration<float>;
template class Integration<double>;

}  // namespace heed
