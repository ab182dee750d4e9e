#pragma once
#include "heed/core/fields.hpp"
#include "scenarios/market/planted.hpp"

namespace heed::scenarios::prices {

/// Drawn prices without any pair in them: the market, and a random walk for each asset. Whatever is found
/// here is found by chance.
struct Walks {
  static constexpr std::string_view summary = "drawn: random walks that share nothing but the market";

  std::int64_t assets = 40, days = 1261;
  double market = 0.01, noise = 0.015;

  void fields(Fields& f) {
    f("assets", assets, between(2, 10000), "how many");
    f("days", days, between(3, 1e7), "days with a price");
    f("market", market, at_least(0), "standard deviation of the market's return in a day");
    f("noise", noise, above(0), "that of what each asset has of its own");
  }
  Prices make(std::uint64_t seed) const {
    return Planted{.assets = assets, .pairs = 0, .days = days, .market = market, .shared = 0, .noise = noise}
        .make(seed);
  }
  std::string shape() const { return std::to_string(assets) + " drawn assets"; }
  /// How many days there will be prices of.
  std::int64_t known_days() const { return days; }
};

}  // namespace heed::scenarios::prices
