#include "heed/attention/attend.hpp"

#include "heed/attention/kernels/dense_attend.hpp"
#include "heed/attention/kernels/reference.hpp"
#include "heed/attention/kernels/sparse_attend.hpp"
#include "heed/attention/kernels/top_attend.hpp"
#include "heed/attention/kernels/uniform_attend.hpp"
#include "heed/attention/kernels/wide_attend.hpp"
#include "heed/attention/transforms/chebyshev_dot.hpp"
#include "heed/attention/transforms/gauss_attend.hpp"
#include "heed/attention/transforms/sorted_bounded.hpp"
#include "heed/attention/transforms/sorted_laplace.hpp"
#include "heed/attention/transforms/top_k_nearest.hpp"
#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"

#include <algorithm>
#include <type_traits>

namespace heed {
namespace {

void check(const Attention& attention, const Network& network, int topics) {
  if (const auto* bilinear = attention.score.get<scores::Bilinear>(); bilinear && bilinear->size() != topics)
    throw Error(ErrorKind::data, "score 'bilinear': 'matrix' is for " + std::to_string(bilinear->size()) +
                                     " topics but there are " + std::to_string(topics));
  const auto* affinity = attention.score.get<scores::Affinity>();
  if (affinity && !affinity->table.empty() && affinity->table.size() != network.community_names.size())
    throw Error(ErrorKind::data, "score 'affinity': 'table' has " + std::to_string(affinity->table.size()) +
                                     " rows but there are " + std::to_string(network.community_names.size()) +
                                     " communities");
  if (!network.community.empty()) return;
  if (affinity && affinity->of == scores::Affinity::Of::community)
    throw Error(ErrorKind::data,
                "score 'affinity' looks at communities but the graph has none; name a column as "
                "graph.community, or set "
                "attention.score.of = \"weight\"");
  for (const auto& bias : attention.biases)
    if (bias.template get<biases::Homophily>())
      throw Error(
          ErrorKind::data,
          "bias 'homophily' looks at communities but the graph has none; name a column as graph.community");
}

/// Rows handled by a thread at once: enough that waking a thread pays, about half a millisecond of work.
std::size_t rows_per_piece(std::size_t agents, double pairs) {
  constexpr double pairs_per_piece = 16384;
  const double per_row = std::max(1.0, pairs / std::max(1.0, static_cast<double>(agents)));
  return static_cast<std::size_t>(std::max(1.0, pairs_per_piece / per_row));
}

/// The first of some fast transforms that suits a setting, made with `rows` to fall back on; null where none
/// does, or where there are so few agents that looking at all pairs is faster.
template <class Real, class... Transforms>
std::unique_ptr<Attend<Real>> transform_for(const Attention& attention, const Network& network, int topics,
                                            std::unique_ptr<Attend<Real>>& rows) {
  std::unique_ptr<Attend<Real>> out;
  const auto offer = [&]<class Transform>(std::type_identity<Transform>) {
    const bool pays =
        attention.algorithm == Algorithm::fast || network.agents() >= Transform::fewest_agents(topics);
    if (!out && pays && Transform::suits(attention, topics))
      out = std::make_unique<Transform>(attention, network, topics, std::move(rows));
  };
  (offer(std::type_identity<Transforms>{}), ...);
  return out;
}

}  // namespace

template <class Real>
void Attend<Real>::mean(const Said<Real>& said, Temperatures<Real> temperature, Matrix<Real>& out) const {
  out.resize(said.value.rows(), said.value.cols());
  const auto agents = static_cast<std::size_t>(said.query.rows());
  for_blocks(agents, rows_per_piece(agents, pairs()), [&](std::size_t first, std::size_t last) {
    thread_local Row<Real> room;
    Row<Real>& row = room;
    for (std::size_t i = first; i < last; ++i) {
      const auto agent = static_cast<Agent>(i);
      weights(agent, said, temperature[i], row);
      mean_of(row, agent, said.value, heed::row(out, agent));
    }
  });
}

template <class Real>
std::size_t Attend<Real>::mean_for(Agent i, const Said<Real>& said, Real temperature, Row<Real>& room,
                                   std::span<Real> out) const {
  weights(i, said, temperature, room);
  mean_of(room, i, said.value, out);
  return room.heard.size();
}

template <class Real>
Agent Attend<Real>::draw(Agent i, const Said<Real>& said, Real temperature, double u, Row<Real>& room) const {
  weights(i, said, temperature, room);
  return drawn_from(room, i, u);
}

template <class Real>
std::unique_ptr<Attend<Real>> make_attend(const Attention& attention, const Network& network, int topics) {
  check(attention, network, topics);
  const auto candidates = std::make_shared<const Candidates>(attention, network);
  auto rows = make_reference<Real>(attention, candidates);
  if (attention.algorithm == Algorithm::reference) return rows;
  if (SparseAttend<Real>::suits(attention, topics))
    rows = std::make_unique<SparseAttend<Real>>(attention, *candidates, network.order, std::move(rows));
  else if (DenseAttend<Real>::suits(attention, topics))
    rows = std::make_unique<DenseAttend<Real>>(attention, candidates->self(), std::move(rows));
  else if (TopAttend<Real>::suits(attention, topics))
    rows = std::make_unique<TopAttend<Real>>(attention, candidates->self(), std::move(rows));
  if (WideAttend<Real>::suits(attention))
    rows = std::make_unique<WideAttend<Real>>(attention, candidates->self(), std::move(rows));
  if (UniformAttend<Real>::suits(attention))
    rows = std::make_unique<UniformAttend<Real>>(candidates, std::move(rows));
  if (attention.algorithm == Algorithm::exact) return rows;
  auto fast = transform_for<Real, SortedLaplace<Real>, SortedBounded<Real>, ChebyshevDot<Real>,
                            GaussAttend<Real>, TopKNearest<Real>>(attention, network, topics, rows);
  if (fast) return fast;
  if (attention.algorithm == Algorithm::fast)
    throw Error(
        ErrorKind::data,
        "attention.algorithm is \"fast\" but there is no fast transform for this score, these masks and "
        "biases (topics: " +
            std::to_string(topics) + "); set \"auto\", which takes what is fastest");
  return rows;
}

template <class Real>
void mean_of(const Row<Real>& row, Agent i, const Matrix<Real>& value, std::span<Real> out) {
  const auto own = heed::row(value, i);
  std::fill(out.begin(), out.end(), Real(0));
  for (std::size_t e = 0; e < row.heard.size(); ++e) {
    const auto said = heed::row(value, row.heard[e]);
    for (std::size_t c = 0; c < out.size(); ++c) out[c] += row.weight[e] * (said[c] - own[c]);
  }
  for (std::size_t c = 0; c < out.size(); ++c) out[c] += own[c];
}

template <class Real> Agent drawn_from(const Row<Real>& row, Agent i, double u) {
  double sum = 0;
  for (std::size_t e = 0; e < row.heard.size(); ++e)
    if ((sum += static_cast<double>(row.weight[e])) > u) return row.heard[e];
  // The weights sum to 1 up to rounding: above their sum is the last one that has any weight.
  for (std::size_t e = row.heard.size(); e-- > 0;)
    if (row.weight[e] > 0) return row.heard[e];
  return i;
}

template class Attend<float>;
template class Attend<double>;
template std::unique_ptr<Attend<float>> make_attend(const Attention&, const Network&, int);
template std::unique_ptr<Attend<double>> make_attend(const Attention&, const Network&, int);
template void mean_of(const Row<float>&, Agent, const Matrix<float>&, std::span<float>);
template void mean_of(const Row<double>&, Agent, const Matrix<double>&, std::span<double>);
template Agent drawn_from(const Row<float>&, Agent, double);
template Agent drawn_from(const Row<double>&, Agent, double);

}  // namespace heed
