#include "heed/attention/transforms/sorted_laplace.hpp"

#include "heed/core/parallel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace heed {
namespace {

/// Σ w and Σ w |x_j - x| over those on one side of x, w = exp(-|x_j - x| / T).
struct Side {
  double weight = 0, distance = 0;
};

/// The same as seen from `gap` further away, where weights have become `fade` of what they were.
Side from_afar(Side s, double gap, double fade) {
  return {fade * s.weight, fade * (s.distance + gap * s.weight)};
}
/// One agent further: it is itself of weight 1, at distance 0.
Side next(Side s, double gap, double fade) {
  const Side rest = from_afar(s, gap, fade);
  return {1 + rest.weight, rest.distance};
}

/// a - b and what was lost by rounding it (Knuth).
struct Difference {
  double value, lost;

  Difference(double a, double b) : value(a - b) {
    const double b_seen = a - value, a_seen = value + b_seen;
    lost = (a - a_seen) - (b - b_seen);
  }
};

class Scan {
 public:
  Scan(std::span<const double> x, double temperature)
      : x_(x), temperature_(temperature), fade_(x.size()), ends_((x.size() + block_size - 1) / block_size) {}

  void run(Oneself oneself, std::span<double> out) {
    // Pass 1: what of each block is heard at its two ends.
    for_blocks(x_.size(), block_size, [&](std::size_t first, std::size_t last) { sum_block(first, last); });
    // Pass 2: what of all before and all behind is heard there.
    carry();
    // Pass 3: every agent, from the ends of its block inwards.
    for_blocks(x_.size(), block_size,
               [&](std::size_t first, std::size_t last) { finish_block(first, last, oneself, out); });
  }

 private:
  /// What is heard at the last of a block from below, at its first from above, each including itself.
  struct Ends {
    Side below, above;
  };

  double gap(std::size_t p) const { return x_[p] - x_[p - 1]; }
  double fade(double distance) const { return std::exp(-distance / temperature_); }

  void sum_block(std::size_t first, std::size_t last) {
    for (std::size_t p = std::max<std::size_t>(first, 1); p < last; ++p) fade_[p] = fade(gap(p));
    Side below{1, 0}, above{1, 0};
    for (std::size_t up = first + 1, down = last - 1; up < last; ++up, --down) {
      below = next(below, gap(up), fade_[up]);
      above = next(above, gap(down), fade_[down]);
    }
    ends_[first / block_size] = {below, above};
  }

  void carry() {
    const auto add = [this](Side& to, Side from, double distance) {
      const Side heard = from_afar(from, distance, fade(distance));
      to.weight += heard.weight;
      to.distance += heard.distance;
    };
    const auto last = [this](std::size_t b) { return x_[std::min(x_.size(), (b + 1) * block_size) - 1]; };
    for (std::size_t b = 1; b < ends_.size(); ++b)
      add(ends_[b].below, ends_[b - 1].below, last(b) - last(b - 1));
    for (std::size_t b = ends_.size() - 1; b-- > 0;)
      add(ends_[b].above, ends_[b + 1].above, x_[(b + 1) * block_size] - x_[b * block_size]);
  }

  void finish_block(std::size_t first, std::size_t last, Oneself oneself, std::span<double> out) const {
    // below[k] and above[k] are at agent first - 1 + k; beyond the ends there is no one.
    std::array<Side, block_size + 2> below, above;
    const std::size_t b = first / block_size, count = last - first;
    Side lower = b > 0 ? ends_[b - 1].below : Side{},
         upper = b + 1 < ends_.size() ? ends_[b + 1].above : Side{};
    below[0] = lower;
    above[count + 1] = upper;
    for (std::size_t k = 1; k <= count; ++k) {
      const std::size_t up = first + k - 1, down = last - k;
      lower = up > 0 ? next(lower, gap(up), fade_[up]) : Side{1, 0};
      upper = down + 1 < x_.size() ? next(upper, gap(down + 1), fade_[down + 1]) : Side{1, 0};
      below[k] = lower;
      above[count + 1 - k] = upper;
    }
    for (std::size_t k = 1; k <= count; ++k)
      out[first + k - 1] =
          oneself == Oneself::heard
              ? (above[k].distance - below[k].distance) / (below[k].weight + above[k].weight - 1)
              : among_others(first + k - 1, below[k - 1], above[k + 1]);
  }

  /// The displacement of agent p by those below and above it, given as its neighbours hear them. Weights are
  /// taken relative to that of the nearer neighbour, so that they do not vanish all together where T is
  /// small.
  double among_others(std::size_t p, Side below, Side above) const {
    if (p == 0) return from_afar(above, gap(1), 1).distance / above.weight;
    if (p + 1 == x_.size()) return -from_afar(below, gap(p), 1).distance / below.weight;
    const Difference down(x_[p], x_[p - 1]), up(x_[p + 1], x_[p]);
    const double further = (up.value - down.value) + (up.lost - down.lost);
    const double faded = fade(std::abs(further));
    below = from_afar(below, down.value, further > 0 ? 1 : faded);
    above = from_afar(above, up.value, further > 0 ? faded : 1);
    return (above.distance - below.distance) / (below.weight + above.weight);
  }

  std::span<const double> x_;
  double temperature_;
  std::vector<double> fade_;
  std::vector<Ends> ends_;
};

}  // namespace

void laplace_displacements(std::span<const double> x, double temperature, Oneself oneself,
                           std::span<double> out) {
  Scan(x, temperature).run(oneself, out);
}

template <class Real> bool SortedLaplace<Real>::suits(const Attention& attention, int topics) {
  return SortedAttend<Real>::everyone(attention, topics) && attention.score.template get<scores::Distance>();
}

template <class Real> double SortedLaplace<Real>::pairs() const {
  const double n = this->agents();
  return n > 1 ? n * std::log2(n) : 0;
}

template <class Real>
bool SortedLaplace<Real>::displace(std::span<const double> x, double temperature,
                                   std::span<double> out) const {
  laplace_displacements(x, temperature, this->oneself(), out);
  return true;
}

template class SortedLaplace<float>;
template class SortedLaplace<double>;

}  // namespace heed
