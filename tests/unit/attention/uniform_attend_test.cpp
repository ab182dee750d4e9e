// All alike: one drawn at once, and the mean of a row without exponentials, as the plain way has them.
#include "heed/attention/kernels/uniform_attend.hpp"

#include "heed/attention/kernels/reference.hpp"
#include "heed/core/random.hpp"

#include <vector>

#include "catch.hpp"

using namespace heed;

namespace {

/// Agent 0 hears no one, 1 hears one, 2 hears all but itself, 3 hears 1 and itself.
Network few() {
  Network out;
  out.graph =
      Graph(6, {{1, 4}, {2, 0}, {2, 1}, {2, 3}, {2, 4}, {2, 5}, {3, 1}, {3, 3}, {4, 2}, {5, 0}, {5, 4}});
  return out;
}

Attention alike(Choice<masks::Catalogue> mask, SelfTies self) {
  Attention out;
  out.score = scores::Uniform{};
  out.masks = {std::move(mask)};
  out.self_ties = self;
  return out;
}

}  // namespace

TEST_CASE("all alike: who is drawn, and the mean of a row, are those of the weights") {
  const Network network = few();
  const Choice<masks::Catalogue> mask =
      GENERATE(Choice<masks::Catalogue>(masks::Neighbours{}),
               Choice<masks::Catalogue>(masks::Hops{.count = 2}), Choice<masks::Catalogue>(masks::All{}));
  const SelfTies self = GENERATE(SelfTies::graph, SelfTies::add, SelfTies::remove);
  const Attention attention = alike(mask, self);
  REQUIRE(UniformAttend<double>::suits(attention));
  const auto fast = make_attend<double>(attention, network, 2);
  const auto plain = make_reference<double>(attention, network);
  Matrix<double> x(6, 2);
  Stream stream(1, Purpose::test);
  for (Eigen::Index k = 0; k < x.size(); ++k) x.data()[k] = stream.uniform(-1, 1);
  const Said<double> said(x);
  Row<double> room;
  std::vector<double> mean(2), expected(2);
  for (Agent i = 0; i < 6; ++i) {
    // Away from the rounding of 1/k, whose multiples 0.001 · m misses for k up to 6 but at 0, 1/2 and fifths.
    for (int m = 0; m < 1000; ++m) {
      const double u = (m + 0.5) / 1000;
      CHECK(fast->draw(i, said, 1, u, room) == plain->draw(i, said, 1, u, room));
    }
    CHECK(fast->mean_for(i, said, 1, room, mean) == plain->mean_for(i, said, 1, room, expected));
    CHECK(mean == expected);
  }
}

TEST_CASE("not all are alike where opinions, biases or a count decide") {
  Attention attention = alike(masks::Neighbours{}, SelfTies::graph);
  attention.masks.push_back(masks::Bounded{0.2});
  CHECK_FALSE(UniformAttend<double>::suits(attention));
  attention.masks = {masks::All{}, masks::TopK{3}};
  CHECK_FALSE(UniformAttend<double>::suits(attention));
  attention.masks = {masks::All{}};
  CHECK(UniformAttend<double>::suits(attention));
  attention.biases.push_back(biases::Hops{});
  CHECK_FALSE(UniformAttend<double>::suits(attention));
}

TEST_CASE("whoever hears no one is an error where that is asked for, also when one is drawn") {
  Attention attention = alike(masks::Neighbours{}, SelfTies::graph);
  attention.empty_row = EmptyRow::error;
  const auto attend = make_attend<double>(attention, few(), 1);
  const Matrix<double> x = Matrix<double>::Zero(6, 1);
  Row<double> room;
  CHECK_THROWS(attend->draw(0, Said<double>(x), 1, 0.5, room));
}
