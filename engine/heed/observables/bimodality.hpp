#pragma once
#include "heed/core/parallel.hpp"
#include "heed/observe/moments.hpp"
#include "heed/observe/observation.hpp"

#include <cmath>

namespace heed::observables {

/// The bimodality coefficient (g² + 1) / (k + 3 (N-1)² / ((N-2)(N-3))), with g the skewness and k the excess
/// kurtosis, both in their bias-corrected sample form; 0 … 1.
///
/// As N grows: normal 1/3, uniform 5/9, two equal camps 1. At finite N, equally spaced opinions have k =
/// -6/5 exactly, and two equal camps give (N-2)(N-3)/(N²-1). `undefined` for fewer than four agents and when
/// all agree. O(N). Same bits for any number of threads.
/// SAS/STAT user's guide, procedure CLUSTER; Pfister et al. 2013.
struct Bimodality {
  static constexpr std::string_view summary = "bimodality coefficient: normal 1/3, uniform 5/9, two camps 1";
  static constexpr std::string_view long_name = "bimodality coefficient of opinion over agents";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen, std::size_t topic) const {
    const auto x = seen.on(topic);
    const auto n = static_cast<double>(x.size());
    const double deviation = std::sqrt(sum_of_squares(x) / n);
    if (x.size() < 4 || !(deviation > 0)) return undefined;
    const double centre = mean(x);
    const auto moments = sum<Sums<2>>(x.size(), [&](std::size_t i) {
      const double z = (x[i] - centre) / deviation;
      return Sums<2>{{z * z * z, z * z * z * z}};
    });
    const double skewness = moments.of[0] / n * std::sqrt(n * (n - 1)) / (n - 2);
    const double factor = (n - 1) / ((n - 2) * (n - 3));
    const double excess = factor * ((n + 1) * (moments.of[1] / n - 3) + 6);
    return (skewness * skewness + 1) / (excess + 3 * (n - 1) * factor);
  }
};

}  // namespace heed::observables
