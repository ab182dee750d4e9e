#pragma once
#include "heed/attention/attend.hpp"

#include <memory>

namespace heed {

/// Attention of everyone to everyone by score `dot` on many topics, as products of tiles with the softmax
/// between: no N × N array, O(N² (D + K)) at the speed of matrix products, O(N (D + K)) memory. Query, key
/// and value may be three arrays. The mean is taken relative to what the first speaker says, so that speakers
/// who agree are heard to the last bit. The same bits on any number of threads, on AVX2 and AVX-512.
///
/// Opinions on fewer than 16 topics, and the weights of single rows, are left to `few`.
template <class Real> class WideAttend final : public Attend<Real> {
 public:
  WideAttend(const Attention& attention, bool self, std::unique_ptr<Attend<Real>> few)
      : attention_(attention), self_(self), few_(std::move(few)) {}

  /// Score `dot`, the mask `all` alone, no bias; empty rows must not be errors.
  static bool suits(const Attention& attention);

  void weights(Agent i, const Said<Real>& said, Real temperature, Row<Real>& row) const override {
    few_->weights(i, said, temperature, row);
  }
  void mean(const Said<Real>& said, Temperatures<Real> temperature, Matrix<Real>& out) const override;
  std::string_view algorithm() const override { return few_->algorithm(); }
  double pairs() const override { return few_->pairs(); }

 private:
  Attention attention_;
  bool self_;
  std::unique_ptr<Attend<Real>> few_;
};

}  // namespace heed
