#include "heed/graphs/block_regular.hpp"

#include "catch.hpp"
#include "unit/graphs/checks.hpp"

using heed::graphs::BlockRegular;

static_assert(heed::NetworkSource<BlockRegular>);

namespace {

void check_exact(const BlockRegular& source, std::uint64_t seed) {
  INFO(source.blocks << " blocks, " << source.agents << " agents, degrees " << source.degree_in << " and "
                     << source.degree_out << ", seed " << seed);
  const heed::Network made = source.make(seed);
  REQUIRE(checks::simple(made.graph));
  REQUIRE(checks::all_equal(checks::hears_in(made, true), source.degree_in));
  REQUIRE(checks::all_equal(checks::hears_in(made, false), source.degree_out));
  REQUIRE(checks::all_equal(checks::heard_in(made, true), source.degree_in));
  REQUIRE(checks::all_equal(checks::heard_in(made, false), source.degree_out));
  const std::int64_t size = source.agents / source.blocks;
  const bool shared = source.blocks == 1 || source.degree_out % (source.blocks - 1) == 0;
  if (size * source.degree_in % 2 == 0 && (shared || source.agents * source.degree_out % 2 == 0))
    REQUIRE(checks::mutual(made.graph));
}

}  // namespace

TEST_CASE("every agent of a block regular graph hears and is heard by exactly as many") {
  const std::int64_t blocks = GENERATE(range(1, 5)), size = GENERATE(range(1, 6));
  for (std::int64_t in = 0; in < size; ++in)
    for (std::int64_t out = 0; out <= (blocks - 1) * size; ++out)
      for (std::uint64_t seed = 0; seed < 3; ++seed)
        check_exact({.agents = blocks * size, .blocks = blocks, .degree_in = in, .degree_out = out}, seed);
}

TEST_CASE("large block regular graphs are exact too") {
  check_exact({.agents = 20000, .blocks = 2, .degree_in = 30, .degree_out = 10}, 1);
  check_exact({.agents = 20000, .blocks = 20, .degree_in = 15, .degree_out = 5}, 1);
  check_exact({.agents = 15 * 1001, .blocks = 15, .degree_in = 7, .degree_out = 3}, 1);
}

TEST_CASE("where ties divide evenly over the other blocks, each gets its share") {
  const heed::Network made =
      BlockRegular{.agents = 300, .blocks = 4, .degree_in = 6, .degree_out = 9}.make(1);
  std::vector<std::int64_t> to(300 * 4);
  for (const auto& [i, j] : checks::pairs(made.graph))
    ++to[static_cast<std::size_t>(4 * i + made.community[static_cast<std::size_t>(j)])];
  for (std::size_t i = 0; i < 300; ++i)
    for (std::size_t c = 0; c < 4; ++c)
      CHECK(to[4 * i + c] == (static_cast<std::int32_t>(c) == made.community[i] ? 6 : 3));
}

TEST_CASE("the blocks of a block regular graph are its communities") {
  const heed::Network made = BlockRegular{.agents = 6, .blocks = 3, .degree_in = 1, .degree_out = 1}.make(1);
  CHECK(made.community == std::vector<std::int32_t>{0, 0, 1, 1, 2, 2});
  CHECK(made.community_names == std::vector<std::string>{"0", "1", "2"});
}

TEST_CASE("a block regular graph follows its seed") { CHECK(checks::follows_its_seed(BlockRegular{})); }

TEST_CASE("a block regular graph refuses what cannot be") {
  CHECK(checks::refusal(BlockRegular{.agents = 10, .blocks = 3}) ==
        "block_regular: 'agents' is 10; it should be a multiple of 'blocks', 3");
  CHECK(checks::refusal(BlockRegular{.agents = 20, .blocks = 2, .degree_in = 10, .degree_out = 1}) ==
        "block_regular: 'degree_in' is 10; it should be below the size of a block, 10");
  CHECK(checks::refusal(BlockRegular{.agents = 20, .blocks = 2, .degree_in = 1, .degree_out = 11}) ==
        "block_regular: 'degree_out' is 11; the other blocks have 10 agents");
  CHECK(checks::refusal(BlockRegular{.agents = 20, .blocks = 0}) ==
        "block_regular: 'blocks' is 0; it should be between 1 and 2147483646");
}
