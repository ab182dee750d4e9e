#include "heed/layers/dropout.hpp"

#include "heed/core/error.hpp"
#include "heed/layers/embedding.hpp"

#include "catch.hpp"
#include "slopes.hpp"

using namespace heed;
using namespace heed::layers;

TEST_CASE("dropout forgets its share, scales the rest, and keeps the mean", "[layers]") {
  const Dropout<double> dropout(0.3);
  Dropout<double>::Cache cache;
  Chance chance{.seed = 11, .step = 4};
  const Matrix<double> x = dropout.forward(Matrix<double>::Ones(400, 250), &chance, cache);
  CHECK(chance.sites == 1);
  const double kept = (x.array() != 0).cast<double>().mean();
  CHECK(kept == Approx(0.7).margin(4 * std::sqrt(0.3 * 0.7 / 1e5)));  // four standard errors
  CHECK(((x.array() == 0) || (x.array() == 1 / 0.7)).all());
  CHECK(dropout.backward(Matrix<double>::Ones(400, 250), cache) == x);
}

TEST_CASE("each site, step and seed forgets other numbers, and the same ones again", "[layers]") {
  const Dropout<float> dropout(0.5);
  Dropout<float>::Cache cache;
  const Matrix<float> ones = Matrix<float>::Ones(6, 40);
  const auto draw = [&](Chance chance) { return dropout.forward(ones, &chance, cache); };
  const Matrix<float> first = draw({.seed = 1, .step = 1});
  CHECK(draw({.seed = 1, .step = 1}) == first);
  CHECK(draw({.seed = 2, .step = 1}) != first);
  CHECK(draw({.seed = 1, .step = 2}) != first);
  CHECK(draw({.seed = 1, .step = 1, .sites = 1}) != first);
}

TEST_CASE("without a chance nothing is forgotten", "[layers]") {
  const Matrix<float> x = tests::normal_matrix<float>(3, 4, 1);
  Dropout<float>::Cache cache;
  CHECK(Dropout<float>(0.9).forward(x, nullptr, cache) == x);
  CHECK(Dropout<float>(0.9).backward(x, cache) == x);
  CHECK_THROWS_WITH(Dropout<float>(1), "dropout: 'rate' is 1, but should be at least 0 and below 1");
}

TEST_CASE("an embedding gives the rows asked for, and says which there are", "[layers]") {
  Stream stream(1, Purpose::weights);
  Embedding<float> embedding(3, 4, stream);
  const auto table = parameters_of<float>(embedding).front().parameter->value;
  Embedding<float>::Cache cache;
  const std::vector<std::int32_t> ids{2, 0, 2}, bad{0, 3};
  const Matrix<float> rows = embedding.forward(ids, cache);
  CHECK(rows.row(0) == table.row(2));
  CHECK(rows.row(1) == table.row(0));
  CHECK_THROWS_WITH(embedding.forward(bad, cache), "embedding: id 3 in row 1, but ids are 0 … 2");
}
