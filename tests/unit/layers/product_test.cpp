#include "heed/layers/product.hpp"

#include "catch.hpp"
#include "slopes.hpp"

using namespace heed;
using namespace heed::layers;
using tests::normal_matrix;

namespace {

/// Sums of `depth` products of order 1, rounded each time.
template <class Real> void agree(Index rows, Index depth, Index columns) {
  const Matrix<Real> a = normal_matrix<Real>(rows, depth, 1), b = normal_matrix<Real>(depth, columns, 2),
                     a_turned = a.transpose(), b_turned = b.transpose();
  const Matrix<double> right = a.template cast<double>() * b.template cast<double>();
  const double tolerance =
      4 * static_cast<double>(std::numeric_limits<Real>::epsilon()) * static_cast<double>(depth + 1);
  const auto near = [&](const Matrix<Real>& ours) {
    return rows * columns == 0 || (ours.template cast<double>() - right).cwiseAbs().maxCoeff() <= tolerance;
  };
  INFO(rows << " x " << depth << " x " << columns);
  CHECK(near(product(as_it_is(a), as_it_is(b))));
  CHECK(near(product(transposed(a_turned), as_it_is(b))));
  CHECK(near(product(as_it_is(a), transposed(b_turned))));
  Matrix<Real> sum = product(transposed(a_turned), transposed(b_turned));
  CHECK(near(sum));
  add_product(as_it_is(a), as_it_is(b), sum);
  CHECK(near(sum / 2));
}

}  // namespace

TEST_CASE("products of matrices of any shape, turned or not, are what Eigen says in double", "[layers]") {
  for (const Index rows : {0, 1, 5, 48, 131})
    for (const Index depth : {0, 1, 17, 300})
      for (const Index columns : {1, 16, 65, 200}) {
        agree<float>(rows, depth, columns);
        agree<double>(rows, depth, columns);
      }
}
