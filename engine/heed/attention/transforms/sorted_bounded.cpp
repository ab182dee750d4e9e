#include "heed/attention/transforms/sorted_bounded.hpp"

#include "heed/attention/transforms/sorted_order.hpp"
#include "heed/core/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace heed {
namespace {

/// A number as the unevaluated sum of two, about 106 bits (Dekker 1971).
struct Double2 {
  double high = 0, low = 0;

  Double2 plus(double v) const {
    const double sum = high + v, part = sum - high;
    return {sum, low + ((high - (sum - part)) + (v - part))};
  }
  double minus(const Double2& other) const { return (high - other.high) + (low - other.low); }
};

}  // namespace

template <class Real>
SortedBounded<Real>::SortedBounded(const Attention& attention, const Network&, int,
                                   std::unique_ptr<Attend<Real>> rows)
    : rows_(std::move(rows)), self_(attention.self_ties == SelfTies::add) {
  for (const auto& mask : attention.masks)
    if (const auto* bound = mask.template get<masks::Bounded>()) bound_ = *bound;
}

template <class Real> bool SortedBounded<Real>::suits(const Attention& attention, int topics) {
  bool everyone = false, bounded = false, other = false;
  for (const auto& mask : attention.masks) {
    everyone |= mask.template get<masks::All>() != nullptr;
    bounded |= mask.template get<masks::Bounded>() != nullptr;
    other |= mask.template get<masks::TopK>() != nullptr;
  }
  return topics == 1 && everyone && bounded && !other && attention.biases.size() == 0 &&
         attention.score.template get<scores::Uniform>() && attention.empty_row != EmptyRow::error;
}

template <class Real>
void SortedBounded<Real>::mean(const Said<Real>& said, Temperatures<Real> temperature,
                               Matrix<Real>& out) const {
  if (&said.query != &said.value || &said.key != &said.value) return rows_->mean(said, temperature, out);
  const auto n = static_cast<std::size_t>(said.value.rows());
  // Pass 1: in order of opinion, equal ones by agent.
  thread_local SortedOrder<Real> room;
  SortedOrder<Real>& order = room;
  order.sort({said.value.data(), n});
  const auto x = order.numbers();
  if (n > 0 && !(std::isfinite(x.front()) && std::isfinite(x.back())))
    return rows_->mean(said, temperature, out);
  out.resize(said.value.rows(), 1);
  // Pass 2: running sums relative to the middle, where they cancel least.
  const double middle = n > 0 ? x[n / 2] : 0;
  std::vector<Double2> sums(n + 1);
  for (std::size_t p = 0; p < n; ++p) sums[p + 1] = sums[p].plus(x[p] - middle);
  // Pass 3: each agent's window slides along; its mean is a difference of sums.
  const auto near = [&](std::size_t p, std::size_t q) {
    const Real own = static_cast<Real>(x[p]), other = static_cast<Real>(x[q]);
    return bound_.allows(Pair<Real>{&own, &other, 1});
  };
  for_blocks(n, block_size, [&](std::size_t first, std::size_t last) {
    std::size_t low = 0, high = first;
    if (first < last)  // the window's start is monotone in p: find it for the first by bisection
      for (std::size_t up = first; low < up;) {
        const std::size_t mid = (low + up) / 2;
        if (near(first, mid))
          up = mid;
        else
          low = mid + 1;
      }
    for (std::size_t p = first; p < last; ++p) {
      while (!near(p, low)) ++low;
      high = std::max(high, p + 1);
      while (high < n && near(p, high)) ++high;
      const double count = static_cast<double>(high - low) - (self_ ? 0 : 1);
      // Without itself only the count changes: an agent is at distance 0 from itself.
      const double shift = sums[high].minus(sums[low]) - static_cast<double>(high - low) * (x[p] - middle);
      out(order.agents()[p], 0) = static_cast<Real>(count > 0 ? x[p] + shift / count : x[p]);
    }
  });
}

template class SortedBounded<float>;
template class SortedBounded<double>;

}  // namespace heed
