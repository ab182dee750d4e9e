#pragma once
#include "analysis/statistics/hysteresis.hpp"
#include "analysis/table.hpp"
#include "analysis/transition/curves.hpp"
#include "analysis/transition/estimate.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace heed::analysis {

/// Two curves of one size: what was the order on either branch.
struct BranchLoop {
  double agents = 0;
  std::string first, second;  ///< "rising", "falling" of a schedule; else the two files
  Loop loop;
};

/// All that files say of a transition.
struct TransitionFindings {
  OrderCurves read;
  TransitionEstimate estimate;
  std::vector<BranchLoop> loops;
  std::string branch;  ///< the one that the estimate is of, where there are two; empty where there is one
};

/// Reads the files, takes two curves of one size as the branches of a loop, and estimates the rest from the
/// first of each size, which `branch` names; where a loop is open there is no critical value. Throws Error
/// (usage) for three curves of one size and for an exponent that is neither a number above 0 nor "fit".
TransitionFindings find_transition(const TransitionOptions& options);

/// For people.
std::string transition_text(const TransitionFindings& findings);

/// Tables with a heading each: the curves, peaks and crossings, loops; as text and for a page.
std::vector<std::pair<std::string, Table>> transition_tables(const TransitionFindings& findings);

/// What was found, in a sentence or two, and what could not be done and why.
std::vector<std::string> transition_sentences(const TransitionFindings& findings);

nlohmann::ordered_json transition_json(const TransitionFindings& findings);

}  // namespace heed::analysis
