#pragma once
#include "analysis/chart.hpp"
#include "analysis/moment.hpp"

#include <string>
#include <vector>

namespace heed::analysis {

/// What `heed analyze` was asked for.
struct AnalyzeOptions {
  enum class Format { text, csv, json };
  enum class Rows { recorded_times, points };

  std::vector<std::string> files = {};
  std::vector<std::string> observables = {};  ///< none: those the format shows by itself
  Moment moment = {};
  std::string by = {};  ///< the swept parameter along the chart; empty is the first
  Format format = Format::text;
  Rows rows = Rows::recorded_times;  ///< of CSV
  Screen screen = {};
  bool bold_heads = false;
};

}  // namespace heed::analysis
