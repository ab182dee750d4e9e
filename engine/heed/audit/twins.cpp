#include "heed/audit/twins.hpp"

#include "heed/core/error.hpp"
#include "heed/core/signal.hpp"

#include <string>
#include <utility>

namespace heed {
namespace {

void make_step(const Course& course, Simulation<double>& simulation, bool events) {
  if (stop_requested()) throw Interrupted("stopped at step " + std::to_string(simulation.steps()));
  if (events) course.happen(simulation, simulation.steps());
  simulation.step();
}

/// Goes on from a world to which the events of its step have happened, and looks at each horizon.
template <class Look>
void follow(const Course& course, Simulation<double>& simulation, const std::vector<std::int64_t>& horizons,
            Look look) {
  std::int64_t done = 0;
  for (std::size_t h = 0; h < horizons.size(); ++h) {
    for (; done < horizons[h]; ++done) make_step(course, simulation, done > 0);
    look(h, simulation.state());
  }
}

}  // namespace

Simulation<double> begin(const Course& course) {
  return Simulation<double>(course.setup.model, course.setup.network, course.setup.seed, course.remodel);
}

void advance(const Course& course, Simulation<double>& simulation, std::int64_t to) {
  while (simulation.steps() < to) make_step(course, simulation, true);
}

Twins::Twins(const Course& course, const Simulation<double>& start, Question question)
    : course_(course), question_(std::move(question)), start_(start) {
  course_.happen(start_, start_.steps());
  Simulation<double> run(start_);
  Course watched = course_;
  watched.happen = [this](World& world, std::int64_t step) {
    const Graph::Boost* before = &world.network().graph.boost();
    course_.happen(world, step);
    ties_made_anew_ += &world.network().graph.boost() != before;
  };
  follow(watched, run, question_.horizons,
         [&](std::size_t, const Matrix<double>& state) { plain_.push_back(state); });
}

Matrix<double> Twins::effect(Agent j) const {
  Simulation<double> twin(start_);
  const auto topic = static_cast<Eigen::Index>(question_.topic);
  Eigen::RowVectorXd along = Eigen::RowVectorXd::Unit(twin.state().cols(), topic);
  if (question_.act == Act::nudge) {
    const Eigen::RowVectorXd change = nudge(twin, j, question_.topic, question_.delta);
    if (const double square = change.squaredNorm(); square > 0) along = change / square;
  } else {
    along = -along;
    if (question_.act == Act::mute)
      mute(twin, j);
    else
      rewire(twin, j, course_.setup.seed);
  }
  const Space space = space_of(twin);
  Matrix<double> out(static_cast<Eigen::Index>(question_.horizons.size()), twin.state().rows());
  follow(course_, twin, question_.horizons, [&](std::size_t h, const Matrix<double>& state) {
    for (Eigen::Index i = 0; i < state.rows(); ++i) {
      double effect = 0;
      for (Eigen::Index c = 0; c < state.cols(); ++c)
        effect += along[c] * space.nearest(state(i, c) - plain_[h](i, c));
      out(static_cast<Eigen::Index>(h), i) = effect;
    }
  });
  return out;
}

}  // namespace heed
