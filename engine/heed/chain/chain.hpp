#pragma once
#include "heed/graph/graph.hpp"

#include <span>

#include <Eigen/SparseCore>

namespace heed {

/// Fixed attention as a Markov chain: row i holds the weights a_ij that agent i gives, and sums to 1. Who
/// walks along it goes from each hearer to one it heeds.
using Chain = Eigen::SparseMatrix<double, Eigen::RowMajor>;

/// The random walk of a graph, a_ij = w_ij / Σ_k w_ik; who hears no one stays. Weights are 0 or more. O(N +
/// E).
Chain random_walk(const Graph& graph);

/// The chain of a step that goes the share `rate` of the way, (1 - α) I + α A. O(E).
Chain lazy(const Chain& chain, double rate);

/// The ties of a chain that carry weight, as a graph.
Graph graph_of(const Chain& chain);

/// The chain on `keep` (increasing) only: rows lose what goes to others.
Chain restricted(const Chain& chain, std::span<const Agent> keep);

}  // namespace heed
