#include "analysis/export/format.hpp"

#include "heed/core/error.hpp"

#include "catch.hpp"

using namespace heed::analysis;
using Catch::Matchers::Contains;

TEST_CASE("the ending of a name chooses the format, and a name given insists") {
  CHECK(find_format("", "a.csv").name == "csv");
  CHECK(find_format("", "folder.csv/B.GraphML").name == "graphml");
  CHECK(find_format("", "a.gexf").name == "gexf");
  CHECK(find_format("", "a.html").name == "animation");
  CHECK(find_format("", "folder/ro-crate-metadata.json").name == "ro_crate");
  CHECK(find_format("gexf", "a.csv").name == "gexf");
}

TEST_CASE("an unknown ending or format is told what there is") {
  CHECK_THROWS_WITH(
      find_format("", "a.xlsx"),
      "'a.xlsx' should end in one of .html, .csv, .gexf, .graphml, ro-crate-metadata.json; or name the "
      "format with --format: animation, csv, gexf, graphml, ro_crate");
  CHECK_THROWS_WITH(find_format("grapml", "a.csv"), "there is no format 'grapml'; did you mean 'graphml'?");
  CHECK_THROWS_WITH(find_format("pajek", "a.csv"), Contains("formats: animation, csv, gexf"));
}

TEST_CASE("every format says what it is for, and its endings are no ends of each other") {
  for (const NamedFormat& a : all_formats()) {
    CHECK(a.format.summary.size() > 10);
    for (const NamedFormat& b : all_formats())
      CHECK((a.name == b.name || !std::string(a.format.ending).ends_with(b.format.ending)));
  }
}
