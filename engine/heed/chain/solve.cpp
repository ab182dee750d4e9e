#include "heed/chain/solve.hpp"

#include <Eigen/Dense>
#include <Eigen/IterativeLinearSolvers>

namespace heed {
namespace {

constexpr Eigen::Index most_dense_system = 512;
constexpr double accuracy = 1e-12;
constexpr double most_growth = 1e13;  // |x| / |b| of a matrix that is singular but for rounding

bool solves(const Chain& m, const Eigen::VectorXd& x, const Eigen::VectorXd& b) {
  return x.allFinite() && x.norm() <= most_growth * b.norm() &&
         (b - m * x).norm() <= accuracy * std::max(b.norm(), x.norm());
}

}  // namespace

std::optional<Eigen::VectorXd> solve(const Chain& m, const Eigen::VectorXd& b) {
  Eigen::VectorXd x;
  if (m.rows() <= most_dense_system) {
    x = Eigen::MatrixXd(m).partialPivLu().solve(b);
  } else {
    Eigen::BiCGSTAB<Chain> iteration;
    iteration.setTolerance(1e-15);
    iteration.setMaxIterations(10000);
    iteration.compute(m);
    x = iteration.solve(b);
  }
  if (!solves(m, x, b)) return std::nullopt;
  return x;
}

std::optional<Eigen::VectorXd> fixed_point(const Chain& p, const Eigen::VectorXd& q) {
  Chain one(p.rows(), p.cols());
  one.setIdentity();
  return solve(one - p, q);
}

}  // namespace heed
