#include "heed/attention/transforms/gauss/sums.hpp"

#include "heed/attention/transforms/gauss/choice.hpp"
#include "heed/attention/transforms/gauss/sweep.hpp"
#include "heed/core/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace heed {
namespace {

/// Sums over a crowd and series of it err by at most so many units in the last place of what its weight could
/// be at the near corner of its box. Measured; see the test of an agent beside a crowd.
constexpr double rounding = 4 * std::numeric_limits<double>::epsilon();

/// Series kept between two sweeps, in numbers: 128 MB.
constexpr std::size_t numbers_at_once = std::size_t{1} << 24;

}  // namespace

template <int K> bool GaussSums<K>::run(const GaussTask<K>& task, const GaussSeries& series, double* out) {
  task_ = &task;
  series_ = &series;
  size_ = series_size(series, K);
  columns_ = K == 1 ? size_ : size_ / static_cast<std::size_t>(series.order);
  grid_ = grid_over(task.bounds, series.side * task.unit);
  sort_into_boxes<K>(task.x, task.agents, grid_, task.bounds.low, boxes_);
  split_boxes();
  const double most = most_moments_per_agent * static_cast<double>(task.agents) + 0x1p20;
  if (static_cast<double>(parts_.size() * size_) > most) return false;
  moved_.resize(task.agents * K);
  lonely_.resize(task.agents);
  drowned_.resize(parts_.size());
  take_moments();
  for (std::size_t first = 0; first < boxes_.cells.size();) {
    const std::size_t last = end_of_batch(first);
    hear(first, last);
    const std::size_t part = first_part_[first];
    for_each_index(
        first_part_[last] - part, [&](std::size_t p) { displace(part + p, first); }, parts_at_once());
    first = last;
  }
  hand_out(out);
  return true;
}

template <int K> std::size_t GaussSums<K>::drowned() const {
  return std::accumulate(drowned_.begin(), drowned_.end(), std::size_t{0});
}

template <int K> void GaussSums<K>::split_boxes() {
  parts_.clear();
  first_part_.clear();
  for (std::size_t b = 0; b < boxes_.cells.size(); ++b) {
    first_part_.push_back(parts_.size());
    for (std::size_t i = boxes_.first[b]; i < boxes_.first[b + 1]; i += most_in_piece)
      parts_.push_back({b, i, std::min(i + most_in_piece, boxes_.first[b + 1])});
  }
  first_part_.push_back(parts_.size());
}

template <int K> BoxPiece GaussSums<K>::piece(const Part& part) const {
  BoxPiece out{};
  for (std::size_t k = 0; k < K; ++k) {
    out.where[k] = boxes_.where[k].data() + part.first;
    out.middle[k] = (boxes_.cells[part.box][k] + 0.5) * grid_.side;
  }
  out.agents = part.last - part.first;
  out.per_side = 2 / grid_.side;
  return out;
}

/// Parts done by one thread at once: as many agents as in about one full part.
template <int K> std::size_t GaussSums<K>::parts_at_once() const {
  return std::max<std::size_t>(1, parts_.size() * most_in_piece / boxes_.agents());
}

template <int K> void GaussSums<K>::take_moments() {
  moments_.resize(parts_.size() * size_);
  const auto take = [&](std::size_t p) {
    gauss_box_kernels().moments[K - 1](piece(parts_[p]), series_->order, moments_.data() + p * size_);
  };
  for_each_index(parts_.size(), take, parts_at_once());
  for_each_index(
      boxes_.cells.size(), [&](std::size_t b) { add_up(b); }, 16);
}

/// Parts of a box are added up by halves, so that errors grow with the logarithm of how many there are.
template <int K> void GaussSums<K>::add_up(std::size_t box) {
  const std::size_t first = first_part_[box], count = first_part_[box + 1] - first;
  for (std::size_t step = 1; step < count; step *= 2)
    for (std::size_t p = 0; p + step < count; p += 2 * step) {
      double* to = moments_.data() + (first + p) * size_;
      const double* from = to + step * size_;
      for (std::size_t e = 0; e < size_; ++e) to[e] += from[e];
    }
}

/// Boxes are done by batches of whole planes across the first dimension, so that what stands between sweeps
/// takes limited room.
template <int K> std::size_t GaussSums<K>::end_of_batch(std::size_t first) const {
  const auto& cells = boxes_.cells;
  const auto plane = [&](std::int32_t along) {  // the first box of that plane or above
    Cell<K> cell;
    cell.fill(std::numeric_limits<std::int32_t>::min());
    cell[0] = along;
    return static_cast<std::size_t>(std::lower_bound(cells.begin(), cells.end(), cell) - cells.begin());
  };
  std::size_t last = first, numbers = 0;
  while (last < cells.size()) {
    const std::int32_t along = cells[last][0];
    // A plane hears at most as many lines as there are boxes within reach.
    numbers += K == 1 ? size_ : (plane(along + series_->reach + 1) - plane(along - series_->reach)) * size_;
    if (last > first && numbers > numbers_at_once) break;
    last = K == 1 ? last + 1 : plane(along + 1);
  }
  return last;
}

