#include "analysis/compare/pairs.hpp"

#include "analysis/runs.hpp"
#include "analysis/statistics/summary.hpp"
#include "analysis/sweep_report.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

using BySeedNumber = std::map<double, double>;

/// The numbers of one side: by values of the shared parameters, by observable, by seed.
using Numbers = std::map<std::vector<Cell>, std::vector<BySeedNumber>>;

/// The swept parameters of a side that are not compared, by name.
std::vector<std::string> shared_names(const Side& side, const std::vector<std::string>& apart) {
  std::vector<std::string> out;
  for (const SweptParameter& p : side.results->parameters)
    if (std::find(apart.begin(), apart.end(), p.name) == apart.end()) out.push_back(p.name);
  return out;
}

void check_shared(const Side& first, const Side& second, const std::vector<std::string>& names,
                  const std::vector<std::string>& others) {
  for (const std::string& name : names)
    if (std::find(others.begin(), others.end(), name) == others.end())
      throw Error(ErrorKind::usage,
                  fmt::format("'{}' is swept in {} but not in {}; compare sweeps over the same "
                              "parameters, or two values of one sweep with '--between'",
                              name, first.name, second.name));
}

Numbers numbers_of(const Side& side, const std::vector<std::string>& shared,
                   const std::vector<std::string>& observables, const Moment& moment) {
  const Results& results = *side.results;
  std::vector<std::size_t> series, parameters;
  for (const std::string& name : observables) series.push_back(find_series(results, {name})[0]);
  for (const std::string& name : shared) parameters.push_back(find_parameter(results, name));
  Numbers out;
  for_each_run(results, [&](std::size_t r, const OneRun& run) {
    const RunEnd& end = results.runs[r];
    const bool asked = std::binary_search(side.points.begin(), side.points.end(), end.point);
    if (!asked || (results.is_sweep() && !finished(end.status))) return;
    std::vector<Cell> key;
    for (const std::size_t p : parameters) key.push_back(results.parameters[p].values[end.point]);
    std::vector<BySeedNumber>& by_observable = out[key];
    by_observable.resize(series.size());
    const std::vector<double> values = values_at(moment, results.times, end, run);
    for (std::size_t s = 0; s < series.size(); ++s)
      if (!std::isnan(values[series[s]])) by_observable[s][end.seed] = values[series[s]];
  });
  return out;
}

std::vector<double> all_of(const BySeedNumber& numbers) {
  std::vector<double> out;
  for (const auto& [seed, value] : numbers) out.push_back(value);
  return out;
}

Compared compare_point(const BySeedNumber& first, const BySeedNumber& second) {
  Compared out{
      .at = {}, .observable = {}, .first_n = first.size(), .second_n = second.size(), .difference = {}};
  std::vector<double> a, b;
  for (const auto& [seed, value] : first)
    if (const auto other = second.find(seed); other != second.end()) {
      a.push_back(value);
      b.push_back(other->second);
    }
  out.pairs = a.size() > 1 || (first.size() == 1 && second.size() == 1) ? a.size() : 0;
  if (out.pairs > 0) {
    out.difference = paired_difference(a, b);
  } else {
    a = all_of(first);
    b = all_of(second);
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    out.difference = {unpaired_difference(a, b), missing, missing};
  }
  out.first = mean(a);
  out.second = mean(b);
  return out;
}

/// The observables asked for, or those of the first side that are no states and that the second has too.
std::vector<std::string> observables_of(const Side& first, const Side& second,
                                        const std::vector<std::string>& asked) {
  std::vector<std::string> out;
  for (const std::size_t s : asked_or_first(*first.results, asked)) {
    const std::string& name = first.results->series[s].name;
    const bool both = std::any_of(second.results->series.begin(), second.results->series.end(),
                                  [&](const Series& other) { return other.name == name; });
    if (both)
      out.push_back(name);
    else if (!asked.empty())
      find_series(*second.results, {name});  // says what it has
  }
  if (out.empty())
    throw Error(ErrorKind::usage,
                fmt::format("{} and {} have no observable in common", first.name, second.name));
  return out;
}

void note_pairing(Comparison& out, const Side& first, const Side& second) {
  const auto apart = std::count_if(out.rows.begin(), out.rows.end(), [](const Compared& c) {
    return c.pairs == 0 && c.first_n > 0 && c.second_n > 0;
  });
  if (apart > 0)
    out.remarks.push_back(
        fmt::format("{} of {} comparisons are of independent runs: {} and {} share no two seeds there; "
                    "sweeps with the same run.seed and seeds pair",
                    apart, out.rows.size(), first.name, second.name));
  for (const Compared& c : out.rows)
    if (c.pairs > 0 && c.pairs < std::max(c.first_n, c.second_n)) {
      out.remarks.emplace_back(
          "some runs have no partner of their seed, or one of the two has no number, and are left out of "
          "pairs; the column 'pairs' counts those that have");
      return;
    }
}

}  // namespace

Comparison compare_sides(const Side& first, const Side& second, const std::vector<std::string>& apart,
                         const std::vector<std::string>& observables, const Moment& moment) {
  Comparison out{.shared = shared_names(first, apart), .rows = {}, .remarks = {}};
  const std::vector<std::string> others = shared_names(second, apart);
  check_shared(first, second, out.shared, others);
  check_shared(second, first, others, out.shared);
  const std::vector<std::string> names = observables_of(first, second, observables);
  const Numbers a = numbers_of(first, out.shared, names, moment),
                b = numbers_of(second, out.shared, names, moment);
  std::size_t alone = 0;
  for (const auto& [key, numbers] : a) {
    const auto partner = b.find(key);
    if (partner == b.end()) {
      ++alone;
      continue;
    }
    for (std::size_t s = 0; s < names.size(); ++s) {
      Compared row = compare_point(numbers[s], partner->second[s]);
      row.at = key;
      row.observable = names[s];
      out.rows.push_back(std::move(row));
    }
  }
  if (out.rows.empty())
    throw Error(ErrorKind::usage, fmt::format("no point of {} has the same {} as one of {}", first.name,
                                              join(out.shared), second.name));
  alone += b.size() - (a.size() - alone);
  if (alone > 0) out.remarks.push_back(fmt::format("{} points are on one side only and are left out", alone));
  note_pairing(out, first, second);
  return out;
}

}  // namespace heed::analysis
