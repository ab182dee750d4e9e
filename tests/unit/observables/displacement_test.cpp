#include "heed/observables/max_displacement.hpp"
#include "heed/observables/mean_displacement.hpp"

#include <cmath>

#include "catch.hpp"
#include "unit/observables/scene.hpp"

using namespace heed;
using namespace heed::observables;

TEST_CASE("displacement is the Euclidean distance over topics from one step earlier") {
  Scene agents = scene({0, 0, 0});
  agents.before = Matrix<double>::Constant(3, 2, 1);
  agents.opinion = agents.before;
  agents.opinion.row(0) << 4, 5;   // 3, 4
  agents.opinion.row(2) << 1, -0;  // 0, -1
  CHECK(value<MeanDisplacement>(agents) == 2);
  CHECK(value<MaxDisplacement>(agents) == 5);
}

TEST_CASE("agents at rest do not move, and no agents have no displacement") {
  CHECK(value<MeanDisplacement>(scene({1, 2, 3})) == 0);
  CHECK(value<MaxDisplacement>(scene({1, 2, 3})) == 0);
  CHECK(std::isnan(value<MeanDisplacement>(scene({}))));
  CHECK(std::isnan(value<MaxDisplacement>(scene({}))));
}