/// The series heard by boxes [first, last), in heard_.
template <int K> void GaussSums<K>::hear(std::size_t first, std::size_t last) {
  const std::span<const Cell<K>> all(boxes_.cells), hearers = all.subspan(first, last - first);
  Sweep<K> sweep;
  for (int d = 0; d < K; ++d) {
    const std::vector<Cell<K>> before = std::move(sweep.cells);
    sweep = plan_sweep<K>(d == 0 ? all : std::span<const Cell<K>>(before), hearers, d, series_->reach);
    made_.assign(sweep.cells.size() * size_, 0.0);
    crowd_made_.assign(sweep.cells.size(), 0.0);
    const auto make = [&](std::size_t c) {
      carry(std::span(sweep.parts).subspan(sweep.first[c], sweep.first[c + 1] - sweep.first[c]), d, c);
    };
    for_each_index(sweep.cells.size(), make, K == 1 ? 64 : 4);
    std::swap(heard_, made_);
    std::swap(crowd_, crowd_made_);
  }
}

/// Makes series `to` of a sweep of its parts. On the way its rows, which are the dimension just done, become
/// the last one, so that the next dimension are the rows.
template <int K> void GaussSums<K>::carry(std::span<const SeriesPart> parts, int dimension, std::size_t to) {
  const auto multiply_add = gauss_box_kernels().multiply_add;
  const int p = series_->order, stride = series_->stride();
  const auto columns = static_cast<std::ptrdiff_t>(columns_);
  thread_local std::vector<double> room;
  const bool turn = dimension + 1 < K;
  if (turn) room.assign(size_, 0.0);
  double *out = made_.data() + to * size_, *sum = turn ? room.data() : out;
  for (const auto [from, offset] : parts) {
    const double* series =
        dimension == 0 ? moments_.data() + first_part_[from] * size_ : heard_.data() + from * size_;
    const int terms = series_->terms[static_cast<std::size_t>(std::abs(offset))];
    if (K == 1)
      multiply_add(series, 1, series_->between(offset), stride, terms, 1, stride, sum, columns);
    else
      multiply_add(series_->between(offset), stride, series, columns, terms, terms, static_cast<int>(columns),
                   sum, columns);
    const double apart = std::max(0, std::abs(offset) - 1) * series_->side;
    const double crowd =
        dimension == 0 ? static_cast<double>(boxes_.first[from + 1] - boxes_.first[from]) : crowd_[from];
    crowd_made_[to] += crowd * std::exp(-apart * apart);
  }
  if (!turn) return;
  const int inner = K == 3 ? p : 1, others = K == 3 ? p * p : p;
  for (int i = 0; i < others; ++i)
    for (int a = 0; a < p; ++a) out[(i / inner) * columns + (i % inner) * p + a] = sum[a * columns + i];
}

/// The agents of a part; heard_ starts with the series of box `first`.
template <int K> void GaussSums<K>::displace(std::size_t number, std::size_t first) {
  const Part& part = parts_[number];
  double value[most_in_piece + 16], slopes[K][most_in_piece + 16];
  double* slope[K];
  for (std::size_t k = 0; k < K; ++k) slope[k] = slopes[k];
  gauss_box_kernels().evaluate[K - 1](piece(part), series_->order, heard_.data() + (part.box - first) * size_,
                                      value, slope);
  const double scale =
      task_->unit / series_->side;  // the pull is τ/2 times the slope, that in units of side √τ / 2
  const double own = task_->hears == Hears::others ? 1 : 0;
  const double drowned = crowd_[part.box - first] * rounding / task_->accuracy,
               least = std::max(own, drowned);
  drowned_[number] = 0;
  for (std::size_t i = 0; i < part.last - part.first; ++i) {
    const double weight = value[i] - own;
    lonely_[part.first + i] = weight < least;
    drowned_[number] += weight < drowned;
    for (std::size_t k = 0; k < K; ++k) moved_[(part.first + i) * K + k] = scale * slope[k][i] / weight;
  }
}

/// From places to agents: places of consecutive agents advance box by box, which is kinder to caches than the
/// other way round.
template <int K> void GaussSums<K>::hand_out(double* out) {
  for_each_index(task_->agents, [&](std::size_t i) {
    for (std::size_t k = 0; k < K; ++k) out[i * K + k] = moved_[boxes_.place[i] * K + k];
  });
  isolated_.clear();
  if (std::find(lonely_.begin(), lonely_.end(), 1) == lonely_.end()) return;
  isolated_.resize(task_->agents);
  for_each_index(task_->agents, [&](std::size_t i) { isolated_[i] = lonely_[boxes_.place[i]]; });
}

template class GaussSums<1>;
template class GaussSums<2>;
template class GaussSums<3>;

}  // namespace heed
