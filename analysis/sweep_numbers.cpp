#include "analysis/sweep_numbers.hpp"

#include "analysis/json.hpp"
#include "analysis/points.hpp"
#include "analysis/table.hpp"
#include "analysis/tidy.hpp"

#include <array>
#include <limits>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heed::analysis {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

using Numbers = std::array<std::pair<std::string_view, double>, 5>;
using Counts = std::array<std::pair<std::string_view, double>, 4>;

Numbers numbers_of(const Spread& spread) {
  return {{{"mean", spread.mean},
           {"sd", spread.sd},
           {"low", spread.interval ? spread.interval->low : missing},
           {"high", spread.interval ? spread.interval->high : missing},
           {"n", static_cast<double>(spread.n)}}};
}

Counts counts_of(const PointSummary& point) {
  return {{{"finished", static_cast<double>(point.finished)},
           {"converged", point.share_converged()},
           {"failed", static_cast<double>(point.failed)},
           {"not_run", static_cast<double>(point.not_run)}}};
}

std::string joined(const std::string& observable, std::string_view number) {
  return observable + "_" + std::string(number);
}

/// All columns: the parameters of every sweep, the observables of every sweep, the counts.
std::vector<std::string> column_names(std::span<const Results> sweeps, const AnalyzeOptions& options) {
  Names parameters, observables;
  for (const Results& sweep : sweeps) {
    for (const SweptParameter& p : sweep.parameters) parameters.add(p.name);
    for (const std::size_t s : asked_or_all(sweep, options.observables))
      observables.add(sweep.series[s].name);
  }
  std::vector<std::string> out = parameters.all();
  for (const std::string& observable : observables.all())
    for (const auto& [name, number] : numbers_of({})) out.push_back(joined(observable, name));
  for (const auto& [name, count] : counts_of({})) out.emplace_back(name);
  return out;
}

std::map<std::string, Cell> cells_of(const Results& sweep, const std::vector<std::size_t>& series,
                                     const PointSummary& point, std::size_t p) {
  std::map<std::string, Cell> out;
  for (const SweptParameter& parameter : sweep.parameters) out[parameter.name] = parameter.values[p];
  for (std::size_t s = 0; s < series.size(); ++s)
    for (const auto& [name, number] : numbers_of(point.spreads[s]))
      out[joined(sweep.series[series[s]].name, name)] = number;
  for (const auto& [name, count] : counts_of(point)) out[std::string(name)] = count;
  return out;
}

nlohmann::ordered_json point_json(const Results& sweep, const std::vector<std::size_t>& series,
                                  const PointSummary& point, std::size_t p) {
  Json out = Json::object();
  for (const SweptParameter& parameter : sweep.parameters)
    add(out, parameter.name, to_json(parameter.values[p]));
  for (std::size_t s = 0; s < series.size(); ++s) {
    Json spread = Json::object();
    for (const auto& [name, number] : numbers_of(point.spreads[s]))
      add(spread, std::string(name), to_json(number));
    add(out, sweep.series[series[s]].name, std::move(spread));
  }
  for (const auto& [name, count] : counts_of(point)) add(out, std::string(name), to_json(count));
  return out;
}

}  // namespace

void write_points(std::span<const Results> sweeps, const AnalyzeOptions& options, std::ostream& out) {
  for (const Results& sweep : sweeps) check_moment(sweep, options.moment);
  const std::vector<std::string> names = column_names(sweeps, options);
  out << csv_line({names.begin(), names.end()});
  for (const Results& sweep : sweeps) {
    const std::vector<std::size_t> series = asked_or_all(sweep, options.observables);
    const std::vector<PointSummary> points = summarise_points(sweep, series, options.moment);
    for (std::size_t p = 0; p < points.size(); ++p) {
      const std::map<std::string, Cell> cells = cells_of(sweep, series, points[p], p);
      std::vector<Cell> line;
      for (const std::string& name : names) {
        const auto cell = cells.find(name);
        line.push_back(cell == cells.end() ? Cell(missing) : cell->second);
      }
      out << csv_line(line);
    }
  }
}

nlohmann::ordered_json sweep_json(const Results& sweep, const AnalyzeOptions& options) {
  check_moment(sweep, options.moment);
  const std::vector<std::size_t> series = asked_or_all(sweep, options.observables);
  const std::vector<PointSummary> points = summarise_points(sweep, series, options.moment);
  Json out = {{"kind", "sweep"},
              {"title", sweep.title},
              {"scenario", sweep.scenario},
              {"design", sweep.design},
              {"at", moment_text(options.moment)},
              {"horizon", to_json(sweep.times.empty() ? missing : sweep.times.back())},
              {"seeds", sweep.seeds},
              {"parameters", Json::array()},
              {"points", Json::array()}};
  for (const SweptParameter& p : sweep.parameters)
    out["parameters"].push_back(Json{{"name", p.name}, {"path", p.path}});
  for (std::size_t p = 0; p < points.size(); ++p)
    out["points"].push_back(point_json(sweep, series, points[p], p));
  return out;
}

}  // namespace heed::analysis
