#include "heed/observe/groups.hpp"

#include <cmath>
#include <vector>

#include "catch.hpp"

using namespace heed;

TEST_CASE("opinions are cut into groups where a gap is larger, not where it is equal") {
  const std::vector<double> x{-1, -0.75, -0.5, 0.25, 0.25, 2};
  const auto groups = opinion_groups(x, 0.25);
  REQUIRE(groups.size() == 3);
  CHECK(groups[0].agents == 3);
  CHECK(groups[0].mean == -0.75);
  CHECK(groups[1].agents == 2);
  CHECK(groups[1].mean == 0.25);
  CHECK(groups[2].agents == 1);
  CHECK(groups[2].mean == 2);
}

TEST_CASE("with a gap of 0 each distinct opinion is a group") {
  const std::vector<double> x{0, 0, std::nextafter(0.0, 1.0), 1};
  CHECK(opinion_groups(x, 0).size() == 3);
}

TEST_CASE("no opinions, and opinions that are not numbers, make no groups") {
  CHECK(opinion_groups({}, 1).empty());
  const std::vector<double> x{0, 1, std::nan("")};
  CHECK(opinion_groups(x, 0.1).empty());
}
