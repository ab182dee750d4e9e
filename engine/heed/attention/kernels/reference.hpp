#pragma once
#include "heed/attention/attend.hpp"
#include "heed/attention/kernels/candidates.hpp"

#include <memory>

namespace heed {

/// The clean way, for every setting: row by row, in four passes. It stays as the oracle of the fast ways.
template <class Real>
std::unique_ptr<Attend<Real>> make_reference(const Attention& attention,
                                             std::shared_ptr<const Candidates> candidates);
template <class Real>
std::unique_ptr<Attend<Real>> make_reference(const Attention& attention, const Network& network) {
  return make_reference<Real>(attention, std::make_shared<const Candidates>(attention, network));
}

/// Softmax of one row in place: row.score, row.bias → row.weight, with row.heard beside. Scores are first
/// taken relative to the largest, which changes nothing and keeps their digits when T is small. Keeps the
/// `count` largest logits when count > 0, ties by lower agent. The sum is compensated (Neumaier 1974), so
/// that weights sum to 1 within 4 ulp.
template <class Real>
void softmax(Row<Real>& row, Real temperature, bool bias_in_temperature, std::int64_t count);

}  // namespace heed
