#include "analysis/report/report.hpp"

#include "analysis/inputs.hpp"
#include "analysis/notes.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/page.hpp"
#include "analysis/web/vega.hpp"
#include "heed/core/resources.hpp"
#include "heed/core/terminal_text.hpp"
#include "heed/io/part_file.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

struct Options {
  std::string file, output, folder;
  std::vector<std::string> without;
  bool force = false;

  bool wants(std::string_view section) const {
    return std::find(without.begin(), without.end(), section) == without.end();
  }
};

/// Theory, where it can be asked: the network file of a run may be gone, which the page says.
Section theory_of(const FigureSource& source) {
  const TheoryAnswer& theory = source.theory();
  if (theory.why_not.empty()) return theory_beside(*theory.subject, theory.points);
  return {"theory", "Beside theory",
          fmt::format("<p>Theory was not asked: {}</p>\n", escaped(theory.why_not))};
}

Page make_page(const Options& options, const MakeScenario& make) {
  const bool theory = options.wants("theory");
  const FigureSource source(options.file, make,
                            {.observable = {}, .by = {}, .folder = options.folder, .theory = theory});
  const Results& results = source.results();
  Page page{.title = results.title.empty() ? results.file : results.title,
            .what = results.scenario + (results.is_sweep() ? ", a sweep" : ", a run"),
            .lead = lead_of(results),
            .sections = {remarks(results)}};
  if (options.wants("figures")) page.sections.push_back(what_happened(source));
  page.sections.push_back(key_numbers(results));
  page.sections.push_back(statistics(results));
  if (theory) page.sections.push_back(theory_of(source));
  if (theory && !source.theory().why_not.empty())
    write_notes({"theory was not asked: " + source.theory().why_not}, std::cerr);
  if (options.wants("audit")) page.sections.push_back(audit_of(results, make, options.folder));
  page.sections.push_back(what_was_run(results));
  page.sections.push_back(citation(results));
  return page;
}

void report(const Options& options, const MakeScenario& make) {
  const std::filesystem::path name = std::filesystem::path(options.file).stem();
  const std::filesystem::path out = options.output.empty() ? name.string() + ".html" : options.output;
  refuse_input_as_output(out, options.file, make, options.folder);
  need_vega("a report");
  const PartFile place(out, options.force);
  const std::string page = html(make_page(options, make));
  place.write([&](std::ostream& to) { to << page; });
  print_text(fmt::format("written {} ({})\n", out.string(), bytes_text(static_cast<double>(page.size()))));
}

}  // namespace

void add_report(CLI::App& app, int& status, MakeScenario make) {
  CLI::App* command =
      app.add_subcommand("report", "one page about a run or a sweep that opens in a browser, offline");
  const auto options = std::make_shared<Options>();
  command->add_option("FILE", options->file, "A run or a sweep (HDF5)")->required();
  command->add_option("-o,--output", options->output, "The page; unless given, FILE's name with .html, here")
      ->type_name("OUT");
  add_folder(*command, options->folder);
  command->add_flag("--force", options->force, "Replace OUT where it exists");
  command
      ->add_option("--without", options->without,
                   "Leave a section out: figures, theory, audit; any number of times")
      ->type_name("SECTION")
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"figures", "theory", "audit"}));
  command->footer(
      "Examples:\n"
      "  heed report temperature_sweep.h5             temperature_sweep.html\n"
      "  heed report echo_chamber.h5 -o page.html --force");
  command->callback([options, make = std::move(make), &status] {
    report(*options, make);
    status = 0;
  });
}

}  // namespace heed::analysis
