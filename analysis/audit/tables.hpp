#pragma once
#include "analysis/audit/findings.hpp"
#include "analysis/table.hpp"

#include <string>
#include <utility>
#include <vector>

namespace heed::analysis {

/// What was done to agents, in a sentence: "nudge: the opinion of an agent + 0.01, and all else the same".
std::string question_text(const Audit& audit);

/// "all 500 agents in turn", or "300 of 5000 agents, drawn at random".
std::string sample_text(const Audit& audit);

/// Attention against influence, a row for each horizon.
Table horizons_table(const Audit& audit, const AuditFindings& findings);

/// What the columns of that table are, each with its name.
std::vector<std::pair<std::string, std::string>> columns_explained(const Audit& audit,
                                                                   const AuditFindings& findings);

/// Agents by attention received and by influence, with their ranks; the first five.
Table agents_table(const Audit& audit, const std::vector<AgentFindings>& agents);

/// What comes out, in sentences: what holds for pairs, for agents, in the long run, and of whom it does not.
std::vector<std::string> conclusions(const Audit& audit, const AuditFindings& findings);

/// How far twins are from what is exact; empty where nothing is known.
std::string exact_text(const Audit& audit, const AuditFindings& findings);

/// "0.62 [0.60, 0.65]"; "-" where there is no number.
std::string estimate_text(const Estimate& estimate, double factor = 1, int decimals = 2);

}  // namespace heed::analysis
