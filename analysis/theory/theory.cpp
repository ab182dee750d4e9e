#include "analysis/theory/theory.hpp"

#include "analysis/chart.hpp"
#include "analysis/json.hpp"
#include "analysis/theory/report.hpp"
#include "heed/core/error.hpp"
#include "heed/core/terminal_text.hpp"
#include "heed/predict/law.hpp"

#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

struct TheoryOptions {
  std::string file, law, folder;
  std::vector<std::string> sets;
  bool csv = false, json = false;
};

void check(const TheoryOptions& options) {
  if (options.csv && options.json)
    throw Error(ErrorKind::usage, "'--csv' and '--json' are two forms of one result; give one of them");
  if (options.law.empty()) return;
  std::vector<std::string> known;
  for (const Kind& law : laws_of_theory()) known.emplace_back(law.name);
  if (std::find(known.begin(), known.end(), options.law) != known.end()) return;
  const std::string near = nearest(options.law, known);
  throw Error(ErrorKind::usage,
              fmt::format("there is no law '{}'; {}", options.law,
                          near.empty() ? "laws: " + join(known) : fmt::format("did you mean '{}'?", near)));
}

void theory(const TheoryOptions& options, const MakeScenario& make) {
  check(options);
  const TheorySubject subject = open_theory_subject(options.file, options.sets, options.folder);
  const std::vector<ComparedPoint> points = compare(subject, make, options.law);
  if (options.csv)
    print_csv(theory_csv(subject, points));
  else if (options.json)
    std::cout << json_text(theory_json(subject, points)) << '\n';
  else
    print_text(theory_text(subject, points, whole_lines));
}

}  // namespace

void add_theory(CLI::App& app, int& status, MakeScenario make) {
  CLI::App* command = app.add_subcommand(
      "theory", "what closed forms and eigen-solvers predict for a setting, beside what was measured");
  const auto options = std::make_shared<TheoryOptions>();
  command->add_option("FILE", options->file, "A scenario or sweep file (TOML), or the output of one (HDF5)")
      ->required();
  command->add_option("--set", options->sets, "Set a parameter, as for run; any number of times")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command->add_option("--law", options->law, "Ask this law only; heed list theory names them")
      ->type_name("LAW");
  add_folder(*command, options->folder);
  command->add_flag("--csv", options->csv,
                    "CSV: law,quantity,<parameters>,predicted,measured,deviation,runs");
  command->add_flag("--json", options->json, "JSON");
  command->footer(
      "A law speaks only where its assumptions hold, and says which one fails where they do not.\n\n"
      "Examples:\n"
      "  heed theory scenarios/opinion/friedkin_johnsen.toml   what to expect\n"
      "  heed theory temperature_sweep.h5 --law two_camps      beside what was measured");
  command->callback([options, make = std::move(make), &status] {
    theory(*options, make);
    status = 0;
  });
}

}  // namespace heed::analysis
