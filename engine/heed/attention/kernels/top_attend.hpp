#pragma once
#include "heed/attention/attend.hpp"

#include <memory>

namespace heed {

/// Top-k attention over everyone, every pair looked at: a row of scores is made by lanes and compared with
/// the worst of the k best so far, which few of them pass, so that no row is ever stored or sorted. Exact,
/// ties by lower agent. O(N² D) per application, O(N D) memory.
///
/// Where opinions are not finite, and for the weights of single rows, `rows` does it.
template <class Real> class TopAttend final : public Attend<Real> {
 public:
  TopAttend(const Attention& attention, bool self, std::unique_ptr<Attend<Real>> rows);

  /// Masks `all` and `top_k`, with `bounded` or not; a score of opinions, without bias; empty rows must not
  /// be errors.
  static bool suits(const Attention& attention, int topics);

  void weights(Agent i, const Said<Real>& said, Real temperature, Row<Real>& row) const override {
    rows_->weights(i, said, temperature, row);
  }
  void mean(const Said<Real>& said, Temperatures<Real> temperature, Matrix<Real>& out) const override;
  std::string_view algorithm() const override { return "top_k_blocked"; }
  double pairs() const override { return rows_->pairs(); }

 private:
  Attention attention_;
  const masks::Bounded* bound_ = nullptr;
  std::size_t count_ = 0;
  bool self_;
  std::unique_ptr<Attend<Real>> rows_;
};

}  // namespace heed
