// Markets where the truth is known: planted pairs are found, and where there are none nothing is. D-3, D-5.
#include "scenarios/market/planted.hpp"
#include "scenarios/market/walk.hpp"
#include "scenarios/market/walks.hpp"

#include <cmath>
#include <map>

#include "catch.hpp"

using namespace heed;
using namespace heed::scenarios;

namespace {

struct Recalls {
  double attention = 0, correlation = 0, distance = 0;
};

Recalls recalls(double noise, std::uint64_t seed) {
  const Prices prices = prices::Planted{.days = 253, .noise = noise}.make(seed);
  const Study study(prices, 0, 252, {}, 1, Stream(seed, Purpose::test));
  const auto recall = [&](auto method) {
    return recall_of(pairs_of(Choice<pairings::Catalogue>(method), study, PairingSettings()), prices.partner);
  };
  return {recall(pairings::Attention{}), recall(pairings::Correlation{}), recall(pairings::Distance{})};
}

struct Mean {
  double value = 0, error = 0;
};
Mean average(const std::vector<double>& x) {
  const auto n = static_cast<double>(x.size());
  double sum = 0, squares = 0;
  for (const double v : x) sum += v;
  for (const double v : x) squares += (v - sum / n) * (v - sum / n);
  return {sum / n, std::sqrt(squares / (n - 1) / n)};
}

}  // namespace

TEST_CASE("attention finds planted pairs at least as well as correlation, and far better than distance",
          "[D-3]") {
  for (const double noise : {0.004, 0.010, 0.016}) {
    std::vector<double> attention, correlation, distance, gain;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      const Recalls r = recalls(noise, seed);
      attention.push_back(r.attention);
      correlation.push_back(r.correlation);
      distance.push_back(r.distance);
      gain.push_back(r.attention - r.correlation);
    }
    INFO("noise " << noise << ": attention " << average(attention).value << ", correlation "
                  << average(correlation).value << ", distance " << average(distance).value);
    CHECK(average(attention).value > 0.9);
    CHECK(average(attention).value >= average(correlation).value - 0.005);
    CHECK(average(correlation).value > average(distance).value + 0.4);
    if (noise == 0.016) CHECK(average(gain).value > 1.96 * average(gain).error);
  }
}

TEST_CASE("the recall of planted pairs is largest near T = 1") {
  // The same 60 markets at each temperature: very cold and very hot attention is worse.
  std::map<double, double> recall;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Prices prices = prices::Planted{.days = 253, .noise = 0.016}.make(seed);
    for (const double temperature : {0.0625, 1.0, 16.0}) {
      const Study study(prices, 0, 252, {.temperature = temperature}, 1, Stream(seed, Purpose::test));
      recall[temperature] +=
          recall_of(pairs_of(Choice<pairings::Catalogue>(pairings::Attention{}), study, PairingSettings()),
                    prices.partner) /
          60;
    }
  }
  CHECK(recall[1] > recall[16]);
  CHECK(recall[1] > recall[0.0625]);
}

TEST_CASE("in a market without pairs no more are significant than chance allows, and nothing is earned",
          "[D-5]") {
  PairingSettings pairing;
  pairing.methods = {pairings::Attention{}, pairings::Correlation{}};
  pairing.permutations = 99;
  std::map<std::size_t, double> significant, tests, covered;
  constexpr int markets = 25;
  for (std::uint64_t seed = 1; seed <= markets; ++seed) {
    Walk walk(prices::Walks{}.make(seed), {}, pairing, {}, seed);
    while (walk.steps() < walk.periods()) {
      walk.step();
      for (std::size_t m = 0; m < 2; ++m) {
        significant[m] += walk.results()[m].significant;
        tests[m] += static_cast<double>(walk.results()[m].pairs.size());
      }
    }
    for (std::size_t m = 0; m < 2; ++m) {
      const Sharpe& s = walk.results()[m].sharpe;
      covered[m] += s.low <= 0 && s.high >= 0;
    }
  }
  for (std::size_t m = 0; m < 2; ++m) {
    INFO("method " << m << ": " << significant[m] << " of " << tests[m] << " pairs, " << covered[m] << " of "
                   << markets << " intervals hold 0");
    CHECK(tests[m] == markets * 8 * 20);
    CHECK(significant[m] <= 0.05 * tests[m]);
    // An interval of 95 % fails in about one of 20; costs make it lean to below 0.
    CHECK(covered[m] >= 0.8 * markets);
  }
}
