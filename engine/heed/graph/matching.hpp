#pragma once
#include "heed/core/matrix.hpp"

#include <cstdint>
#include <vector>

namespace heed {

/// Why no matching is heavier: a solution of the dual program, in half units of weight. Every pair has
/// vertex[i] + vertex[j] + Σ (values of the sets that hold both) ≥ 2 w_ij, no value is below 0, and
/// Σ vertex + Σ value · (|set| - 1) / 2 is twice the weight of the matching (Edmonds 1965).
struct MatchingProof {
  struct OddSet {
    std::vector<Agent> members;
    std::int64_t value;
  };
  std::vector<std::int64_t> vertex;
  std::vector<OddSet> sets;
};

/// Who is paired with whom.
struct Matching {
  std::vector<Agent> mate;  ///< by vertex; -1: alone
  std::int64_t weight = 0;
  MatchingProof proof;
};

/// The pairs, each vertex in one at most, with the largest total weight. Pairs of weight 0 or less are never
/// made; where all weights are above 0 at most one vertex stays alone, so that the matching is perfect for an
/// even number.
///
/// weight  (n, n), symmetric; the diagonal is not looked at. At most 2^59.
/// Whole numbers, so that it is exact: see `whole_weights`. O(n³), O(n²) memory.
/// Throws Error (data) where the weights are not square.
/// Edmonds 1965; the search from all free vertices at once as in Galil 1986.
///
/// boost::maximum_weighted_matching is not used: up to Boost 1.87 it does not end, or leaves the stack, for
/// some weights (boostorg/graph issues 199, 223, 399), most of all where two of them are equal.
Matching maximum_weight_matching(const Matrix<std::int64_t>& weight);

/// Weights as whole numbers, the largest one 2^40: what is dropped is below 1e-12 of it. NaN, and what is 0
/// or less, becomes 0: no pair.
Matrix<std::int64_t> whole_weights(const Matrix<double>& weight);

}  // namespace heed
