#include "heed/io/box.hpp"

#include <numeric>

#include "catch.hpp"

using namespace heed;

namespace {

/// The places of an array that a box holds, in its order.
std::vector<std::size_t> places(const std::vector<std::size_t>& shape, const Box& box) {
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k < product_of(box.lengths); ++k) {
    std::size_t rest = k, place = 0;
    std::vector<std::size_t> at(shape.size());
    for (std::size_t a = shape.size(); a-- > 0; rest /= box.lengths[a])
      at[a] = box.start[a] + rest % box.lengths[a];
    for (std::size_t a = 0; a < shape.size(); ++a) place = place * shape[a] + at[a];
    out.push_back(place);
  }
  return out;
}

}  // namespace

TEST_CASE("boxes one after the other hold every stretch of places in order") {
  for (const std::vector<std::size_t>& shape :
       {std::vector<std::size_t>{}, {7}, {3, 4}, {2, 1, 3}, {3, 2, 2, 2}}) {
    const std::size_t length = product_of(shape);
    for (std::size_t first = 0; first <= length; ++first)
      for (std::size_t count = 0; first + count <= length; ++count) {
        std::vector<std::size_t> found, wanted(count);
        std::iota(wanted.begin(), wanted.end(), first);
        std::size_t boxes = 0;
        for (; found.size() < count; ++boxes) {
          const auto more = places(shape, box_at(shape, first + found.size(), count - found.size()));
          found.insert(found.end(), more.begin(), more.end());
        }
        CHECK(found == wanted);
        CHECK(boxes <= std::max<std::size_t>(1, 2 * shape.size()));
      }
  }
}

TEST_CASE("a product that no number holds is the largest there is") {
  CHECK(product_of({}) == 1);
  CHECK(product_of({3, 4, 5}) == 60);
  CHECK(product_of({std::size_t{1} << 40, std::size_t{1} << 40}) == std::numeric_limits<std::size_t>::max());
  CHECK(product_of({std::size_t{1} << 40, std::size_t{1} << 40, 0}) == 0);
}
