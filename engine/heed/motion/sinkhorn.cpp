#include "heed/motion/sinkhorn.hpp"

#include "heed/core/error.hpp"
#include "heed/core/fields.hpp"
#include "heed/core/parallel.hpp"

#include <cmath>

namespace heed {
namespace {

constexpr std::size_t sinkhorn_grain = 32;

void make_symmetric(Matrix<double>& a) {
  const auto agents = static_cast<std::size_t>(a.rows());
  // Row i owns the pairs (i, j) and (j, i) with j < i.
  for_each_index(
      agents,
      [&](std::size_t row) {
        const auto i = static_cast<Eigen::Index>(row);
        for (Eigen::Index j = 0; j < i; ++j) a(i, j) = a(j, i) = std::sqrt(a(i, j)) * std::sqrt(a(j, i));
      },
      sinkhorn_grain);
}

}  // namespace

void make_doubly_stochastic(Matrix<double>& a) {
  constexpr int turns = 1000;
  constexpr double enough = 1e-13;
  make_symmetric(a);
  const auto agents = static_cast<std::size_t>(a.rows());
  Eigen::VectorXd f = Eigen::VectorXd::Ones(a.rows()), sums(a.rows());
  double off = 0;
  for (int turn = 0; turn < turns; ++turn) {
    for_each_index(
        agents,
        [&](std::size_t i) {
          const auto at = static_cast<Eigen::Index>(i);
          sums(at) = f(at) * a.row(at).dot(f);
        },
        sinkhorn_grain);
    off = largest(agents, [&](std::size_t i) { return std::abs(sums(static_cast<Eigen::Index>(i)) - 1); });
    if (!(off > enough)) break;
    f.array() /= sums.array().sqrt();
  }
  if (!(off <= 1e-12))
    throw Error(ErrorKind::numeric,
                "normalization 'sinkhorn': rows and columns cannot be made to sum to 1 (off by " +
                    to_text(off) + "); try a higher temperature");
  for_each_index(
      agents,
      [&](std::size_t i) {
        const auto at = static_cast<Eigen::Index>(i);
        a.row(at).array() *= f(at) * f.transpose().array();
      },
      sinkhorn_grain);
}

}  // namespace heed
