#include "heed/attention/transforms/gauss/near.hpp"

#include "heed/attention/transforms/gauss/kernels.hpp"
#include "heed/core/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace heed {
namespace {

/// How far away, for half of the agents, the nearest other is: from a sample, in which it is further by the
/// K-th root of how much is left out.
template <int K> double usual_distance(const GaussTask<K>& task) {
  const std::size_t sample = std::min<std::size_t>(task.agents, 256), step = task.agents / sample;
  std::vector<double> nearest;
  for (std::size_t i = 0; i < sample; ++i) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < sample; ++j) {
      double square = 0;
      for (std::size_t k = 0; k < K; ++k) {
        const double away = task.x[j * step * K + k] - task.x[i * step * K + k];
        square += away * away;
      }
      if (i != j) least = std::min(least, square);
    }
    nearest.push_back(least);
  }
  const auto middle = nearest.begin() + static_cast<std::ptrdiff_t>(sample / 2);
  std::nth_element(nearest.begin(), middle, nearest.end());
  const double kept = static_cast<double>(sample) / static_cast<double>(task.agents);
  return std::isfinite(*middle) ? std::sqrt(*middle) * std::pow(kept, 1.0 / K) : 0;
}

/// Agents are looked for so many cells away at first.
constexpr int first_reach = 2;

}  // namespace

/// The places of all agents at most `reach` cells away from a cell, for one cell after another in order.
template <int K> class GaussNear<K>::Search {
 public:
  Search(const Boxes<K>& boxes, std::int32_t reach) : boxes_(boxes), reach_(reach) {
    const double lines = std::pow(2.0 * reach + 1, K - 1);
    everyone_ = lines > static_cast<double>(boxes.cells.size());
    if (everyone_)
      places_ = {{0, boxes.agents()}};
    else
      next_.resize(static_cast<std::size_t>(lines));
  }

  bool everyone() const { return everyone_; }

  const std::vector<Places>& around(const Cell<K>& cell) {
    if (everyone_) return places_;
    places_.clear();
    Cell<K> low = cell;
    for (std::size_t line = 0; line < next_.size(); ++line) {
      // Lines of cells along the last dimension; which, is written in base 2 reach + 1.
      for (std::size_t k = K - 1, rest = line; k-- > 0; rest /= static_cast<std::size_t>(2 * reach_ + 1))
        low[k] =
            cell[k] - reach_ + static_cast<std::int32_t>(rest % static_cast<std::size_t>(2 * reach_ + 1));
      low[K - 1] = cell[K - 1] - reach_;
      Cell<K> above = low;
      above[K - 1] = cell[K - 1] + reach_ + 1;
      next_[line] = find_cell<K>(boxes_.cells, next_[line], low);
      const std::size_t end = find_cell<K>(boxes_.cells, next_[line], above);
      if (end > next_[line]) places_.push_back({boxes_.first[next_[line]], boxes_.first[end]});
    }
    return places_;
  }

 private:
  const Boxes<K>& boxes_;
  std::int32_t reach_;
  bool everyone_;
  std::vector<std::size_t> next_;  ///< by line: where the last cell's began
  std::vector<Places> places_;
};

template <int K>
GaussNear<K>::GaussNear(const GaussTask<K>& task, double cutoff)
    : cutoff_(cutoff * task.unit), scale_(-1.4426950408889634 / (task.unit * task.unit)), hears_(task.hears) {
  // Oneself is at distance 0; without, the nearest other must fit into the first search too.
  const double side =
      hears_ == Hears::everyone ? cutoff_ / first_reach : std::max(0.75 * cutoff_, usual_distance(task));
  const Grid<K> grid = grid_over(task.bounds, side);
  side_ = grid.side;
  sort_into_boxes<K>(task.x, task.agents, grid, {}, boxes_);
  agent_.resize(task.agents);
  for_each_index(task.agents, [this](std::size_t i) { agent_[boxes_.place[i]] = static_cast<Agent>(i); });
}

template <int K> void GaussNear<K>::displacements(const std::vector<char>* wanted, double* out) const {
  constexpr std::size_t agents_at_once = 256;
  const auto is_wanted = [&](std::size_t place) {
    return !wanted || (*wanted)[static_cast<std::size_t>(agent_[place])];
  };
  for_blocks(boxes_.agents(), agents_at_once, [&](std::size_t first, std::size_t last) {
    Search search(boxes_, first_reach);
    auto box = static_cast<std::size_t>(std::upper_bound(boxes_.first.begin(), boxes_.first.end(), first) -
                                        boxes_.first.begin() - 1);
    for (std::size_t place = first; place < last; ++box) {
      const std::size_t end = std::min(last, boxes_.first[box + 1]);
      while (place < end && !is_wanted(place)) ++place;
      if (place == end) continue;
      const auto& around = search.around(boxes_.cells[box]);
      for (; place < end; ++place)
        if (is_wanted(place)) displace(place, boxes_.cells[box], around, out);
    }
  });
}

template <int K>
void GaussNear<K>::displace(std::size_t place, const Cell<K>& cell, const std::vector<Places>& around,
                            double* out) const {
  Near near{};
  for (std::size_t k = 0; k < K; ++k) {
    near.where[k] = boxes_.where[k].data();
    near.own[k] = near.nearest[k] = boxes_.where[k][place];
  }
  near.scale = scale_;
  std::vector<Places> others;
  if (hears_ == Hears::everyone) {
    near.places = around.data();
    near.count = around.size();
  } else {
    others = others_near(place, cell, around, near);
  }
  double* to = out + static_cast<std::size_t>(agent_[place]) * K;
  const NearSum sum = near.count > 0 ? gauss_near_kernels().sum[K - 1](near) : NearSum{1, {0, 0, 0}};
  for (std::size_t k = 0; k < K; ++k) to[k] = near.nearest[k] - near.own[k] + sum.pull[k] / sum.weight;
}

template <int K>
std::vector<Places> GaussNear<K>::others_near(std::size_t place, const Cell<K>& cell,
                                              const std::vector<Places>& around, Near& near) const {
  std::vector<Places> others;
  const auto leave_out_own = [&](const std::vector<Places>& all) {
    others.clear();
    for (const Places& p : all) {
      const bool has_own = p.first <= place && place < p.last;
      if (!has_own) others.push_back(p);
      if (has_own && p.first < place) others.push_back({p.first, place});
      if (has_own && place + 1 < p.last) others.push_back({place + 1, p.last});
    }
    near.places = others.data();
    near.count = others.size();
  };
  leave_out_own(around);
  bool everyone = around.size() == 1 && around[0].first == 0 && around[0].last == boxes_.agents();
  for (double reach = first_reach;;) {
    double needed = 2 * reach;
    if (near.count > 0) {
      const std::size_t nearest = gauss_near_kernels().nearest[K - 1](near);
      double square = cutoff_ * cutoff_;
      for (std::size_t k = 0; k < K; ++k) {
        near.nearest[k] = boxes_.where[k][nearest];
        square += (near.nearest[k] - near.own[k]) * (near.nearest[k] - near.own[k]);
      }
      needed = std::ceil(std::sqrt(square) / side_);
    }
    if (everyone || needed <= reach) return others;
    reach = std::min(needed, most_boxes_in_line);
    Search search(boxes_, static_cast<std::int32_t>(reach));
    everyone = search.everyone() || reach == most_boxes_in_line;
    leave_out_own(search.around(cell));
  }
}

template class GaussNear<1>;
template class GaussNear<2>;
template class GaussNear<3>;

}  // namespace heed
