#pragma once
#include "heed/core/fields.hpp"
#include "scenarios/market/prices.hpp"

namespace heed::scenarios::prices {

/// Drawn prices with pairs in them. The log price of an asset is a sum of random walks: the market's, times a
/// β uniform on [0.7, 1.3]; one that the two of a pair share (an asset without a partner has one of its own);
/// and noise of its own. The two of a pair have half a spread more and less, an Ornstein-Uhlenbeck process
/// x' = e^(-κ) x + s ξ with κ = ln 2 / half_life. Assets 0 and 1 are the first pair, 2 and 3 the second, ….
struct Planted {
  static constexpr std::string_view summary =
      "drawn: pairs that share a factor and a spread that reverts, and loners";

  std::int64_t assets = 40, pairs = 15, days = 1261;
  double market = 0.01, shared = 0.01, uneven = 0, noise = 0.01, spread = 0.02, half_life = 10;

  void fields(Fields& f);
  Prices make(std::uint64_t seed) const;
  std::string shape() const { return std::to_string(assets) + " drawn assets"; }
  /// How many days there will be prices of.
  std::int64_t known_days() const { return days; }
};

}  // namespace heed::scenarios::prices
