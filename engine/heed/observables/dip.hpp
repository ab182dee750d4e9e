#pragma once
#include "heed/observe/dip.hpp"
#include "heed/observe/observation.hpp"

namespace heed::observables {

/// Hartigan's dip: how far opinions are from every law with one peak; two equal camps 1/4, n evenly spread
/// opinions 1/(2n). `undefined` without agents. O(N log N). Hartigan and Hartigan 1985.
struct Dip {
  static constexpr std::string_view summary = "distance from every law with one peak: two camps 1/4";
  static constexpr std::string_view long_name = "Hartigan's dip of opinion over agents";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen, std::size_t topic) const { return dip(seen.sorted(topic)); }
};

}  // namespace heed::observables
