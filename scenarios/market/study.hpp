#pragma once
#include "heed/core/fields.hpp"
#include "heed/core/random.hpp"
#include "scenarios/market/prices.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace heed::scenarios {

enum class Symmetrise { mean, sinkhorn };

/// [affinity]: how much one asset heeds another.
struct AffinitySettings {
  double temperature = 1;
  bool remove_market = true;
  Symmetrise symmetrise = Symmetrise::mean;

  void fields(Fields& f);
};

/// The returns of N assets in a window as tokens, (N, T): each row has mean 0 and mean square 1, so that
/// X Xᵀ / T is their correlation. With `remove_market` what each has of the mean return of all is taken out
/// first, by least squares.
/// Throws Error (data) that names the asset and the days where one does not move. O(N T).
Matrix<double> tokens_of(const Prices& prices, std::int64_t first, std::int64_t days, bool remove_market);

/// The attention of assets to each other, (N, N): softmax over j ≠ i of x_i · x_j / √T / temperature, made
/// symmetric: (P + Pᵀ) / 2, or scaled to rows and columns that sum to 1 (Sinkhorn and Knopp 1967).
/// Throws Error (numeric) where there is no such scaling. O(N² T).
Matrix<double> affinity_of(const Matrix<double>& tokens, const AffinitySettings& settings);

/// What pairings know: prices in a window of `days` returns, from day `first`. What several of them need is
/// made once, when it is first asked for; ask from one thread.
class Study {
 public:
  Study(const Prices& prices, std::int64_t first, std::int64_t days, const AffinitySettings& affinity,
        std::int64_t lags, Stream stream)
      : prices_(prices), first_(first), days_(days), settings_(affinity), lags_(lags), stream_(stream) {}

  std::size_t assets() const { return prices_.count(); }
  /// The log prices of an asset on the days + 1 days of the window.
  std::vector<double> logs(std::size_t asset) const;
  const Matrix<double>& tokens() const;   ///< with or without the market, as set
  const Matrix<double>& returns() const;  ///< as tokens, with the market
  const Matrix<double>& affinity() const;
  /// The p value that two assets are not cointegrated: the larger of both directions.
  double cointegration_p(std::size_t a, std::size_t b) const;
  Stream stream() const { return stream_; }

 private:
  const Prices& prices_;
  std::int64_t first_, days_;
  AffinitySettings settings_;
  std::int64_t lags_;
  Stream stream_;
  mutable std::optional<Matrix<double>> tokens_, returns_, affinity_;
};

}  // namespace heed::scenarios
