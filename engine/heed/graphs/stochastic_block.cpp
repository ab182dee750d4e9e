#include "heed/graphs/stochastic_block.hpp"

#include "heed/graphs/common/random_cells.hpp"
#include "heed/graphs/common/undirected.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace heed::graphs {
namespace {

double total(const std::vector<std::int64_t>& blocks) {
  double sum = 0;
  for (const std::int64_t n : blocks) sum += static_cast<double>(n);
  return sum;
}

/// How many agents of other blocks an agent sees, on average over agents: Σ_c n_c (N - n_c) / N.
double mean_others(const std::vector<std::int64_t>& blocks) {
  const double all = total(blocks);
  double pairs = 0;
  for (const std::int64_t n : blocks) pairs += static_cast<double>(n) * (all - static_cast<double>(n));
  return pairs / all;
}

bool symmetric(const std::vector<std::vector<double>>& p, std::size_t size) {
  if (p.size() != size) return false;
  for (const std::vector<double>& row : p)
    if (row.size() != size) return false;
  for (std::size_t c = 0; c < size; ++c)
    for (std::size_t d = 0; d < c; ++d)
      if (p[c][d] != p[d][c]) return false;
  return true;
}

/// Draws the ties of a part of the pairs; each part has a stream of its own.
class Draw {
 public:
  Draw(const std::vector<std::int64_t>& blocks, std::uint64_t seed) : blocks_(blocks), seed_(seed) {
    for (std::size_t c = 0; c < blocks.size(); ++c) {
      start_.push_back(static_cast<Agent>(community.size()));
      community.insert(community.end(), static_cast<std::size_t>(blocks[c]), static_cast<std::int32_t>(c));
    }
  }

  void between(std::size_t c, std::size_t d, double p) {
    Stream stream(seed_, Purpose::graph, c * blocks_.size() + d);
    visit_random_cells(
        static_cast<Agent>(blocks_[c]), [&](Agent i) { return c == d ? std::int64_t{i} : blocks_[d]; }, p,
        stream,
        [&](Agent i, Agent j) {
          ties.push_back({start_[c] + i, start_[d] + j});
        });
  }
  void within(std::size_t c, double p) { between(c, c, p); }

  void between_all(double p) {
    Stream stream(seed_, Purpose::graph, blocks_.size() * blocks_.size());
    const auto before = [&](Agent i) {
      return std::int64_t{start_[static_cast<std::size_t>(community[static_cast<std::size_t>(i)])]};
    };
    visit_random_cells(static_cast<Agent>(community.size()), before, p, stream, [&](Agent i, Agent j) {
      ties.push_back({i, j});
    });
  }

  std::vector<Tie> ties;
  std::vector<std::int32_t> community;

 private:
  const std::vector<std::int64_t>& blocks_;
  std::vector<Agent> start_;
  std::uint64_t seed_;
};

}  // namespace

void StochasticBlock::fields(Fields& f) {
  f("blocks", blocks, agent_count(), "number of agents in each block");
  f("p_in", p_in, between(0, 1), "probability of a tie, for each pair within a block");
  f("p_out", p_out, between(0, 1), "probability of a tie, for each pair of different blocks");
  f("degree_in", degree_in, at_least(-1),
    "expected ties of an agent in its own block; with degree_out, in place of p_in; -1 for none");
  f("degree_out", degree_out, at_least(-1),
    "expected ties of an agent in other blocks; with degree_in, in place of p_out; -1 for none");
  f("p", p, between(0, 1),
    "probability of a tie for each two blocks, a row per block, in place of p_in, p_out");
  f.require("blocks", !blocks.empty(), "'blocks' is empty; it should have a number for each block");
  f.require("blocks", blocks.empty() || agent_count().holds(total(blocks)),
            "'blocks' add up to " + to_text(total(blocks)) + "; there can be at most 2147483646 agents");
  require_one_way(f);
  if (degree_in >= 0 && degree_out >= 0 && !blocks.empty()) require_possible(f);
}

void StochasticBlock::require_one_way(Fields& f) const {
  const bool by_degree = degree_in >= 0 || degree_out >= 0;
  const bool by_probability = p_in != usual_p_in || p_out != usual_p_out;
  f.require("degree_in", degree_in >= 0 || degree_in == -1,
            "'degree_in' is " + to_text(degree_in) + "; it should be at least 0, or -1 for none");
  f.require("degree_out", degree_out >= 0 || degree_out == -1,
            "'degree_out' is " + to_text(degree_out) + "; it should be at least 0, or -1 for none");
  f.require(degree_in < 0 ? "degree_out" : "degree_in", (degree_in < 0) == (degree_out < 0),
            degree_in < 0 ? "'degree_out' needs 'degree_in' beside it"
                          : "'degree_in' needs 'degree_out' beside it");
  f.require("degree_in", !by_degree || !by_probability,
            "both probabilities and degrees are given; leave out 'p_in' and 'p_out', or 'degree_in' and "
            "'degree_out'");
  f.require("p", p.empty() || (!by_degree && !by_probability),
            "'p' holds all probabilities; leave out 'p_in', 'p_out', 'degree_in' and 'degree_out'");
  f.require("p", p.empty() || symmetric(p, blocks.size()),
            "'p' should be a symmetric matrix with a row and a column for each of the " +
                std::to_string(blocks.size()) + " blocks");
}

void StochasticBlock::require_possible(Fields& f) const {
  const std::int64_t smallest = *std::min_element(blocks.begin(), blocks.end());
  f.require("degree_in", degree_in <= static_cast<double>(smallest - 1),
            "'degree_in' is " + to_text(degree_in) + ", but the smallest block leaves room for " +
                std::to_string(smallest - 1));
  f.require("degree_out", degree_out <= mean_others(blocks),
            "'degree_out' is " + to_text(degree_out) + ", but the other blocks have " +
                to_text(mean_others(blocks)) + " agents on average");
}

Size StochasticBlock::size() const {
  Size out;
  for (std::size_t c = 0; c < blocks.size(); ++c) {
    const auto here = static_cast<double>(blocks[c]);
    out.agents += here;
    if (degree_in >= 0) out.ties += here * (degree_in + degree_out);
    for (std::size_t d = 0; degree_in < 0 && d < blocks.size(); ++d) {
      const double there = static_cast<double>(blocks[d]) - (c == d ? 1 : 0);
      out.ties += here * there * (!p.empty() ? p[c][d] : c == d ? p_in : p_out);
    }
  }
  return out;
}

Network StochasticBlock::make(std::uint64_t seed) const {
  check(*this);
  Draw draw(blocks, seed);
  const bool by_degree = degree_in >= 0;
  const auto within = [&](std::size_t c) {
    if (!by_degree) return p_in;
    return blocks[c] > 1 ? degree_in / static_cast<double>(blocks[c] - 1) : 0;
  };
  for (std::size_t c = 0; c < blocks.size(); ++c) {
    draw.within(c, p.empty() ? within(c) : p[c][c]);
    for (std::size_t d = 0; d < c && !p.empty(); ++d) draw.between(c, d, p[c][d]);
  }
  const bool several = blocks.size() > 1;
  if (p.empty() && several) draw.between_all(by_degree ? degree_out / mean_others(blocks) : p_out);
  Network out = undirected(static_cast<Agent>(draw.community.size()), std::move(draw.ties));
  set_communities(out, std::move(draw.community), blocks.size());
  return out;
}

}  // namespace heed::graphs
