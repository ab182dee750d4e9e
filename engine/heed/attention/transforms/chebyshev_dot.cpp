#include "heed/attention/transforms/chebyshev_dot.hpp"

#include "heed/attention/transforms/exponential_sums.hpp"
#include "heed/core/parallel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace heed {
namespace {

// Interpolation of exp on [-2, 2] with so many points leaves out 4 I_18(2) = 7e-16, which is 5e-15 of the
// smallest value there.
constexpr std::size_t points = ExponentialSums::most;
constexpr std::size_t lanes = 8;  // agents side by side in a loop

using Values = ExponentialSums::Values;

/// Σ w and Σ w (x_j - middle), all weights relative to a common one.
struct Sums {
  double weight = 0, pull = 0;

  Sums& operator+=(const Sums& other) {
    weight += other.weight;
    pull += other.pull;
    return *this;
  }
};

/// cos(k θ_t) at the Chebyshev points cos θ_t, θ_t = π (t + 1/2) / points.
using Cosines = std::array<std::array<double, points>, points>;

const Cosines& cosines() {
  static const Cosines table = [] {
    Cosines out;
    for (std::size_t k = 0; k < points; ++k)
      for (std::size_t t = 0; t < points; ++t)
        out[k][t] = std::cos(std::numbers::pi * static_cast<double>(k) * (static_cast<double>(t) + 0.5) /
                             static_cast<double>(points));
    return out;
  }();
  return table;
}

/// The coefficients of the Chebyshev series through values at the points.
Values series(const Values& at) {
  Values out;
  for (std::size_t k = 0; k < points; ++k) {
    for (std::size_t t = 0; t < points; ++t) {
      out.weight[k] += cosines()[k][t] * at.weight[t];
      out.pull[k] += cosines()[k][t] * at.pull[t];
    }
    const double share = (k == 0 ? 1.0 : 2.0) / static_cast<double>(points);
    out.weight[k] *= share;
    out.pull[k] *= share;
  }
  return out;
}

class Transform {
 public:
  Transform(std::span<const double> x, double temperature, Oneself oneself, std::span<double> out)
      : x_(x), temperature_(temperature), oneself_(oneself), out_(out), sums_(x, temperature) {}

  void run() {
    const auto pieces = stretches(x_, std::min(2 * sums_.half(), 2 * temperature_ / sums_.half()));
    for_each_index(
        pieces.size(), [&](std::size_t p) { finish(pieces[p]); }, 16);
  }

 private:
  void finish(const Stretch& piece) const {
    std::array<double, points> away;
    if (piece.count() <= points) {
      for (std::size_t t = 0; t < piece.count(); ++t) away[t] = x_[piece.first + t] - piece.centre;
      const Values at = sums_.at(piece.centre, std::span(away).first(piece.count()));
      for (std::size_t t = 0; t < piece.count(); ++t)
        move(piece.first + t, piece, {at.weight[t], at.pull[t]});
      return;
    }
    for (std::size_t t = 0; t < points; ++t) away[t] = piece.half * cosines()[1][t];
    const Values coefficients = series(sums_.at(piece.centre, away));
    for_blocks(piece.count(), block_size, [&](std::size_t first, std::size_t last) {
      for (std::size_t p = first; p < last; p += lanes)
        interpolate(piece, piece.first + p, std::min(lanes, last - p), coefficients);
    });
  }

  /// Clenshaw's recurrence for `count` agents from `first` on, side by side.
  void interpolate(const Stretch& piece, std::size_t first, std::size_t count, const Values& series) const {
    std::array<double, lanes> u{}, w1{}, w2{}, p1{}, p2{};
    for (std::size_t l = 0; l < count; ++l)
      u[l] = piece.half > 0 ? (x_[first + l] - piece.centre) / piece.half : 0;
    for (std::size_t k = points - 1; k > 0; --k)
      for (std::size_t l = 0; l < lanes; ++l) {
        const double w = 2 * u[l] * w1[l] - w2[l] + series.weight[k];
        const double p = 2 * u[l] * p1[l] - p2[l] + series.pull[k];
        w2[l] = w1[l], w1[l] = w;
        p2[l] = p1[l], p1[l] = p;
      }
    for (std::size_t l = 0; l < count; ++l)
      move(first + l, piece,
           {u[l] * w1[l] - w2[l] + series.weight[0], u[l] * p1[l] - p2[l] + series.pull[0]});
  }

  /// Sets the displacement of agent p, given what it hears with itself.
  void move(std::size_t p, const Stretch& piece, Sums heard) const {
    const double own = x_[p] - sums_.middle();
    if (oneself_ == Oneself::left_out) {
      const double weight = std::exp(sums_.exponent(x_[p], piece.centre, x_[p] - piece.centre));
      if (weight > heard.weight / 2) {
        out_[p] = among_others(p);
        return;
      }
      heard += {-weight, -weight * own};
    }
    // A mean is between the lowest and the highest.
    out_[p] = std::clamp(heard.pull / heard.weight - own, x_.front() - x_[p], x_.back() - x_[p]);
  }

  /// The displacement of agent p, computed directly: every other within reach, relative to the best of them.
  double among_others(std::size_t p) const {
    const double beta = x_[p] / temperature_, within = sums_.reach() / std::abs(beta);
    const std::size_t last = x_.size() - 1;
    const double best = beta < 0 ? x_[p == 0 ? 1 : 0] : x_[p == last ? last - 1 : last];
    const auto first = beta < 0 ? x_.begin() : std::lower_bound(x_.begin(), x_.end(), best - within);
    const auto end = beta < 0 ? std::upper_bound(x_.begin(), x_.end(), best + within) : x_.end();
    const Sums heard = sum<Sums>(static_cast<std::size_t>(end - first), [&](std::size_t k) -> Sums {
      const auto other = first + static_cast<std::ptrdiff_t>(k);
      if (other - x_.begin() == static_cast<std::ptrdiff_t>(p)) return {};
      const double weight = std::exp(beta * (*other - best));
      return {weight, weight * (*other - x_[p])};
    });
    return heard.pull / heard.weight;
  }

  std::span<const double> x_;
  double temperature_;
  Oneself oneself_;
  std::span<double> out_;
  ExponentialSums sums_;
};

}  // namespace

bool dot_displacements(std::span<const double> x, double temperature, Oneself oneself,
                       std::span<double> out) {
  const double range = x.back() - x.front(), most = std::max(-x.front(), x.back());
  if (!(most / temperature * std::max(range, 1.0) < 1e300)) return false;
  if (range > 0)
    Transform(x, temperature, oneself, out).run();
  else
    std::fill(out.begin(), out.end(), 0.0);
  return true;
}

template <class Real> bool ChebyshevDot<Real>::suits(const Attention& attention, int topics) {
  return SortedAttend<Real>::everyone(attention, topics) && attention.score.template get<scores::Dot>();
}

template <class Real> double ChebyshevDot<Real>::pairs() const {
  return static_cast<double>(2 * points) * this->agents();
}

template <class Real>
bool ChebyshevDot<Real>::displace(std::span<const double> x, double temperature,
                                  std::span<double> out) const {
  return dot_displacements(x, temperature, this->oneself(), out);
}

template class ChebyshevDot<float>;
template class ChebyshevDot<double>;

}  // namespace heed
