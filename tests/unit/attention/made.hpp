#pragma once
#include "heed/attention/kernels/reference.hpp"

namespace heed::tests {

/// A fast way for a setting on a network, with the reference to fall back on.
template <template <class> class Fast, class Real>
Fast<Real> made(const Attention& attention, const Network& network, int topics = 1) {
  return Fast<Real>(attention, network, topics, make_reference<Real>(attention, network));
}

}  // namespace heed::tests
