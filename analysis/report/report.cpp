#include "analysis/report/report.hpp"

#include "analysis/web/vega.hpp"
#include "heed/core/error.hpp"
#include "heed/io/part_file.hpp"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

struct Options {
  std::string file, output;
  bool force = false;
};

void report(const Options& options) {
  need_vega("a report");
  const std::filesystem::path name = std::filesystem::path(options.file).stem();
  const std::filesystem::path out = options.output.empty() ? name.string() + ".html" : options.output;
  const PartFile place(out, options.force);
  const std::string page = html(make_page(read_results(options.file)));
  std::ofstream file(place.part(), std::ios::binary);
  file << page;
  file.close();
  if (!file) {
    place.remove();
    throw Error(ErrorKind::io,
                fmt::format("cannot write '{}'; is there room on the disk?", place.part().string()));
  }
  place.publish();
  fmt::print("written {} ({:.1f} MB)\n", out.string(), static_cast<double>(page.size()) / 1e6);
}

}  // namespace

Page make_page(const Results& results) {
  return {.title = results.title.empty() ? results.file : results.title,
          .what = results.scenario + (results.is_sweep() ? ", a sweep" : ", a run"),
          .lead = lead_of(results),
          .sections = {remarks(results), key_numbers(results), what_was_run(results), citation(results)}};
}

void add_report(CLI::App& app, int& status) {
  CLI::App* command =
      app.add_subcommand("report", "one page about a run or a sweep that opens in a browser, offline");
  const auto options = std::make_shared<Options>();
  command->add_option("FILE", options->file, "A run or a sweep (HDF5)")->required();
  command->add_option("-o,--output", options->output, "The page; unless given, FILE's name with .html, here")
      ->type_name("OUT");
  command->add_flag("--force", options->force, "Replace OUT where it exists");
  command->callback([options, &status] {
    report(*options);
    status = 0;
  });
}

}  // namespace heed::analysis
