#include "heed/chain/spectrum.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <Spectra/GenEigsSolver.h>
#include <Spectra/SymEigsSolver.h>

namespace heed {
namespace {

constexpr Eigen::Index most_dense_chain = 256;
constexpr Eigen::Index krylov = 60;  // vectors kept by the Krylov methods
constexpr Eigen::Index restarts = 1000;
constexpr double tolerance = 1e-12;

/// x ↦ S x - v (v · x): a symmetric matrix without its known first eigenvector.
class Deflated {
 public:
  using Scalar = double;
  Deflated(const Chain& matrix, const Eigen::VectorXd& first) : matrix_(matrix), first_(first) {}
  Eigen::Index rows() const { return matrix_.rows(); }
  Eigen::Index cols() const { return matrix_.cols(); }
  void perform_op(const double* x, double* y) const {
    const Eigen::Map<const Eigen::VectorXd> in(x, rows());
    Eigen::Map<Eigen::VectorXd> out(y, rows());
    out.noalias() = matrix_ * in;
    out -= first_ * first_.dot(in);
  }

 private:
  const Chain& matrix_;
  const Eigen::VectorXd& first_;
};

/// x ↦ Aᵀ x.
class Transposed {
 public:
  using Scalar = double;
  explicit Transposed(const Chain& matrix) : matrix_(matrix.transpose()) {}
  Eigen::Index rows() const { return matrix_.rows(); }
  Eigen::Index cols() const { return matrix_.cols(); }
  void perform_op(const double* x, double* y) const {
    Eigen::Map<Eigen::VectorXd>(y, rows()).noalias() = matrix_ * Eigen::Map<const Eigen::VectorXd>(x, rows());
  }

 private:
  Chain matrix_;
};

/// D^{1/2} A D^{-1/2}, symmetric in detailed balance.
Chain symmetric_form(const Chain& chain, const Eigen::VectorXd& root) {
  Chain out = chain;  // NOLINT(performance-unnecessary-copy-initialization): it is changed by its iterators
  for (Eigen::Index i = 0; i < out.rows(); ++i)
    for (Chain::InnerIterator a(out, i); a; ++a) a.valueRef() *= root(i) / root(a.col());
  return out;
}

std::optional<Stationary> dense_stationary(const Chain& chain) {
  const Eigen::MatrixXd a(chain);
  Eigen::MatrixXd system = a.transpose() - Eigen::MatrixXd::Identity(a.rows(), a.rows());
  system.bottomRows<1>().setOnes();
  Eigen::VectorXd right = Eigen::VectorXd::Zero(a.rows());
  right(a.rows() - 1) = 1;
  Stationary out{.weight = system.partialPivLu().solve(right)};
  if (!out.weight.allFinite()) return std::nullopt;
  const Eigen::VectorXcd values = Eigen::EigenSolver<Eigen::MatrixXd>(a, false).eigenvalues();
  Eigen::Index first = 0;
  (values.array() - 1).abs().minCoeff(&first);
  for (Eigen::Index k = 0; k < values.size(); ++k)
    if (k != first) out.modulus = std::max(out.modulus, std::abs(values(k)));
  return out;
}

}  // namespace

std::optional<Ends> spectrum_ends(const Chain& chain, const Eigen::VectorXd& weight) {
  if (chain.rows() < 2) return Ends{.slowest = Eigen::VectorXd::Zero(chain.rows())};
  const Eigen::VectorXd root = weight.cwiseSqrt(), first = root.normalized();
  const Chain symmetric = symmetric_form(chain, root);
  if (chain.rows() <= most_dense_chain) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver{Eigen::MatrixXd(symmetric)};
    if (solver.info() != Eigen::Success) return std::nullopt;
    const Eigen::Index second = chain.rows() - 2;
    return Ends{.second = solver.eigenvalues()(second),
                .lowest = solver.eigenvalues()(0),
                .slowest = solver.eigenvectors().col(second).cwiseQuotient(root)};
  }
  Deflated op(symmetric, first);
  Spectra::SymEigsSolver<Deflated> solver(op, 2, krylov);
  solver.init();
  solver.compute(Spectra::SortRule::BothEnds, restarts, tolerance, Spectra::SortRule::LargestAlge);
  if (solver.info() != Spectra::CompInfo::Successful) return std::nullopt;
  return Ends{.second = solver.eigenvalues()(0),
              .lowest = solver.eigenvalues()(1),
              .slowest = solver.eigenvectors().col(0).cwiseQuotient(root)};
}

std::optional<Stationary> stationary(const Chain& chain) {
  if (chain.rows() <= most_dense_chain) return dense_stationary(chain);
  Transposed op(chain);
  Spectra::GenEigsSolver<Transposed> solver(op, 3, krylov);
  solver.init();
  solver.compute(Spectra::SortRule::LargestMagn, restarts, tolerance);
  if (solver.info() != Spectra::CompInfo::Successful) return std::nullopt;
  const Eigen::VectorXcd values = solver.eigenvalues();
  Eigen::Index first = 0;
  (values.array() - 1).abs().minCoeff(&first);
  Stationary out{.weight = solver.eigenvectors().col(first).real()};
  out.weight /= out.weight.sum();
  for (Eigen::Index k = 0; k < values.size(); ++k)
    if (k != first) out.modulus = std::max(out.modulus, std::abs(values(k)));
  return out;
}

}  // namespace heed
