// Five years of closes of 94 companies: sectors are a truth that prices know nothing of. Skipped without the
// data.
#include "scenarios/market/file.hpp"
#include "scenarios/market/walk.hpp"

#include <cmath>

#include "catch.hpp"
#include "data_folder.hpp"

using namespace heed;
using namespace heed::scenarios;

namespace {

std::optional<Prices> closes() {
  const auto folder = heed::tests::data_folder();
  if (!folder || !std::filesystem::exists(*folder / "market")) return std::nullopt;
  prices::File file;
  file.file.written = file.file.resolved = (*folder / "market/sp500_subset_close_2013_2018.csv.gz").string();
  file.groups.written = file.groups.resolved = (*folder / "market/sectors.csv").string();
  return file.make(1);
}

}  // namespace

TEST_CASE("pairs by attention are of one sector far more often than chance has it") {
  const auto prices = closes();
  if (!prices) return;
  REQUIRE(prices->count() == 94);
  REQUIRE(prices->days() == 1259);
  REQUIRE(prices->group_names.size() == 11);
  PairingSettings pairing;
  pairing.methods = {pairings::Attention{}, pairings::Random{}};
  Walk walk(*prices, {}, pairing, {.formation = 252, .period = 126, .cost = 5}, 1);
  REQUIRE(walk.periods() == 7);
  while (walk.steps() < walk.periods()) {
    walk.step();
    INFO("period " << walk.steps());
    CHECK(walk.results()[0].pairs.size() == 47);
    CHECK(walk.results()[0].same_group_p < 0.001);
    CHECK(walk.results()[0].same_group > 0.5);
    CHECK(walk.results()[1].same_group < 0.3);
  }
  // What it earned is a number with an interval, whatever it is: seven periods of 126 days.
  const Sharpe& s = walk.results()[0].sharpe;
  CHECK(std::isfinite(s.value));
  CHECK_THAT(s.high - s.low, WithinRel(2 * 1.96 * std::sqrt(252.0 / 882), 0.01));
}
