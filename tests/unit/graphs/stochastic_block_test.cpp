#include "heed/graphs/stochastic_block.hpp"

#include <cmath>
#include <numeric>

#include "catch.hpp"
#include "unit/graphs/checks.hpp"

using heed::graphs::StochasticBlock;

static_assert(heed::NetworkSource<StochasticBlock>);

namespace {

/// Undirected ties between each two communities.
std::vector<std::vector<double>> counts(const heed::Network& network) {
  const std::size_t size = network.community_names.size();
  std::vector<std::vector<double>> out(size, std::vector<double>(size));
  for (const auto& [i, j] : checks::pairs(network.graph)) {
    const auto c = static_cast<std::size_t>(network.community[static_cast<std::size_t>(i)]);
    const auto d = static_cast<std::size_t>(network.community[static_cast<std::size_t>(j)]);
    out[c][d] += c == d ? 0.5 : 1;
  }
  return out;
}

/// Ties between blocks c and d are Binomial(pairs, p): within five standard deviations.
void check_counts(const heed::Network& network, const std::vector<std::int64_t>& blocks,
                  const std::vector<std::vector<double>>& p) {
  const auto found = counts(network);
  for (std::size_t c = 0; c < blocks.size(); ++c)
    for (std::size_t d = 0; d < blocks.size(); ++d) {
      INFO("blocks " << c << " and " << d);
      const auto n = static_cast<double>(blocks[c]), m = static_cast<double>(blocks[d]);
      const double pairs = c == d ? n * (n - 1) / 2 : n * m;
      CHECK_THAT(found[c][d],
                 WithinAbs(pairs * p[c][d], 5 * std::sqrt(pairs * p[c][d] * (1 - p[c][d])) + 1e-9));
    }
}

}  // namespace

TEST_CASE("a block model has binomial numbers of ties within and between blocks") {
  const std::vector<std::int64_t> blocks{700, 300, 1, 1000};
  const double a = 0.05, b = 0.004;
  const heed::Network made = StochasticBlock{.blocks = blocks, .p_in = a, .p_out = b}.make(1);
  CHECK(checks::simple(made.graph));
  CHECK(checks::mutual(made.graph));
  check_counts(made, blocks, {{a, b, b, b}, {b, a, b, b}, {b, b, a, b}, {b, b, b, a}});
}

TEST_CASE("a block model takes a matrix of probabilities") {
  const std::vector<std::int64_t> blocks{400, 500, 600};
  const std::vector<std::vector<double>> p{{0.1, 0.02, 0}, {0.02, 0, 0.3}, {0, 0.3, 1}};
  check_counts(StochasticBlock{.blocks = blocks, .p = p}.make(2), blocks, p);
}

TEST_CASE("a block model takes expected degrees") {
  // Sums over 2000 agents of degrees 30 and 10: sd sqrt(2 * mean / N) = .17 and .1 per agent; five of them.
  const heed::Network made =
      StochasticBlock{.blocks = {1000, 1000}, .degree_in = 30, .degree_out = 10}.make(3);
  const auto in = checks::hears_in(made, true), out = checks::hears_in(made, false);
  CHECK_THAT(std::accumulate(in.begin(), in.end(), 0.0) / 2000, WithinAbs(30, 0.87));
  CHECK_THAT(std::accumulate(out.begin(), out.end(), 0.0) / 2000, WithinAbs(10, 0.5));
}

TEST_CASE("expected degrees hold on average over unequal blocks") {
  const heed::Network made =
      StochasticBlock{.blocks = {500, 1500, 3000}, .degree_in = 20, .degree_out = 8}.make(4);
  const auto in = checks::hears_in(made, true), out = checks::hears_in(made, false);
  // The same bands with N = 5000; the inner degree holds in each block, the smallest has N = 500.
  CHECK_THAT(std::accumulate(in.begin(), in.begin() + 500, 0.0) / 500, WithinAbs(20, 1.42));
  CHECK_THAT(std::accumulate(in.begin(), in.end(), 0.0) / 5000, WithinAbs(20, 0.45));
  CHECK_THAT(std::accumulate(out.begin(), out.end(), 0.0) / 5000, WithinAbs(8, 0.29));
}

TEST_CASE("the blocks of a block model are its communities") {
  const heed::Network made = StochasticBlock{.blocks = {2, 1, 3}}.make(1);
  CHECK(made.community == std::vector<std::int32_t>{0, 0, 1, 2, 2, 2});
  CHECK(made.community_names == std::vector<std::string>{"0", "1", "2"});
}

TEST_CASE("a block model at its extremes has all ties or none") {
  CHECK(StochasticBlock{.blocks = {3, 4}, .p_in = 1, .p_out = 0}.make(1).graph.edges() == 3 * 2 + 4 * 3);
  CHECK(StochasticBlock{.blocks = {3, 4}, .p_in = 0, .p_out = 1}.make(1).graph.edges() == 2 * 3 * 4);
  CHECK(StochasticBlock{.blocks = {3, 4}, .p_in = 0, .p_out = 0}.make(1).graph.edges() == 0);
  CHECK(StochasticBlock{.blocks = {5}, .degree_in = 4, .degree_out = 0}.make(1).graph.edges() == 20);
}

TEST_CASE("a block model follows its seed") {
  CHECK(checks::follows_its_seed(StochasticBlock{}));
  CHECK(checks::follows_its_seed(StochasticBlock{.blocks = {50, 50}, .p = {{0.1, 0.2}, {0.2, 0.1}}}));
}

TEST_CASE("a block model refuses what contradicts itself") {
  using checks::refusal;
  CHECK(refusal(StochasticBlock{.blocks = {}}) ==
        "stochastic_block: 'blocks' is empty; it should have a number for each block");
  CHECK(refusal(StochasticBlock{.blocks = {5, -3}}) ==
        "stochastic_block: 'blocks' is -3; it should be between 1 and 2147483646");
  CHECK(refusal(StochasticBlock{.p_in = 0.5, .degree_in = 5, .degree_out = 5}) ==
        "stochastic_block: both probabilities and degrees are given; leave out 'p_in' and 'p_out', or "
        "'degree_in' and 'degree_out'");
  CHECK(refusal(StochasticBlock{.degree_in = 5}) ==
        "stochastic_block: 'degree_in' needs 'degree_out' beside it");
  CHECK(refusal(StochasticBlock{.degree_out = 5}) ==
        "stochastic_block: 'degree_out' needs 'degree_in' beside it");
  CHECK(refusal(StochasticBlock{.blocks = {10, 20}, .degree_in = 10, .degree_out = 1}) ==
        "stochastic_block: 'degree_in' is 10, but the smallest block leaves room for 9");
  CHECK(refusal(StochasticBlock{.blocks = {10}, .degree_in = 5, .degree_out = 1}) ==
        "stochastic_block: 'degree_out' is 1, but the other blocks have 0 agents on average");
  CHECK(
      refusal(StochasticBlock{.p = {{0.1, 0.2}, {0.3, 0.1}}}) ==
      "stochastic_block: 'p' should be a symmetric matrix with a row and a column for each of the 2 blocks");
  CHECK(refusal(StochasticBlock{.p_in = 0.5, .p = {{0.1, 0.2}, {0.2, 0.1}}}) ==
        "stochastic_block: 'p' holds all probabilities; leave out 'p_in', 'p_out', 'degree_in' and "
        "'degree_out'");
}
