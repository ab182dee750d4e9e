#include "heed/attention/kernels/sliced_rows.hpp"

#include "heed/core/parallel.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace heed {
namespace {

constexpr std::size_t window = 4096;        // rows are sorted by length within so many, to stay near
constexpr std::int32_t longest = 512;       // a row with more ties gets slices of its own
constexpr std::int64_t piece_ties = 32768;  // per piece of work: enough that waking a thread pays

/// Fills in a SlicedRows.
template <class Real> class Slicing {
 public:
  Slicing(const Candidates& candidates, SlicedRows<Real>& rows)
      : candidates_(candidates), graph_(candidates.graph()), rows_(rows) {}

  void run() {
    renumber();
    count();
    const auto agents = static_cast<std::size_t>(graph_.agents());
    for (std::size_t first = 0; first < agents; first += window)
      place(first, std::min(agents, first + window));
    enter();
    divide();
  }

 private:
  static constexpr auto lanes = static_cast<std::int32_t>(SlicedRows<Real>::lanes);

  Agent agent_at(Agent place) const {
    return rows_.order.empty() ? place : rows_.order[static_cast<std::size_t>(place)];
  }
  std::int32_t ties_at(Agent place) const { return ties_[static_cast<std::size_t>(agent_at(place))]; }
  bool is_closed(Edge e) const {
    return candidates_.scored() && candidates_.score(e) == -std::numeric_limits<double>::infinity();
  }

  void renumber() {
    place_.resize(rows_.order.size());
    for (std::size_t p = 0; p < place_.size(); ++p)
      place_[static_cast<std::size_t>(rows_.order[p])] = static_cast<Agent>(p);
  }

  /// Pass 1: the open ties of each agent.
  void count() {
    ties_.resize(static_cast<std::size_t>(graph_.agents()));
    for_each_index(ties_.size(), [&](std::size_t i) {
      const auto agent = static_cast<Agent>(i);
      Edge open = graph_.degree(agent);
      if (candidates_.scored())
        for (Edge e = graph_.first(agent); e < graph_.first(agent + 1); ++e) open -= is_closed(e);
      ties_[i] = static_cast<std::int32_t>(open);
    });
  }

  /// Pass 2: the places of a window into lanes, longest rows first (counting sort).
  void place(std::size_t first, std::size_t last) {
    std::array<std::size_t, longest + 2> start{};
    const auto key = [&](std::size_t p) {
      return static_cast<std::size_t>(longest + 1 - std::min(ties_at(static_cast<Agent>(p)), longest + 1));
    };
    for (std::size_t p = first; p < last; ++p)
      if (key(p) + 1 < start.size()) ++start[key(p) + 1];
    std::partial_sum(start.begin(), start.end(), start.begin());
    sorted_.resize(last - first);
    for (std::size_t p = first; p < last; ++p) sorted_[start[key(p)]++] = static_cast<Agent>(p);
    std::size_t k = 0;
    for (; k < sorted_.size() && ties_at(sorted_[k]) > longest; ++k) add_long(sorted_[k]);
    for (; k < sorted_.size(); k += SlicedRows<Real>::lanes)
      add(std::span(sorted_).subspan(k, std::min(SlicedRows<Real>::lanes, sorted_.size() - k)));
  }

  void add(std::span<const Agent> places) {
    const bool whole = places.size() == SlicedRows<Real>::lanes;
    rows_.slices.push_back({entries_, ties_at(places.front()), whole ? ties_at(places.back()) : 0, false});
    for (std::size_t l = 0; l < SlicedRows<Real>::lanes; ++l) {
      const bool used = l < places.size();
      rows_.hearer.push_back(used ? places[l] : -1);
      rows_.ties.push_back(used ? static_cast<Real>(ties_at(places[l])) : Real(0));
    }
    entries_ += std::int64_t{lanes} * rows_.slices.back().length;
  }
  void add_long(Agent place) {
    const std::int32_t n = ties_at(place);
    rows_.slices.push_back({entries_, (n + lanes - 1) / lanes, n / lanes, true});
    for (std::int32_t l = 0; l < lanes; ++l) {
      rows_.hearer.push_back(place);
      rows_.ties.push_back(static_cast<Real>((n - l + lanes - 1) / lanes));
    }
    entries_ += std::int64_t{lanes} * rows_.slices.back().length;
  }

  /// Pass 3: the entries, slices in parallel.
  void enter() {
    const auto entries = static_cast<std::size_t>(entries_);
    rows_.heard = Buffer<Agent>(entries + fetched_ahead + lanes);
    std::fill_n(rows_.heard.data() + entries, fetched_ahead + lanes, Agent{0});
    if (candidates_.scored()) rows_.score = Buffer<Real>(entries);
    if (candidates_.biased()) rows_.bias = Buffer<Real>(entries);
    for_each_index(
        rows_.slices.size(),
        [&](std::size_t s) {
          const Slice& slice = rows_.slices[s];
          const auto first = static_cast<std::size_t>(slice.first), width = SlicedRows<Real>::lanes;
          const std::size_t length = width * static_cast<std::size_t>(slice.length);
          if (slice.one_row) return enter_row(rows_.hearer[s * width], first, first + length, 1);
          if (rows_.score.empty() && rows_.bias.empty()) return enter_side_by_side(s);
          for (std::size_t l = 0; l < width; ++l)
            enter_row(rows_.hearer[s * width + l], first + l, first + length, width);
        },
        64);
  }

  /// The rows of a slice where ties have no numbers of their own: written from front to back.
  void enter_side_by_side(std::size_t s) {
    const Slice& slice = rows_.slices[s];
    constexpr auto width = SlicedRows<Real>::lanes;
    const Agent *hearer = rows_.hearer.data() + s * width, *row[width];
    std::int32_t ties[width];
    for (std::size_t l = 0; l < width; ++l) {
      const Agent agent = hearer[l] < 0 ? -1 : agent_at(hearer[l]);
      row[l] = agent < 0 ? nullptr : graph_.hears(agent).data();
      ties[l] = agent < 0 ? 0 : ties_[static_cast<std::size_t>(agent)];
    }
    Agent* to = rows_.heard.data() + slice.first;
    for (std::int32_t k = 0; k < slice.full; ++k, to += width)
      for (std::size_t l = 0; l < width; ++l) to[l] = row[l][k];
    for (std::int32_t k = slice.full; k < slice.length; ++k, to += width)
      for (std::size_t l = 0; l < width; ++l) to[l] = k < ties[l] ? row[l][k] : agent_or_first(hearer[l]);
    if (place_.empty()) return;
    for (Agent* j = rows_.heard.data() + slice.first; j < to; ++j) *j = place_[static_cast<std::size_t>(*j)];
  }
  /// What entries that are left over point to: the hearer, or anyone.
  Agent agent_or_first(Agent place) const { return place < 0 ? 0 : agent_at(place); }

  /// The ties of one row to entries at, at + stride, … below end; what is left over points to the hearer.
  void enter_row(Agent place, std::size_t at, std::size_t end, std::size_t stride) {
    if (place >= 0) {
      const Agent agent = agent_at(place);
      Edge e = graph_.first(agent) - 1;
      for (const Agent j : graph_.hears(agent)) {
        if (is_closed(++e)) continue;
        rows_.heard[at] = place_.empty() ? j : place_[static_cast<std::size_t>(j)];
        if (!rows_.score.empty()) rows_.score[at] = static_cast<Real>(candidates_.score(e));
        if (!rows_.bias.empty()) rows_.bias[at] = static_cast<Real>(candidates_.bias(e));
        at += stride;
      }
    }
    for (; at < end; at += stride) {
      rows_.heard[at] = std::max(place, Agent{0});
      if (!rows_.score.empty()) rows_.score[at] = 0;
      if (!rows_.bias.empty()) rows_.bias[at] = 0;
    }
  }

  /// Pass 4: pieces of about equal work, and the range of the biases.
  void divide() {
    rows_.piece.push_back(0);
    for (std::size_t s = 0; s < rows_.slices.size(); ++s)
      if (rows_.slices[s].first - rows_.slices[rows_.piece.back()].first >= piece_ties)
        rows_.piece.push_back(s);
    if (!rows_.slices.empty()) rows_.piece.push_back(rows_.slices.size());
    if (rows_.bias.empty()) return;
    const auto [low, high] = std::minmax_element(rows_.bias.span().begin(), rows_.bias.span().end());
    rows_.lowest_bias = *low;
    rows_.highest_bias = *high;
  }

  const Candidates& candidates_;
  const Graph& graph_;
  SlicedRows<Real>& rows_;
  std::vector<Agent> place_, sorted_;  // of each agent in the order; places of a window
  std::vector<std::int32_t> ties_;
  std::int64_t entries_ = 0;
};

}  // namespace

template <class Real>
SlicedRows<Real>::SlicedRows(const Candidates& candidates, std::vector<Agent> kept) : order(std::move(kept)) {
  Slicing<Real>(candidates, *this).run();
}

template struct SlicedRows<float>;
template struct SlicedRows<double>;

}  // namespace heed
