// The front door: adds the subcommands, and turns what they throw into messages and exit codes.
#include "analysis/analyze.hpp"
#include "analysis/audit/audit.hpp"
#include "analysis/compare/compare.hpp"
#include "analysis/figure/catalogue.hpp"
#include "analysis/plot/plot.hpp"
#include "analysis/export/export.hpp"
#include "analysis/report/report.hpp"
#include "analysis/sensitivity/sensitivity.hpp"
#include "analysis/structure/structure.hpp"
#include "analysis/theory/theory.hpp"
#include "analysis/transition/transition.hpp"
#include "heed/core/error.hpp"
#include "heed/core/version.hpp"
#include "scenarios/commands/command.hpp"
#include "scenarios/load.hpp"
#include "scenarios/progress.hpp"

#include <algorithm>
#include <exception>
#include <iostream>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace {

constexpr const char* footer = R"(
Start here:
  heed run scenarios/opinion/echo_chamber.toml        one run, to echo_chamber.h5
  heed sweep scenarios/opinion/temperature_sweep.toml many runs, to temperature_sweep.h5
  heed analyze temperature_sweep.h5                   what came out
  heed theory temperature_sweep.h5                    and what theory says should have

Exit codes: 0 done; 1 the run failed; 2 the command line or a file is wrong, nothing was started;
3 a sweep finished and some of its runs failed; 75 stopped early (SIGINT, SIGTERM) with a checkpoint,
the same command with --resume goes on; 130 stopped without one. SIGUSR1: a checkpoint, and on.)";

/// A first word that is no subcommand is most often misspelt.
void refuse_unknown(const CLI::App& app, int argc, char** argv) {
  const std::string word = argc > 1 && *argv[1] ? argv[1] : "-";
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands(nullptr)) names.push_back(command->get_name());
  if (word.front() == '-' || std::find(names.begin(), names.end(), word) != names.end()) return;
  const std::string near = heed::nearest(word, names);
  throw heed::Error(heed::ErrorKind::usage,
                    "there is no command '" + word + "'; " +
                        (near.empty() ? "commands: " + heed::join(names) : "did you mean '" + near + "'?"));
}

int run(int argc, char** argv) {
  int status = 0;
  CLI::App app{"heed: agents that hear each other with attention", "heed"};
  app.require_subcommand(1);
  app.set_version_flag("--version", "heed " + heed::version());
  app.footer(footer);
  app.get_formatter()->column_width(34);
  heed::scenarios::add_run(app, status);
  heed::scenarios::add_sweep(app, status);
  heed::scenarios::add_plan(app, status);
  heed::scenarios::add_gather(app, status);
  heed::analysis::add_analyze(app, status);
  heed::analysis::add_plot(app, status, heed::scenarios::make_point);
  heed::analysis::add_report(app, status, heed::scenarios::make_point);
  heed::analysis::add_compare(app, status);
  heed::analysis::add_transition(app, status);
  heed::analysis::add_sensitivity(app, status);
  heed::analysis::add_export(app, status, heed::scenarios::make_point);
  heed::analysis::add_theory(app, status, heed::scenarios::make_point);
  heed::analysis::add_structure(app, status, heed::scenarios::make_point);
  heed::analysis::add_audit(app, status, heed::scenarios::make_point, [](bool quiet) {
    return std::make_unique<heed::scenarios::SweepProgress>(quiet);
  });
  heed::scenarios::add_validate(app, status);
  heed::scenarios::add_list(app, status, {heed::analysis::catalogue_of_figures()});
  heed::scenarios::add_describe(app, status);
  heed::scenarios::add_schema(app, status);
  heed::scenarios::add_version(app, status);
  refuse_unknown(app, argc, argv);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const heed::FileErrors& e) {
    std::cerr << e.what() << '\n'
              << (e.problems().size() > 1 ? std::to_string(e.problems().size()) + " problems\n" : "");
    return e.exit_code();
  } catch (const heed::Error& e) {
    std::cerr << "heed: error: " << e.what() << '\n';
    return e.exit_code();
  } catch (const std::bad_alloc&) {
    std::cerr << "heed: error: out of memory; try fewer agents or ties, or record less\n";
    return 1;
  } catch (const std::exception& e) {
    std::cerr << "heed: error: " << e.what() << " (a mistake in heed itself; please report it)\n";
    return 1;
  }
}
