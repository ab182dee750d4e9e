// Figures of sweeps of every design.
#include "analysis/figure/catalogue.hpp"
#include "analysis/figure/source.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "drawn.hpp"
#include "unit/analysis/sample_files.hpp"

using namespace heed;
using namespace heed::analysis;
using Catch::Matchers::Contains;
using tests::every_figure;

TEST_CASE("sweeps are drawn with one seed, with words along an axis, scattered, and with failed runs") {
  const sample::Folder folder("sweeps");
  for (const std::string& path :
       {sample::write_grid(folder / "grid.h5"), sample::write_hypercube(folder / "cube.h5"),
        sample::write_plane(folder / "plane.h5")}) {
    const FigureSource source(path);
    const std::vector<Figure> figures = every_figure(source);
    REQUIRE_FALSE(figures.empty());
    CHECK(figures[0].name == "against_parameter");
    for (const Figure& figure : figures) CHECK(figure.spec.dump().find("nan") == std::string::npos);
  }
  const Figure line = draw(*find_figure("against_parameter"), FigureSource(folder / "grid.h5"));
  CHECK(line.spec["title"]["text"]["expr"] == "observable_labels[observable]");
  const FigureSource plane(folder / "plane.h5", {}, {.observable = {}, .by = "score", .folder = {}});
  const Figure map = draw(*find_figure("phase_diagram"), plane);
  CHECK(map.title == "variance over score and temperature");
  CHECK_THAT(map.description, Contains("variance is lowest, 0, at temperature 1, score dot"));
  CHECK_THROWS_WITH(
      every_figure(FigureSource(folder / "plane.h5", {}, {.observable = {}, .by = "p", .folder = {}})),
      Contains("no swept parameter"));
}

TEST_CASE("the points of a zip are one line, with a gap in the band where one run is left") {
  const sample::Folder folder("zip");
  const FigureSource source(sample::write_points(folder / "zip.h5", "zip", 12, 2));
  const Figure figure = draw(*find_figure("against_parameter"), source);
  const std::string rows = figure.spec["data"]["values"];
  CHECK_THAT(rows, Contains("0,measured,1,0,,,1,1\n0,measured,2,1,1,1,2,2\n"));
  CHECK_THAT(rows, Contains("0,measured,12,11,11,11,2,2\n"));
  CHECK_THAT(figure.caption,
             Contains("The other parameters change with it. At 1 of 12 points one run is left, and there is "
                      "no interval."));
  CHECK_THAT(figure.description, Contains("0 at 1, 2 at 3, 5 at 6, 8 at 9, 11 at 12."));
  CHECK_THAT(figure.spec.dump(), Contains("none of one run"));
}

TEST_CASE(
    "of many points, seeds and times runs are drawn at 50 times or more of fewer points, which is said") {
  const sample::Folder folder("runs_of_many");
  const FigureSource source(sample::write_points(folder / "grid.h5", "zip", 60, 21, 101));
  const std::string caption = draw(*find_figure("runs_of_a_point"), source).caption;
  CHECK_THAT(caption, Contains("A line for each seed (the first 20 of 21) at the point chosen by the slider "
                               "(40 of 60, evenly spaced)"));
  CHECK_THAT(caption, Contains("Drawn at 50 of 101, evenly spaced times."));
}

TEST_CASE("of thousands of scattered points 2000 are drawn, which is said") {
  const sample::Folder folder("scatter");
  const FigureSource source(sample::write_points(folder / "cube.h5", "latin_hypercube", 2100, 1));
  const Figure line = draw(*find_figure("against_parameter"), source),
               map = draw(*find_figure("phase_diagram"), source);
  CHECK_THAT(line.caption, Contains("2000 of 2100 points are drawn, evenly chosen."));
  CHECK_THAT(map.caption, Contains("a dot for each point (2000 of 2100, evenly spaced)"));
  for (const Figure* figure : {&line, &map}) {
    const std::string rows = figure->spec["data"]["values"];
    CHECK(std::count(rows.begin(), rows.end(), '\n') <= 2001);
  }
}
