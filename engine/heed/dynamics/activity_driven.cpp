#include "heed/dynamics/activity_driven.hpp"

#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <Eigen/Eigenvalues>

namespace heed {
namespace {

using dynamics::ActivityDriven;

/// Each active agent looks at up to N others.
constexpr std::size_t grain = 64;

std::vector<double> activities(const ActivityDriven& model, const FlowContext& context) {
  std::vector<double> out = draw(model.activity, context.network, context.seed, Purpose::activity);
  for (std::size_t i = 0; i < out.size(); ++i)
    if (!(out[i] >= 0 && out[i] <= 1))
      throw Error(ErrorKind::data, "the activity of agent " + std::to_string(i) + " is " + to_text(out[i]) +
                                       " but must be a probability, between 0 and 1; choose another law for "
                                       "dynamics.activity");
  return out;
}

Eigen::MatrixXd overlap_of(const ActivityDriven& model, int topics) {
  const auto size = static_cast<Eigen::Index>(model.overlap.size());
  if (size != topics)
    throw Error(ErrorKind::data, "dynamics.overlap is for " + std::to_string(size) +
                                     " topics but there are " + std::to_string(topics));
  Eigen::MatrixXd out(size, size);
  for (Eigen::Index u = 0; u < size; ++u)
    for (Eigen::Index v = 0; v < size; ++v)
      out(u, v) = model.overlap[static_cast<std::size_t>(u)][static_cast<std::size_t>(v)];
  return out;
}

/// Φ^(1/2), so that distances in the metric Φ are Euclidean ones between Φ^(1/2) x.
Eigen::MatrixXd root_of(const Eigen::MatrixXd& overlap) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(overlap);
  const Eigen::VectorXd& values = solver.eigenvalues();
  if (values.minCoeff() < -1e-12)
    throw Error(ErrorKind::data,
                "dynamics.overlap gives some differences of opinion a negative square: its "
                "smallest eigenvalue is " +
                    to_text(values.minCoeff()) + "; give cosines of the angles between topics");
  return solver.eigenvectors() * values.cwiseMax(0).cwiseSqrt().asDiagonal() *
         solver.eigenvectors().transpose();
}

/// Contacts drawn anew in each step, and what is heard through them.
template <class Real> class Contacts final : public Flow<Real> {
 public:
  Contacts(const ActivityDriven& model, const FlowContext& context)
      : model_(model), activity_(activities(model, context)) {
    if (model.overlap.empty()) return;
    const Eigen::MatrixXd overlap = overlap_of(model, context.topics);
    overlap_ = overlap.cast<Real>();
    root_ = root_of(overlap).cast<Real>();
  }

  void begin(const Moment<Real>& moment, const Matrix<Real>& x) override {
    if (model_.annealed) return;
    const Matrix<Real> where = placed(x);
    std::vector<std::vector<std::pair<Agent, Agent>>> by_agent(activity_.size());
    for_each_index(
        activity_.size(), [&](std::size_t i) { contact(moment, where, static_cast<Agent>(i), by_agent[i]); },
        grain);
    heard_.clear();
    for (const auto& pairs : by_agent) heard_.insert(heard_.end(), pairs.begin(), pairs.end());
    // Two who contact each other are one tie each way, A_ij = 1.
    std::sort(heard_.begin(), heard_.end());
    heard_.erase(std::unique(heard_.begin(), heard_.end()), heard_.end());
  }

  void velocity(const Moment<Real>&, const Matrix<Real>& x, Matrix<Real>& out) override {
    say(x);
    out = -x;
    const Real strength = static_cast<Real>(model_.strength);
    if (model_.annealed) return hear_expected(strength, out);
    for (const auto& [hearer, heard] : heard_) out.row(hearer) += strength * said_.row(heard);
  }

  void weights(const Moment<Real>& moment, const Matrix<Real>& x, Agent i, Row<Real>& row) const override {
    moment.attend.weights(i, Said<Real>(placed(x)), moment.temperatures[static_cast<std::size_t>(i)], row);
  }

 private:
  /// x where distances are Euclidean.
  Matrix<Real> placed(const Matrix<Real>& x) const { return root_.size() > 0 ? Matrix<Real>(x * root_) : x; }

  /// The contacts of agent i in this step, as pairs (who hears, who is heard).
  void contact(const Moment<Real>& moment, const Matrix<Real>& where, Agent i,
               std::vector<std::pair<Agent, Agent>>& out) const {
    Stream stream(moment.seed, Purpose::listen, static_cast<std::uint64_t>(i),
                  static_cast<std::uint64_t>(moment.step));
    if (!stream.chance(activity_[static_cast<std::size_t>(i)])) return;
    thread_local Row<Real> row;
    thread_local std::vector<double> left;
    moment.attend.weights(i, Said<Real>(where), moment.temperatures[static_cast<std::size_t>(i)], row);
    left.assign(row.weight.begin(), row.weight.end());
    double total = total_of(left);
    for (std::int64_t draws = 0; draws < model_.contacts; ++draws) {
      const std::size_t e = drawn(left, stream.uniform() * total);
      if (e == left.size()) return;  // everyone who can be contacted has been
      // What is left has its digits unless the one drawn was most of it.
      const double rest = total - left[e];
      const bool most = left[e] > rest;
      left[e] = 0;
      total = most ? total_of(left) : rest;
      out.emplace_back(i, row.heard[e]);
      if (stream.chance(model_.reciprocity)) out.emplace_back(row.heard[e], i);
    }
  }

  static double total_of(const std::vector<double>& weights) {
    double out = 0;
    for (const double w : weights) out += w;
    return out;
  }

  /// The first of the weights left at which their running sum exceeds u, or the last above 0; their number
  /// when all are 0.
  static std::size_t drawn(const std::vector<double>& left, double u) {
    double sum = 0;
    for (std::size_t e = 0; e < left.size(); ++e)
      if ((sum += left[e]) > u && left[e] > 0) return e;
    for (std::size_t e = left.size(); e-- > 0;)
      if (left[e] > 0) return e;
    return left.size();
  }

  /// What everyone says: tanh(α Φ x).
  void say(const Matrix<Real>& x) {
    said_ = overlap_.size() > 0 ? Matrix<Real>(x * overlap_.transpose()) : x;
    const Real alpha = static_cast<Real>(model_.controversialness);
    for_each_index(static_cast<std::size_t>(said_.size()),
                   [&](std::size_t k) { said_.data()[k] = std::tanh(alpha * said_.data()[k]); });
  }

  /// In place of contacts their expectation when all are alike, A_ij = m (a_i + r a_j) / (N - 1).
  void hear_expected(Real strength, Matrix<Real>& out) const {
    const std::size_t agents = activity_.size();
    const double share =
        static_cast<double>(model_.contacts) / std::max(1.0, static_cast<double>(agents) - 1);
    for (Eigen::Index c = 0; c < out.cols(); ++c) {
      const auto said = [&](std::size_t j) {
        return static_cast<double>(said_(static_cast<Eigen::Index>(j), c));
      };
      const double all = sum(agents, said);
      const double active = sum(agents, [&](std::size_t j) { return activity_[j] * said(j); });
      for_each_index(agents, [&](std::size_t i) {
        const double a = activity_[i];
        out(static_cast<Eigen::Index>(i), c) +=
            static_cast<Real>(static_cast<double>(strength) * share *
                              (a * (all - said(i)) + model_.reciprocity * (active - a * said(i))));
      });
    }
  }

  ActivityDriven model_;
  std::vector<double> activity_;
  Matrix<Real> overlap_, root_;                 // Φ and Φ^(1/2); empty where topics do not overlap
  std::vector<std::pair<Agent, Agent>> heard_;  // who hears whom in this step, in order
  Matrix<Real> said_;
};

}  // namespace

