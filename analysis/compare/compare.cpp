#include "analysis/compare/compare.hpp"

#include "analysis/chart.hpp"
#include "analysis/compare/pairs.hpp"
#include "analysis/json.hpp"
#include "analysis/notes.hpp"
#include "analysis/runs.hpp"
#include "analysis/sweep_report.hpp"
#include "analysis/table.hpp"
#include "heed/core/error.hpp"
#include "heed/core/terminal_text.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::ptrdiff_t many_comparisons = 10;
constexpr std::size_t most_named = 20;

struct CommandLine {
  std::vector<std::string> files, observables;
  std::string between, at;
  std::size_t window = 0;
  bool csv = false, json = false;
};

/// The values of a swept parameter, the first of them where there are many.
std::string values_text(const SweptParameter& swept) {
  std::vector<std::string> known;
  for (const Cell& value : swept.values) {
    const std::string text = short_text(value);
    if (std::find(known.begin(), known.end(), text) != known.end()) continue;
    known.push_back(known.size() < most_named ? text : "…");
    if (known.size() > most_named) break;
  }
  return join(known);
}

/// The points of a sweep at which a parameter has this value.
Side side_at(const Results& results, std::size_t parameter, const std::string& value) {
  const SweptParameter& swept = results.parameters[parameter];
  Side out{.results = &results, .name = swept.name + " " + value, .points = {}};
  for (std::size_t p = 0; p < results.points; ++p)
    if (is_value(swept.values[p], value)) out.points.push_back(p);
  if (out.points.empty())
    throw Error(ErrorKind::usage, fmt::format("no point of '{}' has {} {}; it has {}", results.file,
                                              swept.name, value, values_text(swept)));
  return out;
}

Side whole(const Results& results) {
  Side out{.results = &results, .name = "'" + results.file + "'", .points = {}};
  out.points.resize(results.points);
  std::iota(out.points.begin(), out.points.end(), std::size_t{0});
  return out;
}

std::string value_text(double v) { return short_number(v, 4); }

/// How many stars chance alone brings, where there are many comparisons.
std::string chance_text(const Comparison& found) {
  const auto count = std::count_if(found.rows.begin(), found.rows.end(), [](const Compared& c) {
    return c.difference.difference.interval.has_value();
  });
  if (count < many_comparisons) return "";
  return fmt::format("{} comparisons: about {} stars by chance alone\n", count,
                     short_number(static_cast<double>(count) / 20, 2));
}

std::string text(const Comparison& found, const std::string& first, const std::string& second,
                 const Moment& moment) {
  Table table;
  for (const std::string& name : found.shared) table.columns.push_back({.name = name});
  table.columns.push_back({.name = "observable", .left = true});
  table.columns.push_back({.name = "first", .group = 1});
  table.columns.push_back({.name = "second", .group = 1});
  table.columns.push_back({.name = "difference"});
  table.columns.push_back({.name = "95 %", .left = true});
  table.columns.push_back({.name = "pairs"});
  table.columns.push_back({.name = "gain"});
  for (const Compared& c : found.rows) {
    std::vector<std::string>& row = table.rows.emplace_back();
    for (const Cell& cell : c.at) row.push_back(short_text(cell));
    const Difference& d = c.difference.difference;
    const double gain = c.pairs > 1 ? c.difference.gain() : NAN;
    for (std::string& word : std::vector<std::string>{
             c.observable, value_text(c.first), value_text(c.second),
             value_text(d.value) + (d.is_clear() ? " *" : "  "),
             d.interval ? fmt::format("[{}, {}]", value_text(d.interval->low), value_text(d.interval->high))
                        : "-",
             c.pairs > 0 ? std::to_string(c.pairs) : fmt::format("none, {} and {}", c.first_n, c.second_n),
             std::isinf(gain) ? "exact" : short_number(gain)})
      row.push_back(std::move(word));
  }
  std::string out = fmt::format("second less first, {}\n  first   {}\n  second  {}\n\n", moment_text(moment),
                                first, second);
  out += text_table(table, Screen::from_environment().table_width).text;
  return out +
         "* 0 is outside of the 95 % interval by Student's t; gain: how many times as many runs independent\n"
         "seeds would take for the same error\n" +
         chance_text(found);
}

std::string csv(const Comparison& found) {
  std::vector<Cell> head(found.shared.begin(), found.shared.end());
  for (const char* name : {"observable", "first", "second", "difference", "error", "low", "high", "pairs",
                           "first_n", "second_n", "correlation", "gain"})
    head.emplace_back(name);
  std::string out = csv_line(head);
  for (const Compared& c : found.rows) {
    std::vector<Cell> line = c.at;
    const Difference& d = c.difference.difference;
    line.emplace_back(c.observable);
    for (const double v :
         {c.first, c.second, d.value, d.error, d.interval ? d.interval->low : NAN,
          d.interval ? d.interval->high : NAN, static_cast<double>(c.pairs), static_cast<double>(c.first_n),
          static_cast<double>(c.second_n), c.difference.correlation, c.pairs > 1 ? c.difference.gain() : NAN})
      line.emplace_back(v);
    out += csv_line(line);
  }
  return out;
}

