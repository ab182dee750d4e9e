#include "heed/motion/averaging.hpp"

#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"
#include "heed/motion/sinkhorn.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace heed {
namespace {

/// Rows of attention handled by a thread at once: each looks at up to N agents.
constexpr std::size_t averaging_grain = 16;
/// N × N weights of 8 bytes: 3 GB.
constexpr Agent most_balanced = 20'000;

bool of_opinions(const Attention& attention) {
  return std::visit([]<class S>(const S&) { return ContentScore<S>; }, attention.score.part());
}

void check_unnormalized(const Attention& attention) {
  bool counts = false;
  for (const auto& mask : attention.masks) counts |= mask.template get<masks::TopK>() != nullptr;
  if (!of_opinions(attention) || attention.biases.size() > 0 || counts)
    throw Error(ErrorKind::data,
                "normalization 'none' sums exp(score / T) of a score of opinions over all that are heard: "
                "leave out biases, top_k and the score 'affinity', or normalise by softmax");
}

void check_balanced(const FlowContext& context) {
  const Attention& a = context.attention;
  const bool everyone = a.masks.size() == 1 && a.masks[0].get<masks::All>();
  if (!everyone || a.self_ties != SelfTies::add || a.biases.size() > 0 || !of_opinions(a) ||
      a.score.get<scores::Bilinear>())
    throw Error(
        ErrorKind::data,
        "normalization 'sinkhorn' balances what two agents heed of each other: set mask = \"all\" and "
        "self_ties = \"add\", a score that is the same both ways, and no bias");
  if (context.network.agents() > most_balanced)
    throw Error(ErrorKind::data, "normalization 'sinkhorn' keeps N × N weights, and N is " +
                                     std::to_string(context.network.agents()) + "; it should be at most " +
                                     std::to_string(most_balanced));
}

}  // namespace

template <class Real>
Averaging<Real>::Averaging(const FlowContext& context, const Space& space, Normalization normalization)
    : attention_(context.attention), space_(space), normalization_(normalization) {
  if (normalization == Normalization::none) check_unnormalized(attention_);
  if (normalization == Normalization::sinkhorn) check_balanced(context);
  if (normalization == Normalization::none && !space.ring() && UnnormalizedDot<Real>::suits(attention_))
    unnormalized_.emplace(attention_, context.network.agents(), context.topics);
}

template <class Real>
void Averaging<Real>::velocity(const Moment<Real>& moment, const Matrix<Real>& x, Matrix<Real>& out) {
  gain_.clear();
  const bool one = moment.temperatures.values.size() == 1;
  if (normalization_ == Normalization::sinkhorn) {
    if (!one)
      throw Error(ErrorKind::data,
                  "normalization 'sinkhorn' takes one temperature for all, or two agents would not heed each "
                  "other alike");
    hear_balanced(moment, x, out);
  } else if (unnormalized_ && one && UnnormalizedDot<Real>::accurate(moment.temperatures[0])) {
    (*unnormalized_)(x, moment.temperatures[0], out, gain_);
  } else if (normalization_ == Normalization::softmax && !space_.ring()) {
    moment.attend.mean(Said<Real>(x), moment.temperatures, out);
  } else {
    hear_rows(moment, x, out);
  }
  leave(x, out);
  rate_ = gain_.empty() ? 1 : static_cast<double>(*std::max_element(gain_.begin(), gain_.end()));
}

/// out: from where is heard, to how fast one goes there.
template <class Real> void Averaging<Real>::leave(const Matrix<Real>& x, Matrix<Real>& out) const {
  for_each_index(static_cast<std::size_t>(x.rows()), [&](std::size_t i) {
    const auto at = static_cast<std::ptrdiff_t>(i);
    const auto own = row(x, at);
    const auto v = row(out, at);
    for (std::size_t c = 0; c < v.size(); ++c) v[c] -= own[c];
    space_.make_tangent(own, v);
    if (!gain_.empty())
      for (Real& o : v) o *= gain_[i];
  });
}

