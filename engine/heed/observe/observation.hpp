#pragma once
#include "heed/core/fields.hpp"
#include "heed/core/matrix.hpp"
#include "heed/graph/network.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace heed {

/// The attention of one agent: whom it heeds and how much; the weights sum to 1. Empty for an agent that
/// hears no one.
struct AttentionRow {
  Agent hearer;
  std::span<const Agent> heard;
  std::span<const double> weight;
};

/// What an observable sees: the opinions of all agents at one moment, the network, and, asked for only, the
/// attention. Numbers are float64 whatever the run computes in.
class Observation {
 public:
  /// A number computed from a row of attention, summed over rows in fixed order by whoever runs the model.
  using RowSum = std::function<double(const std::function<double(const AttentionRow&)>&)>;

  /// opinion, before: (N, K) at this moment and one step earlier (equal at the start); row_sum sums a term
  /// over the N rows of attention; cut_moves: moves of the last step that were cut off at a bound of the
  /// model, per agent.
  Observation(const Network& network, const Matrix<double>& opinion, const Matrix<double>& before,
              RowSum row_sum, double cut_moves = 0);

  const Network& network() const { return network_; }
  const Graph& graph() const { return network_.graph; }
  std::size_t agents() const { return static_cast<std::size_t>(opinion_.rows()); }
  std::size_t topics() const { return static_cast<std::size_t>(opinion_.cols()); }
  double opinion(std::size_t agent, std::size_t topic) const {
    return opinion_(static_cast<Eigen::Index>(agent), static_cast<Eigen::Index>(topic));
  }
  double before(std::size_t agent, std::size_t topic) const {
    return before_(static_cast<Eigen::Index>(agent), static_cast<Eigen::Index>(topic));
  }

  double cut_moves() const { return cut_moves_; }

  /// All opinions on a topic, by agent; and the same in increasing order. Made when first asked for, so ask
  /// from one thread.
  std::span<const double> on(std::size_t topic) const;
  std::span<const double> sorted(std::size_t topic) const;

  /// Σ_i term(row i), agents that hear no one included with an empty row.
  double sum_over_rows(const std::function<double(const AttentionRow&)>& term) const {
    return row_sum_(term);
  }

 private:
  const Network& network_;
  const Matrix<double>& opinion_;
  const Matrix<double>& before_;
  RowSum row_sum_;
  double cut_moves_;
  mutable std::vector<std::vector<double>> on_, sorted_;
};

/// What is not defined, such as the assortativity of a graph without ties: NaN, a missing value in files.
inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// A number computed from the opinions on one topic, each topic on its own: one file of the catalogue
/// `observables`.
template <class O>
concept TopicObservable = requires(const O o, const Observation& seen, std::size_t topic) {
  { O::summary } -> std::convertible_to<std::string_view>;
  { o(seen, topic) } -> std::same_as<double>;
};

/// A number computed from the whole state at once.
template <class O>
concept WholeObservable = requires(const O o, const Observation& seen) {
  { O::summary } -> std::convertible_to<std::string_view>;
  { o(seen) } -> std::same_as<double>;
};

template <class O>
concept Observable = TopicObservable<O> || WholeObservable<O>;

}  // namespace heed
