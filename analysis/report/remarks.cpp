#include "analysis/report/html.hpp"
#include "analysis/report/section.hpp"
#include "analysis/sweep_report.hpp"

#include <map>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// What runs of a sweep warned of, each once, with how many did.
std::vector<std::string> warnings_of_runs(const Results& results) {
  std::map<std::string, std::size_t> count;
  for (const RunEnd& run : results.runs)
    if (run.status != RunStatus::failed && !run.message.empty()) ++count[run.message];
  std::vector<std::string> out;
  std::size_t others = 0;
  for (const auto& [message, runs] : count) {
    if (out.size() < 5)
      out.push_back(fmt::format("{} of {} runs: {}", runs, results.runs.size(), message));
    else
      others += runs;
  }
  if (others > 0)
    out.push_back(fmt::format("{} runs more have warnings of their own, in the variable 'message'", others));
  return out;
}

}  // namespace

Section remarks(const Results& results) {
  std::vector<std::string> all = results.is_sweep() ? sweep_remarks(results) : results.warnings;
  if (results.is_sweep())
    for (std::string& warning : warnings_of_runs(results)) all.push_back(std::move(warning));
  std::string html;
  for (const std::string& remark : all)
    html += fmt::format("<p class=\"note\" role=\"note\">{}</p>\n", escaped(remark));
  return {"remarks", "Before you believe it", html};
}

}  // namespace heed::analysis
