#pragma once
#include "heed/attention/attend.hpp"
#include "heed/attention/kernels/sparse.hpp"

#include <memory>

namespace heed {

/// Attention over the ties of a graph in one fused pass: scores, softmax and weighted mean together, a row in
/// each lane of the vectors, nothing stored per tie. Every row is reduced in the order of its own ties: the
/// same bits on any number of threads, with agents renumbered or not, on AVX2 and AVX-512. O(E (D + K)) per
/// application; 4 bytes per tie beside the graph, and as much again for each of fixed scores and biases.
///
/// Where query, key and value are not one array, where the number of topics is above 64, and for the weights
/// of single rows, `rows` does it.
template <class Real> class SparseAttend final : public Attend<Real> {
 public:
  /// order: the agents in the order in which to keep their state inside; empty for their own.
  SparseAttend(const Attention& attention, const Candidates& candidates, std::vector<Agent> order,
               std::unique_ptr<Attend<Real>> rows);

  /// On a graph, without a mask that counts; empty rows must not be errors.
  static bool suits(const Attention& attention, int topics);

  void weights(Agent i, const Said<Real>& said, Real temperature, Row<Real>& row) const override {
    rows_->weights(i, said, temperature, row);
  }
  void mean(const Said<Real>& said, Temperatures<Real> temperature, Matrix<Real>& out) const override;
  std::string_view algorithm() const override { return "sparse"; }
  double pairs() const override { return rows_->pairs(); }

 private:
  void apply(const Matrix<Real>& x, Temperatures<Real> temperature, Matrix<Real>& out) const;

  Attention attention_;
  SlicedRows<Real> sliced_;
  std::unique_ptr<Attend<Real>> rows_;
};

}  // namespace heed
