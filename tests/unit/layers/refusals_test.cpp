// What layers say of inputs that do not fit.
#include "heed/core/error.hpp"
#include "heed/layers/block.hpp"

#include <limits>

#include "catch.hpp"
#include "slopes.hpp"

using namespace heed;
using namespace heed::layers;
using tests::normal_matrix;
using M = Matrix<double>;

namespace {

Attention<double> made(const AttentionOptions& options) {
  Stream stream(1, Purpose::weights);
  return Attention<double>(options, stream);
}

/// What attention of width 6 says of 6 rows and this hearing.
std::string said(const Hearing& hearing, Index biases = 0) {
  Attention<double>::Cache cache;
  try {
    made({.width = 6, .heads = 2, .biases = biases}).forward(normal_matrix(6, 6, 1), hearing, cache);
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::data);
    return e.what();
  }
  return "no error";
}

std::shared_ptr<const Edges> edges(Index keys, std::vector<Index> first, std::vector<Agent> key,
                                   std::vector<std::int32_t> bias = {}) {
  return std::make_shared<const Edges>(keys, first, key, bias);
}

}  // namespace

TEST_CASE("layers say which lengths they cannot have", "[layers]") {
  Stream stream(1, Purpose::weights);
  CHECK_THROWS_WITH(made({.width = 6, .heads = 4}),
                    "attention: 4 heads do not divide a width of 6; choose heads that do");
  CHECK_THROWS_WITH(made({}), "attention: 'width' is 0, but should be at least 1");
  CHECK_THROWS_WITH(made({.width = 6, .temperature = 0}),
                    "attention: 'temperature' is 0, but should be above 0");
  CHECK_THROWS_WITH(made({.width = 6, .top_k = -1}), "attention: 'top_k' is -1, but should be at least 0");
  CHECK_THROWS_WITH(Linear<double>(0, 3, stream), "linear: 'inputs' is 0, but should be at least 1");
  CHECK_THROWS_WITH(Norm<double>(4, 0), "norm: 'epsilon' should be above 0, or equal numbers divide by 0");
}

TEST_CASE("layers say what shape an input should have", "[layers]") {
  Stream stream(1, Purpose::weights);
  Linear<double> linear(3, 2, stream);
  Linear<double>::Cache input;
  CHECK_THROWS_WITH(linear.forward(M::Zero(5, 4)), "linear: 'x' is (5, 4), but should be (rows, 3)");
  linear.forward(M::Zero(5, 3), input);
  CHECK_THROWS_WITH(linear.backward(M::Zero(4, 2), input),
                    "linear: 'grad_out' is (4, 2), but should be (5, 2)");
  Norm<double>::Cache norm;
  CHECK_THROWS_WITH(Norm<double>(3).forward(M::Zero(5, 4), norm),
                    "norm: 'x' is (5, 4), but should be (rows, 3)");
  Attention<double>::Cache cache;
  auto across = made({.width = 6, .context = 4});
  CHECK_THROWS_WITH(across.forward(M::Zero(5, 6), {}, cache),
                    "attention: 'x' is (5, 6), but should be (rows, 4)");
  CHECK_THROWS_WITH(across.forward(M::Zero(5, 6), M::Zero(5, 5), {}, cache),
                    "attention: 'context' is (5, 5), but should be (rows, 4)");
  M grad;
  across.forward(M::Zero(5, 6), M::Zero(3, 4), {}, cache);
  CHECK_THROWS_WITH(across.backward(M::Zero(5, 6), cache),
                    "attention: it heard a context; ask for the context's gradient too");
  CHECK_THROWS_WITH(across.weights(cache, 1, 0),
                    "attention: no head 0 in sequence 1; there are 1 in each of 1");
}

TEST_CASE("attention says what of a hearing does not fit", "[layers]") {
  CHECK(said({.sequences = 2}) == "no error");
  CHECK(said({.sequences = 4}) ==
        "attention: 6 rows do not make 4 sequences of one length; fill up with padding and say 'lengths'");
  CHECK(said({.sequences = 0}) == "attention: 0 sequences; there should be at least 1");
  CHECK(said({.sequences = 2, .lengths = {3}}) ==
        "attention: 1 lengths for 2 sequences; give one for each, or none");
  CHECK(said({.sequences = 2, .lengths = {3, 4}}) ==
        "attention: a sequence of length 4 among 3 places; lengths are 0 … 3");
  CHECK(said({}, 4) == "attention: 4 biases by place; for -w … w their number is 2 w + 1, which is odd");
  CHECK(said({.query_place = {1}}, 3) == "attention: 'query_place' has 1 numbers for sequences of 6");
  CHECK(said({.key_place = {0, 1, 2, 3, 4, -1}}, 3) ==
        "attention: 'key_place' has a place -1; places are 0 … 2^30");
}

TEST_CASE("attention and edges say what of the edges does not fit", "[layers]") {
  const auto three = edges(3, {0, 1, 1, 2}, {2, 0}), biased = edges(3, {0, 1, 1, 2}, {2, 0}, {0, 5});
  CHECK(said({.sequences = 2, .edges = three}) == "no error");
  CHECK(said({.edges = three}) == "attention: edges for 3 hearers and 3 keys, but sequences have 6 and 6");
  CHECK(said({.sequences = 2, .causal = true, .edges = three}) ==
        "attention: edges say who hears whom; leave out causal, lengths and places beside them");
  CHECK(said({.sequences = 2, .edges = biased}) ==
        "attention: edges have biases, but the layer no table of them; set `biases`");
  CHECK(said({.sequences = 2, .edges = three}, 4) ==
        "attention: the layer has a table of biases, but the edges do not say which; give each a bias");
  CHECK(said({.sequences = 2, .edges = biased}, 4) ==
        "attention: bias 5 of an edge, but the table has 4 rows");
  CHECK_THROWS_WITH(edges(3, {0, 2, 1}, {0, 1}),
                    "edges: 'first' should go up from 0 to the 2 edges, with one number more than hearers");
  CHECK_THROWS_WITH(edges(3, {0, 1}, {3}), "edges: key 3 is not one of 0 … 2");
  CHECK_THROWS_WITH(edges(3, {0, 1}, {0}, {-1}),
                    "edges: bias -1 is negative; they are rows of a table, from 0");
  CHECK_THROWS_WITH(edges(3, {0, 1}, {0}, {1, 2}), "edges: 2 biases for 1 edges; give each one, or none");
}

TEST_CASE("attention does not hide numbers that are not finite", "[layers]") {
  const auto attention = made({.width = 4});
  Attention<double>::Cache cache;
  M x = normal_matrix(5, 4, 1);
  x(3, 1) = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(
      attention.forward(x, {}, cache),
      "attention: row 3 of 'query' is not finite; look at the inputs, or train with a smaller rate or "
      "clipped gradients");
  const M huge = normal_matrix(5, 4, 1) * 1e200;
  CHECK_THROWS_WITH(
      attention.forward(huge, {}, cache),
      "attention: row 0 of 'largest product of a query and a key' is not finite; look at the inputs, or "
      "train with a smaller rate or clipped gradients");
}
