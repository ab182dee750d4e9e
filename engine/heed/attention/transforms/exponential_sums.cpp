#include "heed/attention/transforms/exponential_sums.hpp"

#include "heed/core/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace heed {
namespace {

constexpr std::size_t sum_lanes = 8;  // numbers side by side in a loop
constexpr std::size_t few = 4;        // as many exponentials take as long as a box
constexpr std::size_t tile = 6;       // hearers whose sums fit the registers

Stretch stretch(std::span<const double> x, std::size_t first, std::size_t last) {
  const double half = (x[last - 1] - x[first]) / 2;
  return {first, last, x[first] + half, half};
}

template <std::size_t count>
void add_moments(std::span<const double> x, double centre, double scale, std::array<double, count>& to) {
  std::array<std::array<double, sum_lanes>, count> sums{};
  for (std::size_t j = 0; j < x.size(); j += sum_lanes) {
    std::array<double, sum_lanes> power{}, u{};
    for (std::size_t l = 0; l < std::min(sum_lanes, x.size() - j); ++l) {
      power[l] = 1;
      u[l] = (x[j + l] - centre) / scale;
    }
    for (auto& sum : sums)
      for (std::size_t l = 0; l < sum_lanes; ++l) {
        sum[l] += power[l];
        power[l] *= u[l];
      }
  }
  for (std::size_t k = 0; k < count; ++k)
    for (std::size_t l = 0; l < sum_lanes; ++l) to[k] += sums[k][l];
}

/// Adds moments as seen from elsewhere: of ratio · u + shift, by the binomial theorem.
template <std::size_t count>
void add_moved(const std::array<double, count>& from, double ratio, double shift,
               std::array<double, count>& to) {
  std::array<double, count> row = from;  // after k rounds: Σ u^m (ratio u + shift)^k for m = 0, 1, …
  for (std::size_t k = 0; k < count; ++k) {
    to[k] += row[0];
    for (std::size_t m = 0; m + 1 + k < count; ++m) row[m] = ratio * row[m + 1] + shift * row[m];
  }
}

}  // namespace

std::vector<Stretch> stretches(std::span<const double> x, double half) {
  std::vector<Stretch> out;
  for (std::size_t first = 0; first < x.size(); first = out.back().last) {
    // By differences, which are exact where they are small: x + 2 half may round to the next number.
    const auto end = std::partition_point(x.begin() + static_cast<std::ptrdiff_t>(first), x.end(),
                                          [&](double v) { return v - x[first] <= 2 * half; });
    out.push_back(stretch(x, first, static_cast<std::size_t>(end - x.begin())));
  }
  return out;
}

/// (β scale)^k / k! of each hearer.
struct ExponentialSums::Powers {
  double centre;
  std::span<const double> away;
  std::array<std::array<double, most>, terms> power{};

  Powers(double c, std::span<const double> a, double scale, double temperature) : centre(c), away(a) {
    for (std::size_t t = 0; t < away.size(); ++t) {
      const double s = (centre + away[t]) / temperature * scale;
      power[0][t] = 1;
      for (std::size_t k = 1; k < terms; ++k) power[k][t] = power[k - 1][t] * s / static_cast<double>(k);
    }
  }
};

ExponentialSums::ExponentialSums(std::span<const double> x, double temperature)
    : x_(x),
      temperature_(temperature),
      lowest_(x.front()),
      highest_(x.back()),
      middle_(lowest_ + (highest_ - lowest_) / 2),
      half_(std::max(highest_ - middle_, middle_ - lowest_)),
      reach_(40 + std::log(static_cast<double>(x.size()))) {
  double scale = std::min(half_, temperature / std::max(-lowest_, highest_));
  levels_.push_back(finest(scale));
  while (scale < half_) {
    scale = std::min(half_, 2 * scale);
    widen(scale);
  }
}

/// In blocks, each in sum_lanes, then the blocks in order.
auto ExponentialSums::sum(const Stretch& where, double scale) const -> Moments {
  std::vector<Moments> parts((where.count() + block_size - 1) / block_size);
  for_blocks(where.count(), block_size, [&](std::size_t first, std::size_t last) {
    add_moments(x_.subspan(where.first + first, last - first), where.centre, scale,
                parts[first / block_size]);
  });
  for (std::size_t b = 1; b < parts.size(); ++b)
    for (std::size_t k = 0; k <= terms; ++k) parts[0][k] += parts[b][k];
  return parts[0];
}

