// The front door: adds the subcommands, and turns what they throw into messages and exit codes.
#include "analysis/analyze.hpp"
#include "analysis/audit/audit.hpp"
#include "analysis/compare/compare.hpp"
#include "analysis/export/export.hpp"
#include "analysis/figure/catalogue.hpp"
#include "analysis/plot/plot.hpp"
#include "analysis/report/report.hpp"
#include "analysis/sensitivity/sensitivity.hpp"
#include "analysis/structure/structure.hpp"
#include "analysis/theory/theory.hpp"
#include "analysis/transition/transition.hpp"
#include "heed/core/error.hpp"
#include "heed/core/terminal_text.hpp"
#include "scenarios/commands/command.hpp"
#include "scenarios/commands/completion.hpp"
#include "scenarios/commands/front.hpp"
#include "scenarios/commands/manual.hpp"
#include "scenarios/load.hpp"
#include "scenarios/progress.hpp"

#include <cstdio>
#include <exception>
#include <iostream>
#include <memory>
#include <new>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

namespace {

void add_commands(CLI::App& app, int& status) {
  using heed::scenarios::make_point, heed::scenarios::title;
  heed::scenarios::add_run(app, status);
  heed::scenarios::add_sweep(app, status);
  heed::scenarios::add_validate(app, status);
  heed::scenarios::add_plan(app, status);
  heed::scenarios::add_gather(app, status);
  title(app, "Run scenarios");
  heed::analysis::add_analyze(app, status);
  heed::analysis::add_plot(app, status, make_point);
  heed::analysis::add_report(app, status, make_point);
  heed::analysis::add_export(app, status, make_point);
  title(app, "See what came out");
  heed::analysis::add_compare(app, status);
  heed::analysis::add_transition(app, status);
  heed::analysis::add_sensitivity(app, status);
  heed::analysis::add_theory(app, status, make_point);
  heed::analysis::add_structure(app, status, make_point);
  heed::analysis::add_audit(app, status, make_point, [](bool quiet) {
    return std::make_unique<heed::scenarios::SweepProgress>(quiet);
  });
  title(app, "Find out what it means");
  heed::scenarios::add_list(app, status, {heed::analysis::catalogue_of_figures()});
  heed::scenarios::add_describe(app, status);
  heed::scenarios::add_schema(app, status);
  heed::scenarios::add_man(app, status);
  heed::scenarios::add_completion(app, status, {heed::analysis::catalogue_of_figures()});
  heed::scenarios::add_version(app, status);
  title(app, "Look things up");
}

constexpr std::string_view cannot_print =
    "heed: error: cannot write all of the result to where it should go: is the disk full?\n";

int run(int argc, char** argv) {
  int status = 0;
  CLI::App app{"agents that hear each other with attention", "heed"};
  heed::scenarios::furnish(app);
  add_commands(app, status);
  heed::scenarios::add_footer(app);
  if (argc > 1 && *argv[1] && *argv[1] != '-') heed::scenarios::command_called(app, argv[1]);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e);  // help, or the version
    throw heed::Error(heed::ErrorKind::usage, heed::scenarios::complaint(app, e));
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const int status = run(argc, argv);
    std::cout.flush();
    if (std::fflush(stdout) == 0 && std::cout && std::ferror(stdout) == 0) return status;
    std::cerr << cannot_print;
    return 1;
  } catch (const heed::FileErrors& e) {
    std::cerr << heed::for_terminal(e.what()) << '\n'
              << (e.problems().size() > 1 ? std::to_string(e.problems().size()) + " problems\n" : "");
    return e.exit_code();
  } catch (const heed::Error& e) {
    std::cerr << "heed: error: " << heed::for_terminal(e.what()) << '\n';
    return e.exit_code();
  } catch (const std::bad_alloc&) {
    std::cerr << "heed: error: out of memory; try fewer agents or ties, or record less\n";
    return 1;
  } catch (const std::exception& e) {
    if (std::ferror(stdout) != 0)  // of fmt::print
      std::cerr << cannot_print;
    else
      std::cerr << "heed: error: " << heed::for_terminal(e.what())
                << " (a mistake in heed itself; please report it)\n";
    return 1;
  }
}
