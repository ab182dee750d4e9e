#pragma once
#include "heed/attention/attend.hpp"
#include "heed/attention/kernels/candidates.hpp"

#include <memory>

namespace heed {

/// Attention of everyone to everyone in one pass that streams over the speakers: scores, softmax and weighted
/// mean together, no N × N array. A speaker in each lane of the vectors, several hearers at once; sums go
/// over lanes of 64 bytes and tiles of 64 of them in a fixed order: the same bits on any number of threads,
/// on AVX2 and AVX-512. O(N² (D + K)) per application, O(N K) memory.
///
/// Where query, key and value are not one array, and for the weights of single rows, `rows` does it.
template <class Real> class DenseAttend final : public Attend<Real> {
 public:
  DenseAttend(const Attention& attention, bool self, std::unique_ptr<Attend<Real>> rows)
      : attention_(attention), self_(self), rows_(std::move(rows)) {}

  /// Mask `all`, with `bounded` or not; a score of opinions, without bias; empty rows must not be errors.
  static bool suits(const Attention& attention, int topics);

  void weights(Agent i, const Said<Real>& said, Real temperature, Row<Real>& row) const override {
    rows_->weights(i, said, temperature, row);
  }
  void mean(const Said<Real>& said, Temperatures<Real> temperature, Matrix<Real>& out) const override;
  std::string_view algorithm() const override { return "dense"; }
  double pairs() const override { return rows_->pairs(); }

 private:
  Attention attention_;
  bool self_;
  std::unique_ptr<Attend<Real>> rows_;
};

}  // namespace heed
