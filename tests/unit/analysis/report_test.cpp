#include "analysis/report/section.hpp"

#include <algorithm>

#include "catch.hpp"
#include "unit/analysis/sample_files.hpp"

using namespace heed::analysis;
using Catch::Matchers::Contains;

TEST_CASE("a report says from where to where a parameter was swept, in whichever order") {
  const sample::Folder folder("report");
  Results sweep = read_results(sample::write_points(folder / "cube.h5", "latin_hypercube", 13, 1));
  auto& values = sweep.parameters[0].values;
  std::rotate(values.begin(), values.begin() + 5, values.end());
  CHECK_THAT(what_was_run(sweep).html, Contains("<dd>13 values, from 1 to 13</dd>"));
}
