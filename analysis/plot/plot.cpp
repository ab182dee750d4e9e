#include "analysis/plot/plot.hpp"

#include "analysis/figure/catalogue.hpp"
#include "analysis/figure/source.hpp"
#include "analysis/figure/spec.hpp"
#include "analysis/inputs.hpp"
#include "analysis/web/render.hpp"
#include "heed/core/error.hpp"
#include "heed/core/shell_word.hpp"
#include "heed/core/terminal_text.hpp"
#include "heed/io/part_file.hpp"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string file, figure, output;
  FigureWishes wishes;
  bool force = false;
};

/// What a file has figures of, and why not the others.
std::string figures_of(const FigureSource& source) {
  std::string can, cannot;
  for (const NamedFigure& figure : all_figures())
    if (const std::string lack = figure.kind.lacks(source); lack.empty())
      can += fmt::format("  {:<22} {}\n", figure.name, figure.kind.summary);
    else
      cannot += fmt::format("  {:<22} {}\n", figure.name, lack);
  const std::string file = source.results().file;
  std::string out = can.empty() ? fmt::format("nothing can be drawn of {}\n", file)
                                : fmt::format("figures of {}\n{}", file, can);
  if (!cannot.empty()) out += "\nnot of this file\n" + cannot;
  if (!can.empty())
    out += fmt::format("\ndraw one with: heed plot {} --figure NAME -o NAME.svg\n", shell_word(file));
  return out;
}

const NamedFigure& known_figure(const std::string& name, const std::string& file) {
  if (const NamedFigure* found = find_figure(name)) return *found;
  std::vector<std::string> names;
  for (const NamedFigure& figure : all_figures()) names.emplace_back(figure.name);
  const std::string near = nearest(name, names);
  throw Error(ErrorKind::usage,
              fmt::format("there is no figure '{}'; {}'heed plot {}' lists those of this file", name,
                          near.empty() ? "" : fmt::format("did you mean '{}'? ", near), file));
}

/// Draws into a file of another name with the same extension, of which the place gets a copy once it is
/// whole.
void write(const Json& specification, const fs::path& out, const PartFile& place) {
  const fs::path drawn = out.string() + ".part" + out.extension().string();
  std::error_code ignored;
  try {
    render(specification, drawn);
    place.write([&](std::ostream& to) { to << std::ifstream(drawn, std::ios::binary).rdbuf(); });
  } catch (...) {
    fs::remove(drawn, ignored);
    throw;
  }
  fs::remove(drawn, ignored);
}

/// What is said of a figure is no wish to pass over where none is drawn.
void refuse_without_figure(const Options& options) {
  const std::pair<std::string_view, std::string> given[] = {
      {"-o", options.output}, {"--observable", options.wishes.observable}, {"--by", options.wishes.by}};
  for (const auto& [name, value] : given)
    if (!value.empty())
      throw Error(ErrorKind::usage,
                  fmt::format("{} {} needs --figure, which says what to draw; 'heed plot {}' lists the "
                              "figures there are",
                              name, value, options.file));
}

void plot(const Options& options, const MakeScenario& make) {
  if (options.figure.empty()) {
    refuse_without_figure(options);
    const FigureSource source(options.file, make, options.wishes);
    print_text(figures_of(source));
    return;
  }
  const NamedFigure& figure = known_figure(options.figure, options.file);
  const fs::path out = options.output.empty()
                           ? fmt::format("{}_{}.svg", fs::path(options.file).stem().string(), options.figure)
                           : options.output;
  refuse_input_as_output(out, options.file, make, options.wishes.folder);
  check_drawable(out);
  const PartFile place(out, options.force);
  const FigureSource source(options.file, make, options.wishes);
  const Figure drawn = draw(figure, source);
  const bool moves = out.extension() == ".json";
  write(moves ? standing_alone(drawn.spec, drawn.title) : for_paper(drawn.spec, drawn.title), out, place);
  print_text(fmt::format("written {}: {}\n{}\n", out.string(), drawn.title, drawn.caption));
}

}  // namespace

void add_plot(CLI::App& app, int& status, MakeScenario make) {
  CLI::App* command =
      app.add_subcommand("plot", "draw one figure of a run or a sweep, or list what there is to draw");
  const auto options = std::make_shared<Options>();
  command->add_option("FILE", options->file, "A run or a sweep (HDF5)")->required();
  command->add_option("--figure", options->figure, "Which one; without it, the figures of FILE are listed")
      ->type_name("FIGURE");
  command
      ->add_option("-o,--output", options->output,
                   "Where, as .svg, .png or .json (Vega-Lite); unless given, FILE_NAME.svg, here")
      ->type_name("OUT");
  command->add_option("--observable", options->wishes.observable, "Draw this one")->type_name("NAME");
  command->add_option("--by", options->wishes.by, "The swept parameter along the axis")->type_name("PARAM");
  add_folder(*command, options->wishes.folder);
  command->add_flag("--force", options->force, "Replace OUT where it exists");
  command->footer(
      "Examples:\n"
      "  heed plot echo_chamber.h5                        what there is to draw\n"
      "  heed plot echo_chamber.h5 --figure trajectories -o t.svg");
  command->callback([options, make = std::move(make), &status] {
    plot(*options, make);
    status = 0;
  });
}

}  // namespace heed::analysis
