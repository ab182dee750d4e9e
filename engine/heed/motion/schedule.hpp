#pragma once
#include "heed/motion/motion.hpp"

#include <concepts>
#include <string_view>

namespace heed {

/// A schedule says in which order agents move within one step. One file of the catalogue `schedules`. It
/// changes results, and is recorded with them.
template <class S>
concept Schedule = requires(const S s, Motion<double>& d, Motion<float>& f) {
  { S::summary } -> std::convertible_to<std::string_view>;
  s.move(d);
  s.move(f);
};

}  // namespace heed
