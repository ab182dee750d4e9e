#include "analysis/report/html.hpp"
#include "analysis/report/section.hpp"
#include "analysis/sweep_report.hpp"

#include <cctype>
#include <map>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// A message without its numbers: what two runs that warn of the same have in common.
std::string sense_of(std::string message) {
  std::erase_if(message, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) || c == '.'; });
  return message;
}

/// What runs of a sweep warned of, each once, in the words of the first, with how many did.
std::vector<std::string> warnings_of_runs(const Results& results) {
  struct Warning {
    std::string first;
    std::size_t runs = 0;
  };
  std::map<std::string, Warning> warnings;
  for (const RunEnd& run : results.runs) {
    if (run.status == RunStatus::failed || run.message.empty()) continue;
    Warning& warning = warnings[sense_of(run.message)];
    if (++warning.runs == 1) warning.first = run.message;
  }
  std::vector<std::string> out;
  for (const auto& [sense, warning] : warnings)
    out.push_back(fmt::format("{} of {} runs warn, the first of them: {}", warning.runs, results.runs.size(),
                              warning.first));
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
