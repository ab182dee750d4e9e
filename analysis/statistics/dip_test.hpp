#pragma once
#include <cstddef>
#include <span>

namespace heed::analysis {

/// Uniform samples that a dip is held against.
inline constexpr std::size_t dip_samples = 2000;

/// Hartigan's test of one peak.
struct DipTest {
  double dip = 0;
  double p = 1;  ///< how often as large a dip comes from one peak: at least 1 / (dip_samples + 1)
};

/// The dip of values in any order, and p = (1 + samples with a dip as large) / (1 + samples), over uniform
/// samples of as many values: of laws with one peak the uniform one dips most (Hartigan and Hartigan 1985).
///
/// Above 1000 values the samples have 1000, and their dips are scaled by sqrt(1000 / n), as the law of
/// sqrt(n) dip settles. Values are taken for exact: opinions that are equal, such as -1 and 1, are atoms, and
/// many atoms on a grid look like many peaks. The same bits for any number of threads. NaN where a value is,
/// and of no values.
DipTest dip_test(std::span<const double> values);

}  // namespace heed::analysis
