#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace heed {

/// Numbers first … last - 1 of an increasing row of them: all within `half` of `centre`.
struct Stretch {
  std::size_t first, last;
  double centre, half;

  std::size_t count() const { return last - first; }
};

/// Cuts increasing numbers into stretches of half-width at most `half`, from below.
std::vector<Stretch> stretches(std::span<const double> x, double half);

/// Σ_j exp(β x_j) and Σ_j exp(β x_j) (x_j - middle) of N increasing numbers, middle the middle of their
/// range, for a few β = b / T at once.
///
/// x_j that are close enough are taken together in a box: exp(β (x_j - centre)) is 18 terms of its Taylor
/// series where |β (x_j - centre)| ≤ 1, and the sum over the box 18 moments, times powers of β. Boxes of all
/// widths are kept, each level twice as wide as the one before and made of its moments, so that any β finds
/// boxes as wide as it allows. They are added from the end with the largest weight on, until weights are
/// below 1e-15 / N of it. What is left out of a series is below 1e-15 of it, and its terms add up to at most
/// e² times their sum: errors are relative to sums of positive terms, however the numbers are spread.
///
/// Boxes of moments at several levels: Greengard and Rokhlin 1987.
class ExponentialSums {
 public:
  /// How many β at once.
  static constexpr std::size_t most = 18;
  struct Values {
    std::array<double, most> weight{}, pull{};
  };

  /// x has a range above 0, and is kept by reference; max |x| / T · max(range, 1) is below 1e300. O(N), in
  /// parallel; the same bits on any number of threads.
  ExponentialSums(std::span<const double> x, double temperature);

  double middle() const { return middle_; }
  /// The largest |x_j - middle|.
  double half() const { return half_; }
  /// How far below the largest exponent there is nothing to look at: 40 + ln N.
  double reach() const { return reach_; }

  /// The logarithm of the weight of a number `heard`, at b = centre + away, relative to the largest at the
  /// centre.
  double exponent(double heard, double centre, double away) const {
    const double end = centre < 0 ? lowest_ : highest_;
    return centre / temperature_ * (heard - end) + away / temperature_ * (heard - middle_);
  }

  /// Both sums at b = centre + away[t], relative to the largest weight at the centre. |away| (range of x) / T
  /// is at most 4, and no |b| above the largest |x|. Up to about 100 boxes are added, each by an
  /// exponential and 36 multiplications for every b.
  Values at(double centre, std::span<const double> away) const;

 private:
  static constexpr std::size_t terms = 18;
  using Moments = std::array<double, terms + 1>;  // Σ ((x_j - centre) / scale)^k for k = 0 … terms
  struct Box {
    Stretch where;
    std::size_t moments;  // which, when it has more than a few numbers
  };
  struct Level {
    double scale;
    std::vector<Box> boxes;
    std::vector<Moments> moments;
  };
  struct Powers;

  Moments sum(const Stretch& where, double scale) const;
  Level finest(double scale) const;
  void widen(double scale);
  const Level& widest(double largest) const;
  void add(const Box& box, const Level& level, const Powers& powers, Values& out) const;

  std::span<const double> x_;
  double temperature_, lowest_, highest_, middle_, half_, reach_;
  std::vector<Level> levels_;
};

}  // namespace heed
