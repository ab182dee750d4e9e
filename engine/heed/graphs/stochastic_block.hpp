#pragma once
#include "heed/graph/network.hpp"
#include "heed/graphs/common/checked.hpp"
#include "heed/graphs/common/size.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace heed::graphs {

/// Agents in blocks; each pair is tied, both ways, with a probability that depends on the blocks of the two.
///
/// One of three ways to say it: p_in within a block and p_out between blocks; degree_in and degree_out (both,
/// 0 or more), the expected number of ties of an agent in its own block, n_c: p_cc = degree_in / (n_c - 1),
/// and in the others: p_cd = degree_out N / Σ_c n_c (N - n_c), exact for each agent where blocks are equal
/// and on average otherwise; or the symmetric matrix p. Agents are numbered block by block; the blocks are
/// the communities.
struct StochasticBlock {
  static constexpr std::string_view summary = "blocks of agents, with more ties within than between";
  static constexpr double usual_p_in = 0.06, usual_p_out = 0.02;

  std::vector<std::int64_t> blocks{500, 500};
  double p_in = usual_p_in;
  double p_out = usual_p_out;
  double degree_in = -1;
  double degree_out = -1;
  std::vector<std::vector<double>> p = {};

  void fields(Fields& f);
  Size size() const;

  /// O(N + E + C) with one p_out, O(C N + E) with a matrix, by geometric skips (Batagelj and Brandes 2005).
  /// Holland, Laskey, Leinhardt 1983. Throws Error (data) when degrees are impossible, p is not a symmetric
  /// matrix of C rows, or ties are said in two ways.
  Network make(std::uint64_t seed) const;

 private:
  void require_one_way(Fields& f) const;
  void require_possible(Fields& f) const;
};

}  // namespace heed::graphs