namespace dynamics {

void ActivityDriven::fields(Fields& f) {
  pace.fields(f);
  f("strength", strength, at_least(0), "K: how strongly others are heard");
  f("controversialness", controversialness, at_least(0), "α: how fast what is heard saturates with opinion");
  f("homophily", homophily, at_least(0), "β: contacts go as distance^-β; 0 contacts all alike");
  f("contacts", contacts, at_least(1), "m: how many an active agent contacts in a step");
  f("reciprocity", reciprocity, between(0, 1), "r: chance that the one contacted hears the active one too");
  f.choice("activity", activity, "a: chance of each agent to be active in a step, 0 to 1");
  f("overlap", overlap, any(),
    "Φ, cosines of the angles between topics, one row per topic; empty: topics have nothing in common");
  f("annealed", annealed, any(),
    "hear the expected contacts instead of contacts drawn: the mean field, without homophily");
  for (std::size_t u = 0; u < overlap.size(); ++u) {
    bool fits = overlap[u].size() == overlap.size();
    for (std::size_t v = 0; fits && v < u; ++v) fits = overlap[u][v] == overlap[v][u];
    f.require("overlap", fits, "'overlap' must be square and the same both ways");
  }
  f.require("annealed", !annealed || homophily == 0,
            "'annealed' knows the expected contacts only where all are contacted alike; set homophily = 0");
}

void ActivityDriven::settle(heed::Attention& attention) const {
  // At β = 0 the temperature would be infinite; all scores alike are the same.
  if (homophily > 0)
    attention.score = scores::Log{};
  else
    attention.score = scores::Uniform{};
  attention.temperature = temperatures::Constant{homophily > 0 ? 1 / homophily : 1};
  attention.mode = Mode::mean;
  attention.self_ties = SelfTies::remove;
}

template <class Real>
std::unique_ptr<heed::Flow<Real>> ActivityDriven::flow(const FlowContext& context) const {
  return std::make_unique<Contacts<Real>>(*this, context);
}

template std::unique_ptr<heed::Flow<float>> ActivityDriven::flow(const FlowContext&) const;
template std::unique_ptr<heed::Flow<double>> ActivityDriven::flow(const FlowContext&) const;

}  // namespace dynamics
}  // namespace heed
