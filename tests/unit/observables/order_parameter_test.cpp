// The order parameter of points on a circle and of directions.
#include "heed/observables/order_parameter.hpp"

#include "catch.hpp"
#include "unit/observables/scene.hpp"

using namespace heed;

TEST_CASE("the order parameter is 1 where all agree and 0 where all are spread evenly") {
  Scene one = scene({0.3, 1.3, -0.7});  // one place on a circle of circumference 1
  CHECK_THAT(value(one, observables::OrderParameter{}), WithinAbs(1, 1e-15));
  const Scene even = scene({0, 0.25, 0.5, 0.75});
  CHECK_THAT(value(even, observables::OrderParameter{}), WithinAbs(0, 1e-15));
  CHECK_THAT(value(even, observables::OrderParameter{.length = 1e9}), WithinAbs(1, 1e-15));
  const Scene half = scene({0, 1});  // a quarter of a circle apart: cos 45°
  CHECK_THAT(value(half, observables::OrderParameter{.length = 4}), WithinRel(std::sqrt(0.5), 1e-14));
}

TEST_CASE("with several topics it is of directions, whatever their length; 0 points nowhere") {
  Scene s = scene({0, 0, 0, 0});
  s.opinion.resize(4, 2);
  s.opinion << 3, 0, 0, 0.1, 0, 0, 0, 0;
  s.before = s.opinion;
  CHECK_THAT(value(s, observables::OrderParameter{}), WithinRel(std::sqrt(2.0) / 4, 1e-14));
}
