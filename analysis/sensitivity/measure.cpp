#include "analysis/sensitivity/measure.hpp"

#include "analysis/runs.hpp"
#include "analysis/statistics/summary.hpp"
#include "heed/core/error.hpp"
#include "heed/run/unit_cube.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// The parameter that the step from a point to the next one changes, and which way; the last place and 0
/// where rounding to whole numbers left it as it was.
struct Step {
  std::size_t parameter;
  double sign;
};

Step step_between(const std::vector<SweptParameter>& parameters, std::size_t point) {
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    const double before = std::get<double>(parameters[p].values[point]),
                 after = std::get<double>(parameters[p].values[point + 1]);
    if (before != after) return {p, after > before ? 1.0 : -1.0};
  }
  return {parameters.size(), 0};
}

/// The outputs of a point, by seed.
using BySeed = std::map<double, double>;

std::vector<BySeed> outputs_of(const Results& results, std::size_t series, const Moment& moment) {
  std::vector<BySeed> out(results.points);
  for_each_run(results, [&](std::size_t r, const OneRun& run) {
    const RunEnd& end = results.runs[r];
    if (!finished(end.status)) return;
    const double value = values_at(moment, results.times, end, run)[series];
    if (!std::isnan(value)) out[end.point][end.seed] = value;
  });
  return out;
}

std::vector<double> values_of(const BySeed& point) {
  std::vector<double> out;
  for (const auto& [seed, value] : point) out.push_back(value);
  return out;
}

/// The means of the points of a row over the seeds that all of them have; empty where there are none. A seed
/// that only some have would pass for what the parameters do.
std::vector<double> row_of(std::span<const BySeed> points) {
  std::vector<std::vector<double>> values(points.size());
  for (const auto& [seed, ignored] : points[0]) {
    if (!std::all_of(points.begin(), points.end(), [s = seed](const BySeed& p) { return p.contains(s); }))
      continue;
    for (std::size_t c = 0; c < points.size(); ++c) values[c].push_back(points[c].at(seed));
  }
  std::vector<double> out;
  for (const std::vector<double>& v : values)
    if (!v.empty()) out.push_back(mean(v));
  return out;
}

/// The outputs of whole rows, `width` points each; counts those that are not whole, and those of fewer seeds.
Matrix<double> whole_rows(const std::vector<BySeed>& outputs, std::size_t width,
                          std::vector<std::size_t>& kept, Sensitivity& counts) {
  std::vector<double> cells;
  for (std::size_t row = 0; (row + 1) * width <= outputs.size(); ++row) {
    const std::span points(outputs.data() + row * width, width);
    const std::vector<double> means = row_of(points);
    if (means.empty()) {
      ++counts.rows_left_out;
      continue;
    }
    counts.rows_of_fewer_seeds += std::any_of(points.begin(), points.end(), [&](const BySeed& p) {
      return !std::equal(p.begin(), p.end(), points[0].begin(), points[0].end(),
                         [](const auto& a, const auto& b) { return a.first == b.first; });
    });
    kept.push_back(row);
    cells.insert(cells.end(), means.begin(), means.end());
  }
  counts.rows = kept.size();
  return Eigen::Map<const Matrix<double>>(cells.data(), static_cast<Eigen::Index>(kept.size()),
                                          static_cast<Eigen::Index>(width));
}

/// Of each walk the change with each parameter, for its whole range.
Matrix<double> effects_of(const Results& results, const Matrix<double>& walks,
                          const std::vector<std::size_t>& kept) {
  const std::size_t d = results.parameters.size();
  Matrix<double> out = Matrix<double>::Zero(walks.rows(), static_cast<Eigen::Index>(d));
  for (std::size_t k = 0; k < kept.size(); ++k)
    for (std::size_t c = 0; c < d; ++c) {
      const Step step = step_between(results.parameters, kept[k] * (d + 1) + c);
      if (step.parameter == d) continue;
      const auto row = static_cast<Eigen::Index>(k), column = static_cast<Eigen::Index>(c);
      out(row, static_cast<Eigen::Index>(step.parameter)) =
          step.sign * (walks(row, column + 1) - walks(row, column)) / morris_step;
    }
  return out;
}

void check_design(const Results& results) {
  if (results.design != "saltelli" && results.design != "morris")
    throw Error(
        ErrorKind::usage,
        fmt::format("'{}' is {}, but sensitivity takes a sweep with design = \"saltelli\" (Sobol indices) or "
                    "\"morris\" (elementary effects, with fewer runs)",
                    results.file,
                    results.is_sweep() ? "a sweep with design '" + results.design + "'" : "a run"));
  for (const SweptParameter& parameter : results.parameters)
    if (!std::holds_alternative<double>(parameter.values.at(0)))
      throw Error(ErrorKind::data, fmt::format("'{}' in '{}' has texts for values but should have numbers",
                                               parameter.name, results.file));
}

}  // namespace

Sensitivity measure_sensitivity(const Results& results, std::size_t series, const Moment& moment) {
  check_design(results);
  Sensitivity out{.observable = results.series[series].name, .parameters = {}, .effects = {}};
  const std::vector<BySeed> outputs = outputs_of(results, series, moment);
  std::vector<double> known, variances;
  for (const BySeed& point : outputs) {
    const std::vector<double> values = values_of(point);
    const double sd = standard_deviation(values);
    if (!values.empty()) known.push_back(mean(values));
    if (!std::isnan(sd)) variances.push_back(sd * sd / static_cast<double>(values.size()));
  }
  for (const SweptParameter& parameter : results.parameters) out.parameters.push_back(parameter.name);
  const bool is_morris = results.design == "morris";
  const std::size_t width = out.parameters.size() + (is_morris ? 1 : 2);
  std::vector<std::size_t> kept;
  const Matrix<double> rows = whole_rows(outputs, width, kept, out);
  if (kept.size() < 2)
    throw Error(ErrorKind::data,
                fmt::format("'{}' has {} whole row{} of {} points with numbers for '{}'; indices "
                            "take two or more",
                            results.file, kept.size(), kept.size() == 1 ? "" : "s", width, out.observable));
  out.deviation = standard_deviation(known);
  out.chance = std::sqrt(mean(variances));
  if (is_morris)
    out.effects = morris_effects(effects_of(results, rows, kept));
  else
    out.effects = sobol_indices(rows);
  return out;
}

}  // namespace heed::analysis