nlohmann::ordered_json json(const Comparison& found, const std::string& first, const std::string& second,
                            const Moment& moment) {
  Json out{{"kind", "comparison"},      {"first", first},        {"second", second},
           {"at", moment_text(moment)}, {"rows", Json::array()}, {"remarks", found.remarks}};
  for (const Compared& c : found.rows) {
    Json row;
    for (std::size_t p = 0; p < found.shared.size(); ++p) row["at"][found.shared[p]] = to_json(c.at[p]);
    const Difference& d = c.difference.difference;
    row["observable"] = c.observable;
    row["first"] = to_json(c.first);
    row["second"] = to_json(c.second);
    row["difference"] = to_json(d.value);
    row["error"] = to_json(d.error);
    row["low"] = to_json(d.interval ? d.interval->low : NAN);
    row["high"] = to_json(d.interval ? d.interval->high : NAN);
    row["pairs"] = c.pairs;
    row["first_n"] = c.first_n;
    row["second_n"] = c.second_n;
    row["correlation"] = to_json(c.difference.correlation);
    row["gain"] = to_json(c.pairs > 1 ? c.difference.gain() : NAN);
    out["rows"].push_back(std::move(row));
  }
  return out;
}

/// The two sides that the command line names; `files` keeps what they point to.
struct Sides {
  Side first, second;
  std::vector<std::string> apart;
};

Sides sides_of(const CommandLine& line, const std::vector<Results>& files) {
  if (line.between.empty()) {
    if (files.size() != 2)
      throw Error(ErrorKind::usage,
                  "compare two files, or two values of one sweep: --between parameter=value,value");
    return {whole(files[0]), whole(files[1]), {}};
  }
  const auto equals = line.between.find('='), comma = line.between.find(',', equals);
  if (files.size() != 1 || equals == std::string::npos || comma == std::string::npos)
    throw Error(
        ErrorKind::usage,
        fmt::format("--between {}: write parameter=value,value, such as --between temperature=0.2,0.5, with "
                    "one file",
                    line.between));
  const std::size_t parameter = find_parameter(files[0], line.between.substr(0, equals));
  return {side_at(files[0], parameter, line.between.substr(equals + 1, comma - equals - 1)),
          side_at(files[0], parameter, line.between.substr(comma + 1)),
          {files[0].parameters[parameter].name}};
}

void compare(const CommandLine& line) {
  if (line.csv && line.json)
    throw Error(ErrorKind::usage, "'--csv' and '--json' are two forms of one result; give one of them");
  const Moment moment = parse_moment(line.at, line.window);
  std::vector<Results> files;
  for (const std::string& file : line.files) files.push_back(read_results(file));
  for (const Results& file : files) check_moment(file, moment);
  const Sides sides = sides_of(line, files);
  const Comparison found = compare_sides(sides.first, sides.second, sides.apart, line.observables, moment);
  if (line.csv)
    print_csv(csv(found));
  else if (line.json)
    std::cout << json_text(json(found, sides.first.name, sides.second.name, moment)) << '\n';
  else
    print_text(text(found, sides.first.name, sides.second.name, moment));
  write_notes(found.remarks, std::cerr);
  write_remarks(files, std::cerr);
}

}  // namespace

void add_compare(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand(
      "compare", "two runs, sweeps or settings, paired by seed: difference and its interval");
  const auto line = std::make_shared<CommandLine>();
  command->add_option("FILE", line->files, "Two runs or sweeps (HDF5), or one sweep with --between")
      ->required();
  command
      ->add_option("--between", line->between,
                   "Two values of a parameter of one sweep, the second less the first")
      ->type_name("PARAM=A,B");
  command->add_option("--observable", line->observables, "Compare this one, once for each wanted")
      ->type_name("NAME")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add_moment(*command, line->at, line->window);
  command->add_flag("--csv", line->csv,
                    "CSV: <parameters>,observable,first,second,difference,error,low,high,…");
  command->add_flag("--json", line->json, "JSON");
  command->footer(
      "Examples:\n"
      "  heed compare with_bots.h5 without_bots.h5\n"
      "  heed compare temperature_sweep.h5 --between attention.temperature=0.2,0.8");
  command->callback([line, &status] {
    compare(*line);
    status = 0;
  });
}

}  // namespace heed::analysis
