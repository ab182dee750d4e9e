#pragma once
#include "analysis/statistics/bootstrap.hpp"
#include "heed/core/matrix.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>

namespace heed::analysis {

/// A number found in a sample, and its 95 % interval.
struct Estimate {
  double value = std::numeric_limits<double>::quiet_NaN();
  std::optional<Interval> interval;
};

/// A statistic that follows from sums over clusters: sums (clusters, S), one row for each cluster, and the
/// statistic of their total (S). The interval is that of the percentile bootstrap with clusters drawn again
/// as a whole, since what is in one is not independent: 2000 samples, the same each time. None for fewer than
/// two clusters, or where more than a tenth of the samples have no number. O(2000 clusters S).
/// Davison and Hinkley 1997, section 3.8.
Estimate of_clusters(const Matrix<double>& sums,
                     const std::function<double(const Eigen::RowVectorXd&)>& statistic, std::uint64_t point);

/// Spearman's rank correlation of pairs x, y that come in clusters: pair k belongs to cluster `of[k]`, 0 …
/// clusters - 1. Ranks are those among all pairs, also in the samples of the bootstrap, so that a sample
/// costs O(clusters). NaN where all x, or all y, are alike. Spearman 1904.
Estimate rank_correlation(std::span<const double> x, std::span<const double> y,
                          std::span<const std::size_t> of, std::size_t clusters, std::uint64_t point);

/// The same of pairs that each stand for themselves.
Estimate rank_correlation(std::span<const double> x, std::span<const double> y, std::uint64_t point);

}  // namespace heed::analysis