auto ExponentialSums::finest(double scale) const -> Level {
  Level out{scale, {}, {}};
  std::size_t large = 0;
  for (const Stretch& where : stretches(x_, scale))
    out.boxes.push_back({where, where.count() > few ? large++ : 0});
  out.moments.resize(large);
  for_each_index(
      out.boxes.size(),
      [&](std::size_t b) {
        if (const Box& box = out.boxes[b]; box.where.count() > few)
          out.moments[box.moments] = sum(box.where, scale);
      },
      64);
  return out;
}

/// Adds a level of wider boxes made of the widest so far, where that halves their number.
void ExponentialSums::widen(double scale) {
  const Level& finer = levels_.back();
  Level out{scale, {}, {}};
  std::vector<std::size_t> starts;  // of each box, among the finer ones
  std::size_t large = 0;
  for (std::size_t b = 0; b < finer.boxes.size();) {
    starts.push_back(b);
    const std::size_t first = finer.boxes[b].where.first;
    while (b < finer.boxes.size() && x_[finer.boxes[b].where.last - 1] - x_[first] <= 2 * scale) ++b;
    const Stretch where = stretch(x_, first, finer.boxes[b - 1].where.last);
    out.boxes.push_back({where, where.count() > few ? large++ : 0});
  }
  if (2 * out.boxes.size() > finer.boxes.size()) return;
  starts.push_back(finer.boxes.size());
  out.moments.resize(large);
  for_each_index(out.boxes.size(), [&](std::size_t b) {
    const Box& box = out.boxes[b];
    if (box.where.count() <= few) return;
    Moments& moments = out.moments[box.moments];
    for (std::size_t k = starts[b]; k < starts[b + 1]; ++k) {
      const Box& part = finer.boxes[k];
      if (part.where.count() > few)
        add_moved(finer.moments[part.moments], finer.scale / scale,
                  (part.where.centre - box.where.centre) / scale, moments);
      else
        add_moments(x_.subspan(part.where.first, part.where.count()), box.where.centre, scale, moments);
    }
  });
  levels_.push_back(std::move(out));
}

/// The widest boxes in which b x / T varies by 2 at most, for |b| up to `largest`.
auto ExponentialSums::widest(double largest) const -> const Level& {
  std::size_t k = levels_.size() - 1;
  while (k > 0 && largest / temperature_ * levels_[k].scale > 1) --k;
  return levels_[k];
}

void ExponentialSums::add(const Box& box, const Level& level, const Powers& powers, Values& out) const {
  const auto& [centre, away, power] = powers;
  if (box.where.count() <= few) {
    for (std::size_t j = box.where.first; j < box.where.last; ++j)
      for (std::size_t t = 0; t < away.size(); ++t) {
        const double weight = std::exp(exponent(x_[j], centre, away[t]));
        out.weight[t] += weight;
        out.pull[t] += weight * (x_[j] - middle_);
      }
    return;
  }
  const Moments& moments = level.moments[box.moments];
  for (std::size_t from = 0; from < away.size(); from += tile) {
    std::array<double, tile> weight{}, pull{};
    for (std::size_t k = 0; k < terms; ++k)
      for (std::size_t t = 0; t < tile; ++t) {
        weight[t] += power[k][from + t] * moments[k];
        pull[t] += power[k][from + t] * moments[k + 1];
      }
    for (std::size_t t = 0; t < std::min(tile, away.size() - from); ++t) {
      const double common = std::exp(exponent(box.where.centre, centre, away[from + t]));
      out.weight[from + t] += common * weight[t];
      out.pull[from + t] += common * ((box.where.centre - middle_) * weight[t] + level.scale * pull[t]);
    }
  }
}

auto ExponentialSums::at(double centre, std::span<const double> away) const -> Values {
  double largest = 0;
  for (const double a : away) largest = std::max(largest, std::abs(centre + a));
  const Level& level = widest(largest);
  const Powers powers(centre, away, level.scale, temperature_);
  Values out;
  for (std::size_t k = 0; k < level.boxes.size(); ++k) {
    const Box& box = level.boxes[centre < 0 ? k : level.boxes.size() - 1 - k];
    const double nearest = centre < 0 ? x_[box.where.first] : x_[box.where.last - 1];
    if (exponent(nearest, centre, 0) < -reach_) break;
    add(box, level, powers, out);
  }
  return out;
}

}  // namespace heed
