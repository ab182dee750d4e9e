#pragma once
#include "analysis/results.hpp"
#include "analysis/statistics/dip_test.hpp"
#include "analysis/statistics/equilibration.hpp"
#include "analysis/table.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace heed::analysis {

/// The stationary part of an observable over a run.
struct StationarySeries {
  std::string name;
  double from = 0;  ///< the time at which it begins
  StationaryPart part;
};

/// The dip test of the last opinions on one topic.
struct OpinionDip {
  std::string topic;
  std::size_t agents = 0;
  DipTest test;  ///< p is NaN where fewer than half of the opinions differ: atoms are no peaks
};

/// What statistics say of one run.
struct RunStatistics {
  std::vector<StationarySeries> stationary;  ///< empty where the run converged, or has fewer than 30 times
  std::vector<OpinionDip> dips;              ///< none where no opinions were kept, or all agree
};

/// The first `series_told` of them.
std::vector<std::size_t> first_told(std::vector<std::size_t> series);

/// Observables from where they forget their start, of the last million recorded times at most, and whether
/// the last opinions have one peak, of the first four topics. Has one series, or some MiB, in memory at a
/// time.
RunStatistics run_statistics(const Results& run, const std::vector<std::size_t>& series);

/// Observable, from when, mean ± standard error, effective samples ("samples"); one that is still on its way
/// says so.
Table stationary_table(const RunStatistics& statistics);

/// "opinion on climate at the end: dip 0.21, p < 0.001: more than one peak"; of a few values only the dip.
std::vector<std::string> dip_sentences(const RunStatistics& statistics);

/// {"stationary": {observable: {from, mean, error, time, effective}}, "dip": {topic: {dip, p, agents}}}; what
/// is empty is left out.
nlohmann::ordered_json statistics_json(const RunStatistics& statistics);

}  // namespace heed::analysis
