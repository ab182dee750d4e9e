#include "heed/graph/blossoms.hpp"

#include <limits>

namespace heed {

Blossoms::Blossoms(const Matrix<std::int64_t>& weight)
    : n_(static_cast<int>(weight.rows())), nodes_(2 * n_ + 1) {
  const auto size = static_cast<std::size_t>(nodes_);
  tie_.assign(size * size, {});
  within_.assign(size * size, 0);
  weight_.assign(size * size, 0);
  for (auto* list : {&mate_, &outermost_, &parent_, &nearest_, &seen_, &place_}) list->assign(size, 0);
  dual_.assign(size, 0);
  cycle_.resize(size);
  std::int64_t most = 0;
  for (int u = 1; u <= n_; ++u) {
    outermost_[at(u)] = u;
    within_[at(u, u)] = u;
    for (int v = 1; v <= n_; ++v) {
      weight_[at(u, v)] = u == v ? 0 : std::max<std::int64_t>(0, weight(u - 1, v - 1));
      tie_[at(u, v)] = {u, v};
      most = std::max(most, weight_[at(u, v)]);
    }
  }
  for (int u = 1; u <= n_; ++u) dual_[at(u)] = most;
}

Matching Blossoms::run() {
  while (augmented()) {
  }
  Matching out;
  for (int u = 1; u <= n_; ++u) {
    const int v = mate_[at(u)];
    out.mate.push_back(v - 1);
    out.proof.vertex.push_back(dual_[at(u)]);
    if (v > u) out.weight += weight_[at(u, v)];
  }
  for (int b = n_ + 1; b < nodes_; ++b)
    if (outermost_[at(b)] != 0 && dual_[at(b)] > 0) out.proof.sets.push_back({members(b), dual_[at(b)]});
  return out;
}

std::vector<Agent> Blossoms::members(int x) const {
  if (x <= n_) return {x - 1};
  std::vector<Agent> out;
  for (const int part : cycle_[at(x)])
    for (const Agent v : members(part)) out.push_back(v);
  return out;
}

void Blossoms::find_nearest(int x) {
  nearest_[at(x)] = 0;
  for (int u = 1; u <= n_; ++u)
    if (has(tie_[at(u, x)]) && outermost_[at(u)] != x && place_[at(outermost_[at(u)])] == outer) offer(u, x);
}

void Blossoms::enqueue(int x) {
  if (x <= n_) return queue_.push_back(x);
  for (const int part : cycle_[at(x)]) enqueue(part);
}

void Blossoms::set_outermost(int x, int b) {
  outermost_[at(x)] = b;
  if (x <= n_) return;
  for (const int part : cycle_[at(x)]) set_outermost(part, b);
}

std::size_t Blossoms::even_place(int b, int part) {
  auto& cycle = cycle_[at(b)];
  const auto place = static_cast<std::size_t>(std::find(cycle.begin(), cycle.end(), part) - cycle.begin());
  if (place % 2 == 0) return place;
  std::reverse(cycle.begin() + 1, cycle.end());
  return cycle.size() - place;
}

void Blossoms::pair(int u, int v) {
  const Tie t = tie_[at(u, v)];
  mate_[at(u)] = t.v;
  if (u <= n_) return;
  auto& cycle = cycle_[at(u)];
  const int base = within_[at(u, t.u)];
  const std::size_t place = even_place(u, base);
  for (std::size_t k = 0; k < place; ++k) pair(cycle[k], cycle[k ^ 1]);
  pair(base, v);
  std::rotate(cycle.begin(), cycle.begin() + static_cast<std::ptrdiff_t>(place), cycle.end());
}

void Blossoms::augment(int u, int v) {
  while (true) {
    const int before = outermost_[at(mate_[at(u)])];
    pair(u, v);
    if (before == 0) return;
    u = outermost_[at(parent_[at(before)])];
    v = before;
    pair(v, u);
  }
}

int Blossoms::common_root(int u, int v) {
  ++visit_;
  for (; u != 0 || v != 0; std::swap(u, v)) {
    if (u == 0) continue;
    if (seen_[at(u)] == visit_) return u;
    seen_[at(u)] = visit_;
    u = outermost_[at(mate_[at(u)])];
    if (u != 0) u = outermost_[at(parent_[at(u)])];
  }
  return 0;
}

/// Makes one node of the odd cycle that closes by the tie of outer nodes u and v, whose paths meet at `root`.
void Blossoms::shrink(int u, int root, int v) {
  int b = n_ + 1;
  while (outermost_[at(b)] != 0) ++b;  // n vertices hold less than n blossoms
  dual_[at(b)] = 0;
  place_[at(b)] = outer;
  mate_[at(b)] = mate_[at(root)];
  auto& cycle = cycle_[at(b)];
  cycle = {root};
  const auto add_path = [&](int from) {
    for (int x = from, y; x != root; x = outermost_[at(parent_[at(y)])]) {
      y = outermost_[at(mate_[at(x)])];
      cycle.push_back(x);
      cycle.push_back(y);
      enqueue(y);
    }
  };
  add_path(u);
  std::reverse(cycle.begin() + 1, cycle.end());
  add_path(v);
  set_outermost(b, b);
  for (int x = 0; x < nodes_; ++x) {
    tie_[at(b, x)] = tie_[at(x, b)] = {};
    within_[at(b, x)] = 0;
  }
  for (const int part : cycle) {
    for (int x = 1; x < nodes_; ++x) {
      const Tie t = tie_[at(part, x)];
      if (has(t) && (!has(tie_[at(b, x)]) || slack(t) < slack(tie_[at(b, x)]))) {
        tie_[at(b, x)] = t;
        tie_[at(x, b)] = tie_[at(x, part)];
      }
    }
    for (int x = 1; x <= n_; ++x)
      if (within_[at(part, x)] != 0) within_[at(b, x)] = part;
  }
  find_nearest(b);
}

/// Takes an inner blossom apart: the even side of its cycle stays in the tree.
void Blossoms::expand(int b) {
  const std::vector<int> parts = cycle_[at(b)];
  for (const int part : parts) set_outermost(part, part);
  const int entry = within_[at(b, tie_[at(b, parent_[at(b)])].u)];
  const std::size_t place = even_place(b, entry);
  const std::vector<int>& cycle = cycle_[at(b)];
  for (std::size_t k = 0; k < place; k += 2) {
    const int in = cycle[k], out = cycle[k + 1];
    parent_[at(in)] = tie_[at(out, in)].u;
    place_[at(in)] = inner;
    place_[at(out)] = outer;
    nearest_[at(in)] = 0;
    find_nearest(out);
    enqueue(out);
  }
  place_[at(entry)] = inner;
  parent_[at(entry)] = parent_[at(b)];
  for (std::size_t k = place + 1; k < cycle.size(); ++k) {
    place_[at(cycle[k])] = outside;
    find_nearest(cycle[k]);
  }
  outermost_[at(b)] = 0;
  cycle_[at(b)].clear();
}

/// Takes a tight tie from an outer vertex into the trees. True when a path was augmented.
bool Blossoms::follow(Tie t) {
  const int u = outermost_[at(t.u)], v = outermost_[at(t.v)];
  if (place_[at(v)] == outside) {
    const int next = outermost_[at(mate_[at(v)])];
    parent_[at(v)] = t.u;
    place_[at(v)] = inner;
    place_[at(next)] = outer;
    nearest_[at(v)] = nearest_[at(next)] = 0;
    enqueue(next);
  } else if (place_[at(v)] == outer) {
    const int root = common_root(u, v);
    if (root == 0) {
      augment(u, v);
      augment(v, u);
      return true;
    }
    shrink(u, root, v);
  }
  return false;
}

bool Blossoms::search_tight() {
  while (!queue_.empty()) {
    const int u = queue_.front();
    queue_.pop_front();
    if (place_[at(outermost_[at(u)])] == inner) continue;
    for (int v = 1; v <= n_; ++v) {
      if (!has(tie_[at(u, v)]) || outermost_[at(u)] == outermost_[at(v)]) continue;
      if (slack(tie_[at(u, v)]) > 0)
        offer(u, outermost_[at(v)]);
      else if (follow(tie_[at(u, v)]))
        return true;
    }
  }
  return false;
}

/// How far duals can move until a tie is tight or an inner blossom is empty.
std::int64_t Blossoms::largest_move() const {
  std::int64_t out = std::numeric_limits<std::int64_t>::max();
  for (int x = 1; x < nodes_; ++x) {
    if (!is_outermost(x)) continue;
    if (x > n_ && place_[at(x)] == inner) out = std::min(out, dual_[at(x)] / 2);
    if (nearest_[at(x)] == 0 || place_[at(x)] == inner) continue;
    const std::int64_t gap = slack(tie_[at(nearest_[at(x)], x)]);
    out = std::min(out, place_[at(x)] == outside ? gap : gap / 2);
  }
  return out;
}

/// Moves duals as far as they go. False when outer vertices, and with them all that are free, come to 0: then
/// no augmenting path makes the matching heavier.
bool Blossoms::move_duals() {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (int u = 1; u <= n_; ++u)
    if (place_[at(outermost_[at(u)])] == outer) least = std::min(least, dual_[at(u)]);
  const std::int64_t move = std::min(least, largest_move());
  for (int u = 1; u <= n_; ++u) {
    const int place = place_[at(outermost_[at(u)])];
    dual_[at(u)] += place == outer ? -move : place == inner ? move : 0;
  }
  for (int b = n_ + 1; b < nodes_; ++b)
    if (is_outermost(b))
      dual_[at(b)] += place_[at(b)] == outer ? 2 * move : place_[at(b)] == inner ? -2 * move : 0;
  return move < least;
}

/// One more pair, if that makes the whole heavier.
bool Blossoms::augmented() {
  std::fill(place_.begin(), place_.end(), outside);
  std::fill(nearest_.begin(), nearest_.end(), 0);
  queue_.clear();
  for (int x = 1; x < nodes_; ++x)
    if (is_outermost(x) && mate_[at(x)] == 0) {
      parent_[at(x)] = 0;
      place_[at(x)] = outer;
      enqueue(x);
    }
  if (queue_.empty()) return false;
  while (true) {
    if (search_tight()) return true;
    if (!move_duals()) return false;
    for (int x = 1; x < nodes_; ++x) {
      const int u = nearest_[at(x)];
      if (is_outermost(x) && u != 0 && outermost_[at(u)] != x && slack(tie_[at(u, x)]) == 0 &&
          follow(tie_[at(u, x)]))
        return true;
    }
    for (int b = n_ + 1; b < nodes_; ++b)
      if (is_outermost(b) && place_[at(b)] == inner && dual_[at(b)] == 0) expand(b);
  }
}

}  // namespace heed
