#pragma once
#include "heed/attention/attend.hpp"

#include <memory>
#include <span>

namespace heed {

/// Whether an agent is among those it hears.
enum class Oneself { heard, left_out };

/// What the fast ways have in common in which everyone hears everyone on one topic at one temperature: where
/// an agent goes is a function of the sorted opinions. The rows take over where query, key and value are not
/// one array, agents have temperatures of their own, there are fewer than two agents, or an opinion, or
/// the range of opinions, is not finite.
template <class Real> class SortedAttend : public Attend<Real> {
 public:
  SortedAttend(const Attention& attention, const Network& network, int topics,
               std::unique_ptr<Attend<Real>> rows);

  void weights(Agent i, const Said<Real>& said, Real temperature, Row<Real>& row) const override {
    rows_->weights(i, said, temperature, row);
  }
  /// Sorted, moved and put back, in double precision. O(N) memory, kept by the thread for the next time.
  void mean(const Said<Real>& said, Temperatures<Real> temperature, Matrix<Real>& out) const final;

 protected:
  /// The mask `all` alone, no bias, one topic.
  static bool everyone(const Attention& attention, int topics);
  double agents() const { return agents_; }
  Oneself oneself() const { return oneself_; }

 private:
  /// out_p = Σ_j a_pj (x_j - x_p) for N ≥ 2 increasing finite opinions x. False: not at this temperature.
  virtual bool displace(std::span<const double> x, double temperature, std::span<double> out) const = 0;

  std::unique_ptr<Attend<Real>> rows_;
  double agents_;
  Oneself oneself_;
};

}  // namespace heed
