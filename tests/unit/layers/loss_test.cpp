#include "heed/layers/loss.hpp"

#include "heed/core/error.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "catch.hpp"

using namespace heed;
using namespace heed::layers;

namespace {

template <class Work> std::string message(Work work) {
  try {
    work();
  } catch (const Error& e) {
    return e.what();
  }
  return "no error";
}

using M = Matrix<double>;

}  // namespace

TEST_CASE("squared error is the mean over rows that count, and over columns", "[layers]") {
  const M out = (M(3, 2) << 1, 2, 3, 4, 5, 6).finished(), target = M::Zero(3, 2);
  CHECK(squared_error(out, target).value == Approx(91.0 / 6).epsilon(1e-15));
  const std::vector<double> weight{1, 0, 3};
  const auto loss = squared_error<double>(out, target, weight);
  CHECK(loss.value == Approx((5.0 + 3 * 61) / (2 * 4)).epsilon(1e-15));
  CHECK(loss.gradient == (M(3, 2) << 2.0 / 8, 4.0 / 8, 0, 0, 30.0 / 8, 36.0 / 8).finished());
}

TEST_CASE("cross-entropy of equal logits is ln C, and none where all is on the target", "[layers]") {
  const std::vector<std::int32_t> target{2, 0};
  const auto equal = cross_entropy<double>(M::Constant(2, 5, 7), target);
  CHECK(equal.value == Approx(std::log(5)).epsilon(1e-15));
  CHECK(equal.gradient(0, 2) == Approx((0.2 - 1) / 2).epsilon(1e-15));
  CHECK(equal.gradient(0, 1) == Approx(0.1).epsilon(1e-15));
  M sure = M::Zero(2, 5);
  sure(0, 2) = sure(1, 0) = 1e4;
  CHECK(cross_entropy<double>(sure, target).value == 0);
  // The other way round the loss is the logits' distance, which no power of e could hold.
  const std::vector<std::int32_t> wrong{0, 1};
  CHECK(cross_entropy<double>(sure, wrong).value == Approx(1e4).epsilon(1e-15));
}

TEST_CASE("rows of weight 0 have no gradient, and their targets are not read", "[layers]") {
  const M logits = (M(3, 2) << 0, 1, 5, 5, 2, 0).finished();
  const std::vector<std::int32_t> target{1, -1, 0};
  const std::vector<double> weight{1, 0, 1};
  const auto loss = cross_entropy<double>(logits, target, weight);
  CHECK(loss.value == Approx((std::log1p(std::exp(-1)) + std::log1p(std::exp(-2))) / 2).epsilon(1e-15));
  CHECK(loss.gradient.row(1).isZero(0));
}

TEST_CASE("losses say what does not fit, and which row diverges", "[layers]") {
  const std::vector<std::int32_t> target{0, 4};
  const std::vector<double> zeros{0, 0}, negative{1, -1};
  M out = M::Zero(2, 3);
  CHECK(message([&] { squared_error<double>(out, M::Zero(2, 4)); }) ==
        "squared_error: 'target' is (2, 4), but should be (2, 3)");
  CHECK(message([&] { squared_error<double>(out, out, zeros); }) ==
        "squared_error: no row counts; give at least one a weight above 0");
  CHECK(message([&] { squared_error<double>(out, out, negative); }) ==
        "squared_error: the weight of row 1 is -1, but should be at least 0");
  CHECK(message([&] { cross_entropy<double>(out, target); }) ==
        "cross_entropy: the target of row 1 is 4, but classes are 0 … 2; leave rows out with a weight of 0");
  CHECK(message([&] { cross_entropy<double>(M::Zero(3, 3), target); }) ==
        "cross_entropy: 2 targets for 3 rows");
  const std::vector<std::int32_t> good{0, 1};
  for (const double bad :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    out(1, 2) = bad;
    const std::string said = message([&] { cross_entropy<double>(out, good); });
    CHECK(said.starts_with("cross_entropy: the loss of row 1 is "));
    CHECK(said.ends_with("nan; training diverges: try a smaller rate, a warm-up, or clipped gradients"));
    CHECK(message([&] { squared_error<double>(out, M::Zero(2, 3)); }).find("the loss of row 1 is") !=
          std::string::npos);
  }
}
