#include "analysis/sensitivity/measure.hpp"

#include "analysis/points.hpp"
#include "analysis/statistics/summary.hpp"
#include "heed/core/error.hpp"
#include "heed/run/unit_cube.hpp"

#include <algorithm>
#include <cmath>

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

/// The outputs of whole rows, `width` points each.
Matrix<double> whole_rows(const std::vector<double>& outputs, std::size_t width,
                          std::vector<std::size_t>& kept) {
  for (std::size_t row = 0; (row + 1) * width <= outputs.size(); ++row) {
    const auto begin = outputs.begin() + static_cast<std::ptrdiff_t>(row * width);
    if (std::none_of(begin, begin + static_cast<std::ptrdiff_t>(width),
                     [](double v) { return std::isnan(v); }))
      kept.push_back(row);
  }
  Matrix<double> out(static_cast<Eigen::Index>(kept.size()), static_cast<Eigen::Index>(width));
  for (std::size_t k = 0; k < kept.size(); ++k)
    for (std::size_t c = 0; c < width; ++c)
      out(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(c)) = outputs[kept[k] * width + c];
  return out;
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
  std::vector<double> outputs, known, variances;
  for (const PointSummary& point : summarise_points(results, {series}, moment)) {
    const Spread& spread = point.spreads[0];
    outputs.push_back(spread.mean);
    if (!std::isnan(spread.mean)) known.push_back(spread.mean);
    if (!std::isnan(spread.sd)) variances.push_back(spread.sd * spread.sd / static_cast<double>(spread.n));
  }
  for (const SweptParameter& parameter : results.parameters) out.parameters.push_back(parameter.name);
  const bool is_morris = results.design == "morris";
  const std::size_t width = out.parameters.size() + (is_morris ? 1 : 2);
  std::vector<std::size_t> kept;
  const Matrix<double> rows = whole_rows(outputs, width, kept);
  out.rows = kept.size();
  out.rows_left_out = outputs.size() / width - kept.size();
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
