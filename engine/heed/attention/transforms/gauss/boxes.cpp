#include "heed/attention/transforms/gauss/boxes.hpp"

#include "heed/core/parallel.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

namespace heed {
namespace {

/// Agents sorted by one thread at once.
constexpr std::size_t piece_size = 16384;

/// The boxes met in one piece of agents, in the order they are met.
template <int K> struct Met {
  std::vector<Cell<K>> cells;
  std::vector<std::size_t> agents;  ///< how many are in each; later, the next free place for one
};

/// Numbers the boxes that a piece of agents meets, by hashing.
template <int K> class MeetingBoxes {
 public:
  explicit MeetingBoxes(std::size_t agents)
      : shift_(64 - static_cast<int>(std::bit_width(2 * agents))),
        slots_(std::size_t{1} << (64 - shift_), none) {}

  std::uint32_t number(const Cell<K>& cell) {
    const auto same = [&cell](const Cell<K>& other) {  // == would call memcmp
      bool out = true;
      for (std::size_t k = 0; k < K; ++k) out &= cell[k] == other[k];
      return out;
    };
    std::uint64_t mixed = 0;
    for (const std::int32_t c : cell) mixed = (mixed ^ static_cast<std::uint32_t>(c)) * 0x9E3779B97F4A7C15u;
    for (std::size_t slot = mixed >> shift_;; slot = (slot + 1) & (slots_.size() - 1)) {
      const std::uint32_t found = slots_[slot];
      if (found == none) {
        met.cells.push_back(cell);
        met.agents.push_back(1);
        return slots_[slot] = static_cast<std::uint32_t>(met.cells.size() - 1);
      }
      if (!same(met.cells[found])) continue;
      ++met.agents[found];
      return found;
    }
  }

  Met<K> met;

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  int shift_;
  std::vector<std::uint32_t> slots_;
};

/// The boxes of all pieces in order, and how many places each has; in each piece, how many agents there are
/// in a box becomes where they begin.
template <int K> void lay_out(std::vector<Met<K>>& pieces, Boxes<K>& out) {
  out.cells.clear();
  for (const auto& piece : pieces) out.cells.insert(out.cells.end(), piece.cells.begin(), piece.cells.end());
  std::sort(out.cells.begin(), out.cells.end());
  out.cells.erase(std::unique(out.cells.begin(), out.cells.end()), out.cells.end());
  const auto rank = [&](const Cell<K>& cell) {
    return static_cast<std::size_t>(std::lower_bound(out.cells.begin(), out.cells.end(), cell) -
                                    out.cells.begin());
  };
  std::vector<std::vector<std::size_t>> ranks(pieces.size());
  const auto find_ranks = [&](std::size_t p) {
    for (const auto& cell : pieces[p].cells) ranks[p].push_back(rank(cell));
  };
  for_each_index(pieces.size(), find_ranks, 1);
  out.first.assign(out.cells.size() + 1, 0);
  for (std::size_t p = 0; p < pieces.size(); ++p)
    for (std::size_t c = 0; c < ranks[p].size(); ++c) out.first[ranks[p][c] + 1] += pieces[p].agents[c];
  std::partial_sum(out.first.begin(), out.first.end(), out.first.begin());
  std::vector<std::size_t> next(out.first.begin(), out.first.end() - 1);
  for (std::size_t p = 0; p < pieces.size(); ++p)
    for (std::size_t c = 0; c < ranks[p].size(); ++c) {
      const std::size_t agents = std::exchange(pieces[p].agents[c], next[ranks[p][c]]);
      next[ranks[p][c]] += agents;
    }
}

}  // namespace

template <int K> Cell<K> Grid<K>::cell_of(const double* x) const {
  Cell<K> out;
  for (std::size_t k = 0; k < K; ++k)
    out[k] = std::min(static_cast<std::int32_t>((x[k] - low[k]) * per_side), last[k]);
  return out;
}

template <int K> double Bounds<K>::widest() const {
  double out = 0;
  for (std::size_t k = 0; k < K; ++k) {
    const double width = high[k] - low[k];
    if (!(width <= out)) out = width;
  }
  return out;
}

template <int K> Bounds<K> bounds_of(const double* x, std::size_t agents) {
  std::vector<Bounds<K>> parts((agents + piece_size - 1) / piece_size);
  for_blocks(agents, piece_size, [&](std::size_t from, std::size_t to) {
    // Lanes: K · 8 numbers in a row, so that a comparison need not wait for the one before.
    constexpr std::size_t lanes = 8 * K;
    double low[lanes], high[lanes], strange[lanes] = {};
    for (std::size_t l = 0; l < lanes; ++l) low[l] = high[l] = x[from * K + l % K];
    const auto take = [&](std::size_t at, std::size_t l) {
      low[l] = x[at] < low[l] ? x[at] : low[l];
      high[l] = x[at] > high[l] ? x[at] : high[l];
      strange[l] += x[at] - x[at];  // 0, but NaN for what is not finite
    };
    std::size_t at = from * K;
    for (; at + lanes <= to * K; at += lanes)
      for (std::size_t l = 0; l < lanes; ++l) take(at + l, l);
    for (; at < to * K; ++at) take(at, at % K);
    Bounds<K>& part = parts[from / piece_size];
    for (std::size_t l = 0; l < lanes; ++l) {
      const std::size_t k = l % K;
      part.low[k] = (l < K ? low[l] : std::min(part.low[k], low[l])) + strange[l];
      part.high[k] = (l < K ? high[l] : std::max(part.high[k], high[l])) + strange[l];
    }
  });
  Bounds<K> out = parts[0];
  for (const Bounds<K>& part : parts)
    for (std::size_t k = 0; k < K; ++k) {
      if (!(part.low[k] >= out.low[k])) out.low[k] = part.low[k];
      if (!(part.high[k] <= out.high[k])) out.high[k] = part.high[k];
    }
  return out;
}

template <int K> Grid<K> grid_over(const Bounds<K>& bounds, double side) {
  Grid<K> out{bounds.low, std::max(side, bounds.widest() / most_boxes_in_line), 0, {}};
  out.per_side = 1 / out.side;
  for (std::size_t k = 0; k < K; ++k) {
    // A little less, so that a side as wide as everything is one box, rounded as it may be.
    const double boxes = std::ceil((bounds.high[k] - bounds.low[k]) / out.side - 1e-9);
    out.last[k] = std::max(0, static_cast<std::int32_t>(std::min(boxes, most_boxes_in_line)) - 1);
  }
  return out;
}

template <int K>
std::size_t find_cell(std::span<const Cell<K>> cells, std::size_t start, const Cell<K>& cell) {
  std::size_t step = 1;
  while (start + step < cells.size() && cells[start + step] < cell) start += step, step *= 2;
  const auto begin = cells.begin() + static_cast<std::ptrdiff_t>(start);
  const auto end = cells.begin() + static_cast<std::ptrdiff_t>(std::min(cells.size(), start + step + 1));
  return static_cast<std::size_t>(std::lower_bound(begin, end, cell) - cells.begin());
}

template <int K>
void sort_into_boxes(const double* x, std::size_t agents, const Grid<K>& grid,
                     const std::array<double, K>& origin, Boxes<K>& out) {
  std::vector<Met<K>> pieces((agents + piece_size - 1) / piece_size);
  out.place.resize(agents);
  // Pass 1: each piece of agents numbers the boxes it meets, and counts.
  for_blocks(agents, piece_size, [&](std::size_t from, std::size_t to) {
    MeetingBoxes<K> meeting(to - from);
    for (std::size_t i = from; i < to; ++i) out.place[i] = meeting.number(grid.cell_of(x + i * K));
    pieces[from / piece_size] = std::move(meeting.met);
  });
  // Pass 2: all boxes in order, and where each piece's agents of a box begin.
  lay_out(pieces, out);
  // Pass 3: agents go to their places.
  for (auto& where : out.where) where.resize(agents + Boxes<K>::margin);
  for_blocks(agents, piece_size, [&](std::size_t from, std::size_t to) {
    auto& next = pieces[from / piece_size].agents;
    for (std::size_t i = from; i < to; ++i) {
      const std::size_t at = next[out.place[i]]++;
      out.place[i] = static_cast<std::uint32_t>(at);
      for (std::size_t k = 0; k < K; ++k) out.where[k][at] = x[i * K + k] - origin[k];
    }
  });
}

template struct Bounds<1>;
template struct Grid<1>;
template Bounds<1> bounds_of<1>(const double*, std::size_t);
template Grid<1> grid_over<1>(const Bounds<1>&, double);
template std::size_t find_cell<1>(std::span<const Cell<1>>, std::size_t, const Cell<1>&);
template void sort_into_boxes<1>(const double*, std::size_t, const Grid<1>&, const std::array<double, 1>&,
                                 Boxes<1>&);
template struct Bounds<2>;
template struct Grid<2>;
template Bounds<2> bounds_of<2>(const double*, std::size_t);
template Grid<2> grid_over<2>(const Bounds<2>&, double);
template std::size_t find_cell<2>(std::span<const Cell<2>>, std::size_t, const Cell<2>&);
template void sort_into_boxes<2>(const double*, std::size_t, const Grid<2>&, const std::array<double, 2>&,
                                 Boxes<2>&);
template struct Bounds<3>;
template struct Grid<3>;
template Bounds<3> bounds_of<3>(const double*, std::size_t);
template Grid<3> grid_over<3>(const Bounds<3>&, double);
template std::size_t find_cell<3>(std::span<const Cell<3>>, std::size_t, const Cell<3>&);
template void sort_into_boxes<3>(const double*, std::size_t, const Grid<3>&, const std::array<double, 3>&,
                                 Boxes<3>&);

}  // namespace heed
