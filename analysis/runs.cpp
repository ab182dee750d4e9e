#include "analysis/runs.hpp"

#include "heed/core/error.hpp"
#include "heed/core/text_fields.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t most_named = 10;

std::string run_name(const Results& results, std::size_t r, RunNames names) {
  const RunEnd& end = results.runs[r];
  std::string out = fmt::format("run {} (", r);
  for (const SweptParameter& p : results.parameters)
    out += fmt::format("{} {}, ", p.name, short_text(p.values[end.point]));
  out += fmt::format("seed {:.0f})", end.seed);
  return names == RunNames::only || end.message.empty() ? out : out + ": " + end.message;
}

}  // namespace

std::string run_names(const Results& results, const std::vector<std::size_t>& runs, RunNames names) {
  std::vector<std::string> out;
  for (std::size_t k = 0; k < std::min(runs.size(), most_named); ++k)
    out.push_back(run_name(results, runs[k], names));
  if (runs.size() > most_named) out.push_back(fmt::format("and {} more", runs.size() - most_named));
  return join(out, "; ");
}

bool is_value(const Cell& cell, const std::string& written) {
  const auto* number = std::get_if<double>(&cell);
  if (!number) return std::get<std::string>(cell) == written;
  const std::optional<double> asked = to_number(written);
  return asked && std::abs(*asked - *number) <= 1e-9 * std::abs(*number);
}

std::vector<std::size_t> runs_with(const Results& results, RunStatus status) {
  std::vector<std::size_t> out;
  for (std::size_t r = 0; r < results.runs.size(); ++r)
    if (results.runs[r].status == status) out.push_back(r);
  return out;
}

std::vector<std::string> left_out_remarks(const Results& results) {
  constexpr std::array<std::pair<RunStatus, std::string_view>, 3> endings{
      {{RunStatus::failed, "failed"},
       {RunStatus::not_run, "did not run"},
       {RunStatus::interrupted, "did not end"}}};
  std::vector<std::string> out;
  for (const auto& [status, what] : endings)
    if (const std::vector<std::size_t> runs = runs_with(results, status); !runs.empty())
      out.push_back(fmt::format("{} of {} runs {} and {} left out: {}", runs.size(), results.runs.size(),
                                what, runs.size() == 1 ? "is" : "are",
                                run_names(results, runs, RunNames::with_messages)));
  return out;
}

}  // namespace heed::analysis
