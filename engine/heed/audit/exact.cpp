#include "heed/audit/exact.hpp"

#include "heed/predict/conditions.hpp"

#include <cmath>
#include <limits>
#include <memory>
#include <utility>

namespace heed {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double most_weights = 5e7, least_left = 1e-12;

/// What one step of averaging is made of, at the moment when twins part.
struct Step {
  Chain attention;        // a_ij of all who are heard, 0 too; who hears no one heeds itself
  Matrix<double> x, y;    // opinions, and what is heard
  Eigen::VectorXd share;  // (1 - θ_i) α: of what is heard, that which reaches i
  Eigen::VectorXd temperature;
};

Chain attention_of(const Simulation<double>& simulation) {
  std::vector<Eigen::Triplet<double>> cells;
  Row<double> row;
  for (Agent i = 0; i < simulation.network().agents(); ++i) {
    simulation.weights(i, row);
    if (row.heard.empty()) cells.emplace_back(i, i, 1.0);
    for (std::size_t k = 0; k < row.heard.size(); ++k) cells.emplace_back(i, row.heard[k], row.weight[k]);
  }
  Chain out(simulation.network().agents(), simulation.network().agents());
  out.setFromTriplets(cells.begin(), cells.end());
  return out;
}

Step step_of(const Simulation<double>& simulation) {
  const Agent n = simulation.network().agents();
  Step out{attention_of(simulation), simulation.state(), {}, Eigen::VectorXd(n), Eigen::VectorXd(n)};
  out.y = out.attention * out.x;
  const double rate = simulation.model().update().rate;
  for (Agent i = 0; i < n; ++i) {
    out.share[i] = (1 - simulation.stubbornness(i)) * rate;
    out.temperature[i] = simulation.temperatures()[static_cast<std::size_t>(i)];
  }
  return out;
}

ExactInfluence of_fixed_weights(const Simulation<double>& start, const Question& question) {
  const double rate = start.model().update().rate;
  auto p = std::make_shared<Chain>(lazy(attention_of(start), rate));
  Eigen::VectorXd kept(p->rows());
  for (Agent i = 0; i < kept.size(); ++i) kept[i] = 1 - start.stubbornness(i);
  *p = kept.asDiagonal() * *p;
  return {"attention does not change, so influence over h steps is the h-th power of a step of it", false,
          [p = std::move(p), horizons = question.horizons](Agent j) {
            Matrix<double> out(static_cast<Eigen::Index>(horizons.size()), p->rows());
            Eigen::VectorXd v = Eigen::VectorXd::Unit(p->rows(), j);
            std::int64_t done = 0;
            for (std::size_t h = 0; h < horizons.size(); ++h) {
              for (; done < horizons[h]; ++done) v = *p * v;
              out.row(static_cast<Eigen::Index>(h)) = v;
            }
            return out;
          }};
}

/// (h, N) of NaN, but for the first horizon where that is one step: `at(i, a_ij)` for all but j.
template <class At>
Matrix<double> after_one_step(const Step& step, const std::vector<std::int64_t>& horizons, Agent j, At at) {
  Matrix<double> out =
      Matrix<double>::Constant(static_cast<Eigen::Index>(horizons.size()), step.x.rows(), unknown);
  if (horizons.front() != 1) return out;
  for (Agent i = 0; i < step.x.rows(); ++i)
    if (i != j) out(0, i) = at(i, step.attention.coeff(i, j));
  return out;
}

ExactInfluence of_similarity(const Simulation<double>& start, const Question& question) {
  auto step = std::make_shared<const Step>(step_of(start));
  const double width = start.model().attention.score.get<scores::Similarity>()->width;
  return {"one step moves i by a_ij [1 + (x_j - y_i)(x_i - x_j) / (w² T)] of a small nudge", true,
          [step = std::move(step), question, sharp = 1 / (width * width)](Agent j) {
            const auto k = static_cast<Eigen::Index>(question.topic);
            return after_one_step(*step, question.horizons, j, [&](Agent i, double a) {
              const double xi = step->x(i, k), xj = step->x(j, k), y = step->y(i, k);
              return step->share[i] * a * (1 + sharp * (xj - y) * (xi - xj) / step->temperature[i]);
            });
          }};
}

/// What i hears without j, who is heard: the mean of the others. It keeps its own opinion where there are
/// none; nothing is known where hardly any weight is left. No difference from 1 is taken, which a_ij may be
/// to the last digit.
double heard_without(const Step& step, Agent i, Agent j, Eigen::Index topic) {
  double left = 0, sum = 0;
  bool others = false;
  for (Chain::InnerIterator cell(step.attention, i); cell; ++cell) {
    if (cell.col() == j) continue;
    others = true;
    left += cell.value();
    sum += cell.value() * step.x(cell.col(), topic);
  }
  if (!others) return step.x(i, topic);
  return left < least_left ? unknown : sum / left;
}

ExactInfluence of_muting(const Simulation<double>& start, const Question& question) {
  auto step = std::make_shared<const Step>(step_of(start));
  return {"one step of muting moves i by a_ij (x_j - y_i) / (1 - a_ij)", false,
          [step = std::move(step), question](Agent j) {
            const auto k = static_cast<Eigen::Index>(question.topic);
            return after_one_step(*step, question.horizons, j, [&](Agent i, double a) {
              return a > 0 ? step->share[i] * (step->y(i, k) - heard_without(*step, i, j, k)) : 0;
            });
          }};
}

/// Does a mask choose whom to heed by what all say? Without one of them it chooses others.
bool chooses(const Attention& attention) {
  for (const auto& mask : attention.masks)
    if (mask.get<masks::TopK>() != nullptr || mask.get<masks::Hops>() != nullptr) return true;
  return false;
}

}  // namespace

std::optional<ExactInfluence> exact_influence(const Course& course, const Twins& twins) {
  const Case setting(course.setup);
  const Question& question = twins.question();
  if (!first_of({unless_averaging(setting), unless_hears_mean(setting), unless_synchronous(setting)})
           .empty() ||
      setting.pairs() > most_weights)
    return std::nullopt;
  if (question.act == Act::nudge && unless_fixed_weights(setting).empty())
    return of_fixed_weights(twins.start(), question);
  if (question.horizons.front() != 1 || chooses(setting.attention())) return std::nullopt;
  if (question.act == Act::mute) return of_muting(twins.start(), question);
  if (question.act == Act::nudge && unless_similarity(setting).empty())
    return of_similarity(twins.start(), question);
  return std::nullopt;
}

std::optional<Eigen::VectorXd> long_run_influence(const Course& course) {
  const Case setting(course.setup);
  if (!first_of({unless_fixed_weights(setting), unless_synchronous(setting)}).empty()) return std::nullopt;
  if (!first_of({unless_free(setting), unless_moving(setting), unless_one_class(setting)}).empty())
    return std::nullopt;
  const Stationary* stationary = setting.stationary();
  if (stationary == nullptr || !(stationary->modulus < 1 - 1e-12)) return std::nullopt;
  return stationary->weight;
}

}  // namespace heed
