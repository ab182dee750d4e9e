#include "analysis/report/html.hpp"
#include "analysis/report/section.hpp"
#include "analysis/run_statistics.hpp"
#include "analysis/sensitivity/shown.hpp"
#include "analysis/sweep_report.hpp"
#include "analysis/transition/findings.hpp"
#include "heed/core/error.hpp"

#include <fmt/format.h>

namespace heed::analysis {
namespace {

std::string of_run(const Results& run) {
  std::string html;
  const std::vector<std::size_t> series = asked_or_no_states(run, {}), told = first_told(series);
  const RunStatistics statistics = run_statistics(run, told);
  if (!statistics.stationary.empty())
    html += html_table(stationary_table(statistics),
                       "From where each observable forgot its start: mean ± standard error, corrected for "
                       "autocorrelation");
  if (!statistics.stationary.empty() && told.size() < series.size())
    html += paragraph(fmt::format("Of the first {} of {} observables; heed analyze --json has all.",
                                  told.size(), series.size()));
  for (const std::string& sentence : dip_sentences(statistics)) html += paragraph(sentence);
  return html;
}

std::string of_sensitivity(const Results& sweep) {
  std::string html;
  for (const std::size_t series : asked_or_first(sweep, {})) {
    const Sensitivity found = measure_sensitivity(sweep, series, Moment{});
    html +=
        html_table(sensitivity_table(found), sensitivity_heading(found) + "; " + sensitivity_legend(found));
    for (const std::string& caveat : sensitivity_caveats(found)) html += paragraph(caveat);
  }
  return html;
}

std::string of_transition(const Results& sweep) {
  std::string html;
  const TransitionFindings found = find_transition({.files = {sweep.file}});
  for (const std::string& sentence : transition_sentences(found)) html += paragraph(sentence);
  for (const auto& [heading, table] : transition_tables(found)) html += html_table(table, heading);
  for (const std::string& remark : found.read.remarks)
    html += fmt::format("<p class=\"note\" role=\"note\">{}</p>\n", escaped(remark));
  return html;
}

/// What does not apply to a sweep, such as a transition without an order parameter, is left out.
template <class Make> std::string where_it_applies(const Results& sweep, Make make) {
  try {
    return make(sweep);
  } catch (const Error& e) {
    if (e.kind() != ErrorKind::usage && e.kind() != ErrorKind::data) throw;
    return "";
  }
}

}  // namespace

Section statistics(const Results& results) {
  if (!results.is_sweep()) return {"statistics", "Statistics", of_run(results)};
  return {"statistics", "Statistics",
          where_it_applies(results, of_transition) + where_it_applies(results, of_sensitivity)};
}

}  // namespace heed::analysis
