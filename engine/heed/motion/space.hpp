#pragma once
#include "heed/core/fields.hpp"
#include "heed/core/matrix.hpp"

#include <array>
#include <cmath>
#include <string_view>

namespace heed {

/// Where opinions live: all numbers, a circle on each topic, or the unit sphere over all topics.
struct Space {
  enum class Shape { line, ring, sphere };
  static constexpr std::array<std::string_view, 3> words{"line", "ring", "sphere"};

  Shape shape = Shape::line;
  double length = 1;  ///< circumference of the ring

  bool line() const { return shape == Shape::line; }
  bool ring() const { return shape == Shape::ring; }
  bool sphere() const { return shape == Shape::sphere; }

  /// The difference of two opinions on a topic the short way.
  template <class Real> Real nearest(Real difference) const {
    if (!ring()) return difference;
    const Real l = static_cast<Real>(length);
    return difference - l * std::round(difference / l);
  }

  /// Holds a state (N, K) to the space. Throws Error (data) that names the first agent that is not in it: a
  /// sphere takes rows of norm 1 within rounding, and two topics or more.
  template <class Real> void check(const Matrix<Real>& x) const;
  /// The same of one agent's opinions.
  template <class Real> void check(Agent agent, std::span<const Real> x) const;
  /// Brings a state to the nearest point of the space: rows to norm 1, or each number into [0, length).
  /// Throws Error (data) for a row of zeros on a sphere.
  template <class Real> void project(Matrix<Real>& x) const;
  /// Takes from v what leads out of the space at x.
  template <class Real> void make_tangent(std::span<const Real> x, std::span<Real> v) const;
  /// Where one comes to from x along v, tangent at x, on the straightest way: x + v, around the ring, or
  /// along a great circle. On a ring x itself takes the copy of its point from which that way is x + v.
  template <class Real> void move(std::span<Real> x, std::span<const Real> v, std::span<Real> out) const;
};

}  // namespace heed
