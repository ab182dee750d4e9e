#include "heed/observe/partition.hpp"

#include <vector>

#include "catch.hpp"
#include "unit/observables/scene.hpp"

using namespace heed;

namespace {
using Groups = std::vector<std::int32_t>;
}

TEST_CASE("an agent is on the side of its opinion, and on neither when it is on the divide") {
  const Scene agents = scene({-1, 0, 0.5, 3});
  Partition sides;
  CHECK(sides.groups(agents.seen(), 0) == Groups{0, -1, 1, 1});
  sides.midpoint = 0.5;
  CHECK(sides.groups(agents.seen(), 0) == Groups{0, 0, -1, 1});
  sides.divide = Partition::Divide::mean;  // 0.625
  CHECK(sides.groups(agents.seen(), 0) == Groups{0, 0, 0, 1});
}

TEST_CASE("communities are taken as they are, and are no groups where there are none") {
  Scene agents = scene({-1, 0, 1});
  Partition communities;
  communities.of = Partition::Of::community;
  CHECK(communities.groups(agents.seen(), 0).empty());
  agents.network.community = {2, -1, 0};
  CHECK(communities.groups(agents.seen(), 0) == Groups{2, -1, 0});
}
