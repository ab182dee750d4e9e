#include "analysis/sensitivity/sensitivity.hpp"

#include "analysis/chart.hpp"
#include "analysis/json.hpp"
#include "analysis/notes.hpp"
#include "analysis/sensitivity/shown.hpp"
#include "analysis/sweep_report.hpp"
#include "analysis/table.hpp"
#include "heed/core/error.hpp"
#include "heed/core/terminal_text.hpp"

#include <cmath>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

struct CommandLine {
  std::string file, at;
  std::vector<std::string> observables;
  std::size_t window = 0;
  bool csv = false, json = false;
};

std::string csv(const std::vector<Sensitivity>& all) {
  std::string out = csv_line({"observable", "parameter", "measure", "value", "error", "low", "high"});
  for (const Sensitivity& found : all) {
    const auto numbers = sensitivity_numbers(found);
    for (std::size_t p = 0; p < numbers.size(); ++p)
      for (const SensitivityNumber& n : numbers[p])
        out += csv_line({found.observable, found.parameters[p], n.name, n.value,
                         n.spread ? n.spread->error : NAN, n.spread ? n.spread->interval.low : NAN,
                         n.spread ? n.spread->interval.high : NAN});
  }
  return out;
}

nlohmann::ordered_json json(const Sensitivity& found) {
  Json out{{"observable", found.observable},       {"rows", found.rows},
           {"rows_left_out", found.rows_left_out}, {"deviation", to_json(found.deviation)},
           {"chance", to_json(found.chance)},      {"parameters", Json::object()}};
  const auto numbers = sensitivity_numbers(found);
  for (std::size_t p = 0; p < numbers.size(); ++p)
    for (const SensitivityNumber& n : numbers[p]) {
      Json& at = out["parameters"][found.parameters[p]][n.name] = {{"value", to_json(n.value)}};
      if (!n.spread) continue;
      at["error"] = to_json(n.spread->error);
      at["low"] = to_json(n.spread->interval.low);
      at["high"] = to_json(n.spread->interval.high);
    }
  return out;
}

void sensitivity(const CommandLine& line) {
  if (line.csv && line.json)
    throw Error(ErrorKind::usage, "'--csv' and '--json' are two forms of one result; give one of them");
  const Results results = read_results(line.file);
  const Moment moment = parse_moment(line.at, line.window);
  check_moment(results, moment);
  std::vector<Sensitivity> all;
  for (const std::size_t series : asked_or_first(results, line.observables))
    all.push_back(measure_sensitivity(results, series, moment));
  if (line.csv) {
    print_csv(csv(all));
  } else if (line.json) {
    nlohmann::ordered_json out{{"kind", "sensitivity"},
                               {"title", results.title},
                               {"design", results.design},
                               {"at", moment_text(moment)},
                               {"observables", nlohmann::ordered_json::array()}};
    for (const Sensitivity& found : all) out["observables"].push_back(json(found));
    std::cout << json_text(out) << '\n';
  } else {
    print_text(results.title + ", " + moment_text(moment) + "\n");
    for (const Sensitivity& found : all)
      print_text("\n" + sensitivity_heading(found) + "\n" +
                 text_table(sensitivity_table(found), Screen::from_environment().table_width).text);
    print_text(sensitivity_legend(all.at(0)) + "\n");
  }
  for (const Sensitivity& found : all) write_notes(sensitivity_caveats(found), std::cerr);
  write_notes(sweep_remarks(results), std::cerr);
}

}  // namespace

void add_sensitivity(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand(
      "sensitivity", "which parameters matter: Sobol indices or elementary effects of a sweep");
  const auto line = std::make_shared<CommandLine>();
  command->add_option("FILE", line->file, "A sweep with design saltelli or morris (HDF5)")->required();
  command->add_option("--observable", line->observables, "Of this one, once for each wanted")
      ->type_name("NAME")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add_moment(*command, line->at, line->window);
  command->add_flag("--csv", line->csv, "CSV: observable,parameter,measure,value,error,low,high");
  command->add_flag("--json", line->json, "JSON");
  command->footer(
      "Examples:\n"
      "  heed sensitivity sobol.h5\n"
      "  heed sensitivity sobol.h5 --observable polarization --at mean --window 50");
  command->callback([line, &status] {
    sensitivity(*line);
    status = 0;
  });
}

}  // namespace heed::analysis
