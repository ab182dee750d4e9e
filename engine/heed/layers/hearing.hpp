#pragma once
#include "heed/core/matrix.hpp"
#include "heed/graph/graph.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace heed::layers {

using Eigen::Index;

/// Who hears whom, pair by pair: a list of keys for each hearer, in compressed rows. Immutable once made.
///
/// The edges of hearer i are first[i] … first[i + 1] - 1; edge e leads to key[e] and may have a number
/// bias[e] for the row of a learned table that is added to its logit.
class Edges {
 public:
  /// first (S + 1), increasing from 0; key (E), 0 … keys-1; bias (E) from 0, or empty.
  /// Throws Error (data) where they do not fit together. O(E + keys).
  Edges(Index keys, std::vector<Index> first, std::vector<Agent> key, std::vector<std::int32_t> bias = {});
  /// Each agent hears those the graph says it hears.
  explicit Edges(const Graph& graph);

  Index hearers() const { return static_cast<Index>(first_.size()) - 1; }
  Index keys() const { return static_cast<Index>(by_key_.size()) - 1; }
  Index size() const { return static_cast<Index>(key_.size()); }

  Index first(Index hearer) const { return first_[static_cast<std::size_t>(hearer)]; }
  Index key(Index edge) const { return key_[static_cast<std::size_t>(edge)]; }
  bool has_bias() const { return !bias_.empty(); }
  Index bias(Index edge) const { return bias_[static_cast<std::size_t>(edge)]; }
  std::span<const std::int32_t> biases() const { return bias_; }
  Index hearer(Index edge) const { return hearer_[static_cast<std::size_t>(edge)]; }

  /// The edges that lead to a key, in increasing order: for sums over those who hear it.
  std::span<const Index> to(Index key) const {
    const auto k = static_cast<std::size_t>(key);
    return std::span(edge_by_key_)
        .subspan(static_cast<std::size_t>(by_key_[k]), static_cast<std::size_t>(by_key_[k + 1] - by_key_[k]));
  }

 private:
  void index(Index keys);

  std::vector<Index> first_;
  std::vector<Agent> key_;
  std::vector<std::int32_t> bias_;
  std::vector<Agent> hearer_;                ///< (E)
  std::vector<Index> by_key_, edge_by_key_;  ///< compressed rows by key
};

/// Who may hear whom in a batch of B sequences: rows b·S … b·S + S-1 of an input are sequence b. Without
/// more, everyone hears all of its own sequence.
struct Hearing {
  Index sequences = 1;           ///< B
  bool causal = false;           ///< place i hears places 0 … i only
  std::vector<Index> lengths{};  ///< (B) how many places of each sequence are real, the rest being padding
  /// Instead of the above: the same edges in each sequence, numbered from the start of the sequence.
  std::shared_ptr<const Edges> edges{};
  /// Where hearers (S) and keys (S') are, for learned biases by key_place - query_place; without, where they
  /// stand.
  std::vector<std::int32_t> query_place{}, key_place{};
};

/// The lengths of one attention.
struct AttentionShape {
  Index sequences, hearers, keys;  ///< B, S, S'
  Index heads, depth;              ///< H, D / H
  Index parts() const { return sequences * heads; }
};

/// Reads the lengths off a query (B S, D) and keys (B S', D). Throws Error (data) where rows are no whole
/// number of sequences, or something in `hearing` does not fit them. `biases`: rows of the learned table.
AttentionShape shape_of(const Hearing& hearing, Index rows, Index key_rows, Index width, Index heads,
                        Index biases);

/// Places as given, or 0, 1, 2, …
std::vector<std::int32_t> places(const std::vector<std::int32_t>& given, Index count);

}  // namespace heed::layers
