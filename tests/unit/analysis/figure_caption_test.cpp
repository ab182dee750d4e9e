// What captions and descriptions say of what is drawn and what is not.
#include "analysis/figure/catalogue.hpp"
#include "analysis/figure/source.hpp"
#include "heed/io/trajectory.hpp"

#include "catch.hpp"
#include "unit/analysis/sample_files.hpp"
#include <fmt/format.h>

using namespace heed;
using namespace heed::analysis;
using Catch::Matchers::Contains;

namespace {

/// A run of ten observables, "a0" … "a9", of value number + time at two times.
std::string write_observables(const std::string& path) {
  TrajectoryWriter file(path);
  file.attribute({"title", std::string("many")});
  file.attribute({"scenario", std::string("opinion")});
  file.attribute({"status", std::string("horizon")});
  file.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
  std::vector<std::string> names;
  for (int k = 0; k < 10; ++k) names.push_back(fmt::format("a{}", k));
  for (const std::string& name : names) file.variable({name, Type::float64, {"time"}, {}});
  for (int t = 0; t < 2; ++t) {
    std::vector<std::vector<double>> values;
    for (int k = 0; k < 10; ++k) values.push_back({static_cast<double>(k + t)});
    std::vector<Entry> entries;
    for (std::size_t k = 0; k < names.size(); ++k) entries.push_back({names[k], view(values[k])});
    file.append("time", t, entries);
  }
  file.finish();
  return path;
}

/// Agents of classes 0, 0, 25 and unknown, of 26 classes; the first pays 0.5, 0.25 and 0.25 to the others.
std::string write_classes(const std::string& path) {
  TrajectoryWriter file(path);
  file.attribute({"title", std::string("classes")});
  file.attribute({"scenario", std::string("graph")});
  file.attribute({"status", std::string("complete")});
  std::vector<std::string> classes;
  for (int c = 0; c < 26; ++c) classes.push_back(fmt::format("c{}", c));
  file.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
  file.axis({.name = "class", .labels = classes, .attributes = {}});
  file.axis({.name = "agent", .labels = std::vector<std::int32_t>{0, 1, 2, 3}, .attributes = {}});
  file.axis({.name = "heeded_gat/edge", .length = 3, .labels = {}, .attributes = {}});
  file.variable({"loss", Type::float64, {"time"}, {}});
  file.variable({"target_class", Type::int32, {"agent"}, {}});
  for (const char* end : {"heeded_gat/source", "heeded_gat/target"})
    file.variable({end, Type::int32, {"heeded_gat/edge"}, {}});
  file.variable({"heeded_gat/attention", Type::float64, {"heeded_gat/edge"}, {}});
  file.write("target_class", view(std::vector<std::int32_t>{0, 0, 25, -1}));
  file.write("heeded_gat/source", view(std::vector<std::int32_t>{1, 2, 3}));
  file.write("heeded_gat/target", view(std::vector<std::int32_t>{0, 0, 0}));
  file.write("heeded_gat/attention", view(std::vector<double>{0.5, 0.25, 0.25}));
  const std::vector<double> loss{1};
  const Entry entry{"loss", view(loss)};
  file.append("time", 0, std::span(&entry, 1));
  file.finish();
  return path;
}

}  // namespace

TEST_CASE("a caption says how many of the observables are drawn") {
  const sample::Folder folder("many_observables");
  const FigureSource source(write_observables(folder / "run.h5"));
  const Figure figure = draw(*find_figure("observables_over_time"), source);
  CHECK_THAT(figure.caption, Contains("all 2 recorded times. 9 of 10 observables are shown."));
  CHECK_THAT(figure.description, Contains("At the end: a0 1; a1 2;"));
}

TEST_CASE("attention to classes that are not drawn, or not known, counts in the shares of the others") {
  const sample::Folder folder("classes");
  const FigureSource source(write_classes(folder / "run.h5"));
  const Figure figure = draw(*find_figure("class_attention"), source);
  CHECK_THAT(figure.description, Contains("gat pays 50 % to one's own class"));
  CHECK_THAT(figure.caption, Contains("The first 24 of 26 classes; rows sum to less than 1."));
}
