#include "analysis/sweep_chart.hpp"

#include "catch.hpp"
#include "unit/analysis/sample_files.hpp"

using namespace heed::analysis;

namespace {

std::string charts(const Results& results, const std::string& by) {
  AnalyzeOptions options;
  options.by = by;
  options.screen.width = 40;
  return sweep_charts(results, summarise_points(results, {0}, {}), 0, results.series[0].name, options);
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t out = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++out;
  return out;
}

}  // namespace

TEST_CASE("a grid of two parameters has a chart for each value of the other, four at most") {
  const sample::Folder folder("sweep_chart_plane");
  const Results plane = read_results(sample::write_plane(folder / "plane.h5"));
  const std::string along_temperature = charts(plane, ""), along_score = charts(plane, "score");
  CHECK(count(along_temperature, "variance at the end, mean and 95 % interval, score = ") == 4);
  CHECK(along_temperature.ends_with("\n4 of 5 charts are shown; '--by' puts another parameter along them\n"));
  CHECK(count(along_score, ", temperature = ") == 2);
  CHECK(count(along_score, "cosine") == 2);
  CHECK(count(along_score, "are shown") == 0);
  CHECK(count(along_score, "o\n") >= 2);
}

TEST_CASE("a design of several parameters that is no grid has one chart with a mark for each point") {
  const sample::Folder folder("sweep_chart_cube");
  const std::string text = charts(read_results(sample::write_hypercube(folder / "cube.h5")), "");
  CHECK(text ==
        "\n"
        "mean[climate] at the end, a mark for each point\n"
        "10 +\n"
        "   |                                 o\n"
        "   |\n"
        " 8 +\n"
        "   |\n"
        "   |\n"
        " 6 +  o\n"
        "   |\n"
        " 4 +\n"
        "   |\n"
        "   |\n"
        " 2 +      o\n"
        "   +--+---+--------------------------+--\n"
        "    0.25 0.5                         2\n"
        "    temperature\n"
        "the other parameters vary too; '--by' puts another one along the chart\n");
}