/// The attention of agent i; what it is paid to is said in the rows of the matrix returned.
template <class Real>
const Matrix<Real>& Averaging<Real>::listen(const Moment<Real>& moment, const Matrix<Real>& x, Agent i,
                                            Row<Real>& row) const {
  const Real temperature = moment.temperatures[static_cast<std::size_t>(i)];
  if (!space_.ring()) {
    moment.attend.weights(i, Said<Real>(x), temperature, row);
    return x;
  }
  thread_local Matrix<Real> near;
  near.resize(x.rows(), x.cols());
  for (Eigen::Index j = 0; j < x.rows(); ++j)
    for (Eigen::Index c = 0; c < x.cols(); ++c) near(j, c) = x(i, c) + space_.nearest(x(j, c) - x(i, c));
  moment.attend.weights(i, Said<Real>(near), temperature, row);
  return near;
}

template <class Real>
void Averaging<Real>::weights(const Moment<Real>& moment, const Matrix<Real>& x, Agent i,
                              Row<Real>& row) const {
  listen(moment, x, i, row);
}

/// Z_i = Σ_j exp(s_ij / T), from the score and the weight of the one who is heeded most.
template <class Real>
double Averaging<Real>::partition(const Moment<Real>& moment, const Matrix<Real>& said, Agent i,
                                  const Row<Real>& row) const {
  const auto best = std::max_element(row.weight.begin(), row.weight.end()) - row.weight.begin();
  const Agent j = row.heard[static_cast<std::size_t>(best)];
  const double score = std::visit(
      [&]<class S>(const S& s) -> double {
        if constexpr (ContentScore<S>)
          return static_cast<double>(s(Pair<Real>{heed::row(said, i).data(), heed::row(said, j).data(),
                                                  static_cast<int>(said.cols())}));
        else
          return 0;
      },
      attention_.score.part());
  return std::exp(score / static_cast<double>(moment.temperatures[static_cast<std::size_t>(i)])) /
         static_cast<double>(row.weight[static_cast<std::size_t>(best)]);
}

template <class Real>
void Averaging<Real>::hear_rows(const Moment<Real>& moment, const Matrix<Real>& x, Matrix<Real>& out) {
  out.resize(x.rows(), x.cols());
  if (normalization_ == Normalization::none) gain_.assign(static_cast<std::size_t>(x.rows()), Real(0));
  for_each_index(
      static_cast<std::size_t>(x.rows()),
      [&](std::size_t i) {
        thread_local Row<Real> room;
        const auto agent = static_cast<Agent>(i);
        const Matrix<Real>& said = listen(moment, x, agent, room);
        mean_of(room, agent, said, row(out, agent));
        if (normalization_ == Normalization::none && !room.heard.empty())
          gain_[i] = static_cast<Real>(partition(moment, said, agent, room) /
                                       static_cast<double>(room.heard.size()));
      },
      averaging_grain);
}

template <class Real>
void Averaging<Real>::hear_balanced(const Moment<Real>& moment, const Matrix<Real>& x,
                                    Matrix<Real>& out) const {
  const auto agents = static_cast<std::size_t>(x.rows());
  Matrix<double> p = Matrix<double>::Zero(x.rows(), x.rows());
  for_each_index(
      agents,
      [&](std::size_t i) {
        thread_local Row<Real> room;
        listen(moment, x, static_cast<Agent>(i), room);
        for (std::size_t e = 0; e < room.heard.size(); ++e)
          p(static_cast<Eigen::Index>(i), room.heard[e]) = static_cast<double>(room.weight[e]);
      },
      averaging_grain);
  make_doubly_stochastic(p);
  out.resize(x.rows(), x.cols());
  for_each_index(
      agents,
      [&](std::size_t i) {
        const auto at = static_cast<Eigen::Index>(i);
        for (Eigen::Index c = 0; c < x.cols(); ++c) {
          double sum = 0;
          for (Eigen::Index j = 0; j < x.rows(); ++j)
            sum += p(at, j) * static_cast<double>(space_.nearest(x(j, c) - x(at, c)));
          out(at, c) = x(at, c) + static_cast<Real>(sum);
        }
      },
      averaging_grain);
}

template class Averaging<float>;
template class Averaging<double>;

}  // namespace heed
