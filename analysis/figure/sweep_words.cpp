#include "analysis/figure/sweep_words.hpp"

#include "analysis/figure/spec.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <unordered_set>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// Does a value come at more than one point?
bool repeats(const SweptParameter& parameter) {
  return std::set<Cell>(parameter.values.begin(), parameter.values.end()).size() < parameter.values.size();
}

}  // namespace

std::string lacks_sweep(const FigureSource& source) {
  if (!source.is_sweep()) return "it is of a sweep, and this is one run";
  if (source.observables().empty()) return "the file holds no observables (record.observables)";
  return source.results().parameters.empty() || source.results().points < 2 ? "nothing was swept" : "";
}

PointGroups groups_beside(const Results& sweep, const std::vector<std::size_t>& along) {
  const bool alone =
      is_scattered(sweep) || (sweep.design == "zip" && std::none_of(along.begin(), along.end(), [&](auto p) {
                                return repeats(sweep.parameters[p]);
                              }));
  PointGroups out;
  std::map<std::string, std::size_t> place;
  for (std::size_t point = 0; point < sweep.points; ++point) {
    std::vector<std::string> rest;
    for (std::size_t p = 0; p < sweep.parameters.size() && !alone; ++p)
      if (std::find(along.begin(), along.end(), p) == along.end())
        rest.push_back(
            fmt::format("{} = {}", sweep.parameters[p].name, short_text(sweep.parameters[p].values[point])));
    const auto [at, is_new] = place.try_emplace(join(rest), out.names.size());
    if (is_new) out.names.push_back(at->first);
    out.of.push_back(at->second);
  }
  return out;
}

bool changes(const SweptParameter& parameter) {
  return std::any_of(parameter.values.begin(), parameter.values.end(),
                     [&](const Cell& value) { return value != parameter.values.front(); });
}

bool is_numeric(const SweptParameter& parameter) {
  return std::all_of(parameter.values.begin(), parameter.values.end(),
                     [](const Cell& value) { return std::holds_alternative<double>(value); });
}

std::vector<double> numbers_of(const SweptParameter& parameter) {
  std::vector<double> out;
  for (const Cell& value : parameter.values) out.push_back(std::get<double>(value));
  return out;
}

std::vector<std::string> value_texts(const SweptParameter& parameter) {
  std::vector<Cell> values = parameter.values;
  if (is_numeric(parameter)) std::stable_sort(values.begin(), values.end());  // a NaN may be among them
  std::vector<std::string> out;
  std::unordered_set<std::string> met;
  for (const Cell& value : values)
    if (std::string text = short_text(value); met.insert(text).second) out.push_back(std::move(text));
  return out;
}

std::size_t main_parameter(const FigureSource& source) {
  const Results& sweep = source.results();
  if (!source.wishes().by.empty()) return find_parameter(sweep, source.wishes().by);
  std::size_t best = 0;
  int best_rank = 3;
  for (std::size_t p = 0; p < sweep.parameters.size(); ++p) {
    const SweptParameter& parameter = sweep.parameters[p];
    const int rank = !changes(parameter) ? 2 : is_numeric(parameter) ? 0 : 1;
    if (rank < best_rank) best = p, best_rank = rank;
  }
  return best;
}

bool is_scattered(const Results& sweep) {
  return sweep.design != "grid" && sweep.design != "zip" && sweep.parameters.size() > 1;
}

std::vector<std::size_t> offered_series(const FigureSource& source, std::size_t most) {
  std::vector<std::size_t> out;
  for (const std::string& name : source.observables())
    for (const std::size_t s : source.series_of(name)) out.push_back(s);
  out.resize(std::min(out.size(), most));
  return out;
}

std::string offered_text(const FigureSource& source, const std::vector<std::size_t>& offered) {
  std::size_t all = 0;
  for (const std::string& name : source.all_observables()) all += source.series_of(name).size();
  return observables_text(offered.size(), all);
}

Interval interval_of(const Spread& spread) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  return spread.interval.value_or(Interval{none, none});
}

Json interval_in_words() {
  return calculate("interval",
                   "isValid(datum.low) ? format(datum.low, '.7~g') + ' to ' + format(datum.high, '.7~g') : "
                   "'none of one run'");
}

std::string without_interval(const FigureSource& source, const std::vector<std::size_t>& points,
                             const std::vector<std::size_t>& series) {
  if (source.results().seeds < 2) return " There is one seed at each point, so there are no intervals.";
  const auto alone = std::count_if(points.begin(), points.end(), [&](std::size_t p) {
    return std::any_of(series.begin(), series.end(),
                       [&](std::size_t s) { return source.points()[p].spreads[s].n == 1; });
  });
  if (alone == 0) return "";
  return fmt::format(" At {} of {} points one run is left, and there is no interval.", alone, points.size());
}

std::string point_text(const Results& sweep, std::size_t point) {
  std::vector<std::string> out;
  for (const SweptParameter& p : sweep.parameters) out.push_back(p.name + " " + short_text(p.values[point]));
  return join(out);
}

}  // namespace heed::analysis
