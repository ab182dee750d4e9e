#include "analysis/transition/transition.hpp"

#include "analysis/chart.hpp"
#include "analysis/json.hpp"
#include "analysis/notes.hpp"
#include "analysis/transition/findings.hpp"
#include "heed/core/terminal_text.hpp"

#include <iostream>
#include <memory>
#include <string>

namespace heed::analysis {
namespace {

struct CommandLine {
  TransitionOptions options;
  bool json = false;
};

void transition(const CommandLine& line) {
  const TransitionFindings findings = find_transition(line.options);
  if (line.json)
    std::cout << json_text(transition_json(findings)) << '\n';
  else
    print_text(transition_text(findings));
  write_notes(findings.read.remarks, std::cerr);
}

}  // namespace

void add_transition(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand(
      "transition", "where order is lost along a swept parameter: critical value with its error, hysteresis");
  const auto line = std::make_shared<CommandLine>();
  TransitionOptions& options = line->options;
  command
      ->add_option("FILE", options.files,
                   "Sweeps (HDF5) of one size or several; or runs whose temperature changes")
      ->required();
  command->add_option("--by", options.by, "The swept parameter; unless given, the one that is not the size")
      ->type_name("PARAM");
  command
      ->add_option("--observable", options.observable,
                   "What tells order; unless given, order_parameter or magnetization")
      ->type_name("NAME");
  command->add_option("--where", options.where, "Only points with this value; any number of times")
      ->type_name("PARAM=VALUE")
      ->allow_extra_args(false);
  command
      ->add_option("--from", options.from,
                   "Count times from this step on; unless given, from where a run forgot its start")
      ->type_name("STEP");
  command
      ->add_option("--exponent", options.exponent,
                   "Peaks drift with N to minus this (0.5: the square lattice, mean field); fit finds it")
      ->type_name("W|fit");
  command->add_flag("--json", line->json, "JSON");
  command->footer(
      "Two files of one size over the same values are the two branches of a loop: up and down, or begun in "
      "order and in disorder. Several sizes (swept graph.agents or graph.shape, or a file each) give Binder "
      "crossings.\n\n"
      "Examples:\n"
      "  heed transition ising_sweep.h5\n"
      "  heed transition up.h5 down.h5 --by temperature");
  command->callback([line, &status] {
    transition(*line);
    status = 0;
  });
}

}  // namespace heed::analysis
