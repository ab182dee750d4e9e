#include "heed/graphs/barabasi_albert.hpp"
#include "heed/graphs/block_regular.hpp"
#include "heed/graphs/complete.hpp"
#include "heed/graphs/empty.hpp"
#include "heed/graphs/erdos_renyi.hpp"
#include "heed/graphs/lattice.hpp"
#include "heed/graphs/lfr.hpp"
#include "heed/graphs/random_regular.hpp"
#include "heed/graphs/ring.hpp"
#include "heed/graphs/stochastic_block.hpp"
#include "heed/graphs/watts_strogatz.hpp"

#include "catch.hpp"

using namespace heed::graphs;

namespace {

constexpr std::int64_t million = 1000000;

template <class Source> std::int64_t ties(const Source& source, std::int64_t agents = million) {
  const heed::Network made = source.make(1);
  CHECK(made.agents() == agents);
  return made.graph.edges();
}

}  // namespace

TEST_CASE("a million agents with twenty ties each come out of every generator", "[slow]") {
  SECTION("those with exact counts") {
    CHECK(ties(Empty{.agents = million}) == 0);
    CHECK(ties(Complete{.agents = 4473}, 4473) == 4473 * 4472);
    CHECK(ties(Ring{.agents = million, .degree = 20}) == 20 * million);
    CHECK(ties(Lattice{.shape = {4, 4, 4, 4, 4, 4, 4, 4, 4, 4}}, 1048576) == 20 * 1048576);
    CHECK(ties(RandomRegular{.agents = million, .degree = 20}) == 20 * million);
    CHECK(ties(WattsStrogatz{.agents = million, .degree = 20, .rewire = 0.1}) == 20 * million);
    CHECK(ties(BarabasiAlbert{.agents = million, .ties = 10}) == 110 + 2 * (million - 11) * 10);
    CHECK(ties(BlockRegular{.agents = million, .blocks = 2, .degree_in = 15, .degree_out = 5}) ==
          20 * million);
    CHECK(ties(BlockRegular{.agents = million, .blocks = 50, .degree_in = 15, .degree_out = 5}) ==
          20 * million);
  }
  SECTION("those with random counts") {
    // Twice a binomial of mean 10^7: sd 6325; the band is five.
    CHECK_THAT(static_cast<double>(ties(ErdosRenyi{.agents = million, .mean_degree = 20})),
               WithinAbs(20.0 * million, 32000));
    CHECK_THAT(static_cast<double>(ties(
                   StochasticBlock{.blocks = {million / 2, million / 2}, .degree_in = 15, .degree_out = 5})),
               WithinAbs(20.0 * million, 32000));
    // Degrees with sd 10: sum with sd 10^4, the band five; ties left out stay below two in a thousand.
    CHECK_THAT(static_cast<double>(ties(Lfr{.agents = million})), WithinAbs(20.0 * million, 90000));
  }
}
