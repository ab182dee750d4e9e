#include "analysis/sensitivity/shown.hpp"

#include <bit>
#include <cmath>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// Chance between seeds above this share of what there is between points is worth a word.
constexpr double much_chance = 0.1;

std::vector<SensitivityNumber> numbers_of(const SobolIndex& index) {
  return {{"first", index.first, &index.first_spread}, {"total", index.total, &index.total_spread}};
}

std::vector<SensitivityNumber> numbers_of(const MorrisEffect& effect) {
  return {{"mu_star", effect.mean_absolute, &effect.spread},
          {"mu", effect.mean, nullptr},
          {"sigma", effect.deviation, nullptr}};
}

bool is_sobol(const Sensitivity& found) { return found.effects.index() == 0; }

}  // namespace

std::vector<std::vector<SensitivityNumber>> sensitivity_numbers(const Sensitivity& found) {
  std::vector<std::vector<SensitivityNumber>> out;
  std::visit(
      [&](const auto& effects) {
        for (const auto& effect : effects) out.push_back(numbers_of(effect));
      },
      found.effects);
  return out;
}

std::string sensitivity_heading(const Sensitivity& found) {
  return fmt::format("{} of {}, {} {}", is_sobol(found) ? "Sobol indices" : "Elementary effects",
                     found.observable, found.rows, is_sobol(found) ? "rows" : "walks");
}

Table sensitivity_table(const Sensitivity& found) {
  Table table{.columns = {{.name = "parameter", .left = true}}, .rows = {}};
  const auto numbers = sensitivity_numbers(found);
  for (const SensitivityNumber& n : numbers.at(0)) {
    table.columns.push_back({.name = n.name});
    if (n.spread) table.columns.push_back({.name = "95 %", .left = true});
  }
  for (std::size_t p = 0; p < numbers.size(); ++p) {
    std::vector<std::string>& row = table.rows.emplace_back(std::vector<std::string>{found.parameters[p]});
    for (const SensitivityNumber& n : numbers[p]) {
      row.push_back(short_number(n.value));
      if (n.spread)
        row.push_back(fmt::format("[{}, {}]", short_number(n.spread->interval.low),
                                  short_number(n.spread->interval.high)));
    }
  }
  return table;
}

std::string sensitivity_legend(const Sensitivity& found) {
  return is_sobol(found) ? "first: share of the variance by the parameter alone; total: with its interactions"
                         : "mu_star: mean |change| over the whole range; mu: with sign; sigma: how it varies";
}

std::vector<std::string> sensitivity_caveats(const Sensitivity& found) {
  std::vector<std::string> out;
  if (found.rows_left_out > 0)
    out.push_back(fmt::format("{} of {} rows of '{}' are left out: no seed has a number at all their points",
                              found.rows_left_out, found.rows + found.rows_left_out, found.observable));
  if (found.rows_of_fewer_seeds > 0)
    out.push_back(fmt::format("in {} of {} rows of '{}' some seeds are left out: not all points have them",
                              found.rows_of_fewer_seeds, found.rows, found.observable));
  if (const std::size_t rows = found.rows + found.rows_left_out;
      is_sobol(found) && !std::has_single_bit(rows))
    out.push_back(
        fmt::format("{} rows are no power of 2, so they do not fill the ranges evenly: take 2^k rows, "
                    "such as {} or {}",
                    rows, std::bit_floor(rows), std::bit_ceil(rows)));
  if (!(found.deviation > 0))
    out.push_back(
        fmt::format("'{}' is the same at all points: there is nothing to explain", found.observable));
  else if (std::isnan(found.chance))
    out.push_back(
        fmt::format("'{}' has one seed a point: chance cannot be told from interaction; take two seeds "
                    "or more",
                    found.observable));
  else if (found.chance > much_chance * found.deviation)
    out.push_back(
        fmt::format("the mean of '{}' over seeds errs by {}, beside {} between points: much of that is "
                    "chance, which makes total indices, mu_star and sigma too large; take more seeds",
                    found.observable, short_number(found.chance), short_number(found.deviation)));
  return out;
}

}  // namespace heed::analysis
