#include "analysis/theory/compare.hpp"

#include "analysis/same_network.hpp"
#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"
#include "heed/predict/law.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// What the laws say of one run, with what was measured.
struct RunFindings {
  std::vector<Finding> findings;
  std::vector<std::vector<double>> measured;  ///< by finding and prediction
  std::string facts;
};

RunFindings ask(const TheorySubject& subject, const TheoryRun& run, const MakeScenario& make) {
  const auto scenario = checked_scenario(make, subject.file.with(run.settings));
  RunFindings out;
  refuse_too_little_memory(scenario->least_memory_to_look());
  auto setup = scenario->setup();
  if (!setup) return out;
  if (subject.results && !subject.results->is_sweep() && !subject.changed)
    need_same_network(*subject.results, setup->network.graph);
  const Case setting(std::move(*setup));
  out.findings = ask_all(setting);
  out.facts = fmt::format("{} agents, {} ties", setting.network().agents(), setting.network().graph.edges());
  for (const Finding& finding : out.findings) {
    out.measured.emplace_back();
    for (const Prediction& p : finding.answer.predictions)
      out.measured.back().push_back(run.record && p.measured ? p.measured(*run.record) : std::nan(""));
  }
  return out;
}

/// Sums of what the runs of a point say of one quantity.
struct Sum {
  ComparedQuantity of;
  double predicted = 0, measured = 0, count = 0;
};

void add(std::vector<Sum>& sums, const Finding& finding, const Prediction& p, double measured) {
  auto at = std::find_if(sums.begin(), sums.end(), [&](const Sum& s) {
    return s.of.law == finding.law && s.of.quantity == p.quantity;
  });
  if (at == sums.end())
    at = sums.insert(at,
                     {.of = {.law = std::string(finding.law), .quantity = p.quantity, .remark = p.remark}});
  at->predicted += p.value;
  ++at->of.runs;
  if (std::isnan(measured)) return;
  at->measured += measured;
  ++at->count;
}

ComparedPoint gathered(const std::vector<const RunFindings*>& runs, const std::string& law) {
  ComparedPoint out;
  std::vector<Sum> sums;
  for (const RunFindings* run : runs)
    for (std::size_t f = 0; f < run->findings.size(); ++f) {
      const Finding& finding = run->findings[f];
      if (!law.empty() && finding.law != law) continue;
      for (std::size_t p = 0; p < finding.answer.predictions.size(); ++p)
        add(sums, finding, finding.answer.predictions[p], run->measured[f][p]);
    }
  for (Sum& sum : sums) {
    sum.of.predicted = sum.predicted / static_cast<double>(sum.of.runs);
    sum.of.measured = sum.count > 0 ? sum.measured / sum.count : std::numeric_limits<double>::quiet_NaN();
    out.quantities.push_back(std::move(sum.of));
  }
  if (runs.empty()) return out;
  out.facts = runs.front()->facts;
  for (const Finding& finding : runs.front()->findings) {
    const bool holds = std::any_of(out.quantities.begin(), out.quantities.end(),
                                   [&](const ComparedQuantity& q) { return q.law == finding.law; });
    if (!holds && !finding.answer.reason.empty() && (law.empty() || finding.law == law))
      out.refused.push_back({std::string(finding.law), finding.answer.reason});
  }
  return out;
}

}  // namespace

std::vector<ComparedPoint> compare(const TheorySubject& subject, const MakeScenario& make,
                                   const std::string& law) {
  std::vector<RunFindings> findings(subject.runs.size());
  for_jobs(subject.runs.size(), [&](std::size_t r) { findings[r] = ask(subject, subject.runs[r], make); });
  std::vector<std::vector<const RunFindings*>> at(subject.points);
  for (std::size_t r = 0; r < findings.size(); ++r) at[subject.runs[r].point].push_back(&findings[r]);
  std::vector<ComparedPoint> out;
  for (const auto& runs : at) out.push_back(gathered(runs, law));
  return out;
}

}  // namespace heed::analysis
