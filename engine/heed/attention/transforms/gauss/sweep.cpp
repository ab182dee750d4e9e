#include "heed/attention/transforms/gauss/sweep.hpp"

#include <algorithm>
#include <limits>

namespace heed {
namespace {

/// Series that share their place up to and along the dimension of the sweep, yet to be merged with others.
struct Line {
  std::size_t next, end;
  std::int32_t offset;
};

/// Along `dimension` and before it.
template <int K> bool same_start(const Cell<K>& a, const Cell<K>& b, int dimension) {
  return std::equal(a.begin(), a.begin() + dimension + 1, b.begin());
}

template <int K> class Planner {
 public:
  Planner(std::span<const Cell<K>> from, int dimension, int reach)
      : from_(from), dimension_(dimension), reach_(reach) {}

  /// Adds the series of the hearers that start like this one. Hearers come in lexicographic order.
  void add(const Cell<K>& hearer) {
    find_lines(hearer);
    while (true) {
      // The smallest of the places that are left is the next series; all lines that have it are its parts.
      const Cell<K>* least = nullptr;
      for (const Line& line : lines_)
        if (line.next < line.end && (!least || rest_less(from_[line.next], *least)))
          least = &from_[line.next];
      if (!least) return;
      Cell<K> cell = *least;
      std::copy_n(hearer.begin(), dimension_ + 1, cell.begin());
      out_.cells.push_back(cell);
      out_.first.push_back(out_.parts.size());
      for (Line& line : lines_)
        if (line.next < line.end && !rest_less(*least, from_[line.next]))
          out_.parts.push_back({static_cast<std::uint32_t>(line.next++), line.offset});
    }
  }

  Sweep<K> finish() {
    out_.first.push_back(out_.parts.size());
    return std::move(out_);
  }

 private:
  /// By the dimensions after that of the sweep.
  bool rest_less(const Cell<K>& a, const Cell<K>& b) const {
    return std::lexicographical_compare(a.begin() + dimension_ + 1, a.end(), b.begin() + dimension_ + 1,
                                        b.end());
  }

  std::size_t find(std::size_t start, Cell<K> cell, std::int32_t along) const {
    cell[static_cast<std::size_t>(dimension_)] = along;
    std::fill(cell.begin() + dimension_ + 1, cell.end(), std::numeric_limits<std::int32_t>::min());
    return find_cell<K>(from_, start, cell);
  }

  void find_lines(const Cell<K>& hearer) {
    const auto d = static_cast<std::size_t>(dimension_);
    lines_.clear();
    start_ = find(start_, hearer, hearer[d] - reach_);
    for (std::size_t at = start_; at < from_.size();) {
      const std::int32_t along = from_[at][d];
      if (along > hearer[d] + reach_ || !same_start<K>(from_[at], hearer, dimension_ - 1)) break;
      std::size_t end = at + 1;
      if constexpr (K > 1)  // along the last dimension, a line is one series
        if (dimension_ + 1 < K) end = find(at, hearer, along + 1);
      lines_.push_back({at, end, along - hearer[d]});
      at = end;
    }
  }

  std::span<const Cell<K>> from_;
  int dimension_, reach_;
  std::size_t start_ = 0;
  std::vector<Line> lines_;
  Sweep<K> out_;
};

}  // namespace

template <int K>
Sweep<K> plan_sweep(std::span<const Cell<K>> from, std::span<const Cell<K>> hearers, int dimension,
                    int reach) {
  Planner<K> planner(from, dimension, reach);
  for (std::size_t h = 0; h < hearers.size(); ++h)
    if (h == 0 || !same_start<K>(hearers[h], hearers[h - 1], dimension)) planner.add(hearers[h]);
  return planner.finish();
}

template Sweep<1> plan_sweep<1>(std::span<const Cell<1>>, std::span<const Cell<1>>, int, int);
template Sweep<2> plan_sweep<2>(std::span<const Cell<2>>, std::span<const Cell<2>>, int, int);
template Sweep<3> plan_sweep<3>(std::span<const Cell<3>>, std::span<const Cell<3>>, int, int);

}  // namespace heed
