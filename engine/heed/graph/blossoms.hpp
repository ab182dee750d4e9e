#pragma once
#include "heed/graph/matching.hpp"

#include <algorithm>
#include <deque>

namespace heed {

/// Grows alternating trees from all free vertices, shrinks odd cycles to blossoms, and moves dual values
/// until an augmenting path is tight. A *node* is a vertex 1 … n or a blossom above n; 0 is none. A node that
/// lies in no blossom is *outermost*.
class Blossoms {
 public:
  explicit Blossoms(const Matrix<std::int64_t>& weight);
  Matching run();

 private:
  /// Where an outermost node stands in the trees.
  enum Place { outside, outer, inner };
  /// The tie of two vertices by which two nodes are nearest.
  struct Tie {
    int u = 0, v = 0;
  };

  std::size_t at(int u) const { return static_cast<std::size_t>(u); }
  std::size_t at(int u, int v) const { return at(u) * static_cast<std::size_t>(nodes_) + at(v); }
  bool has(Tie t) const { return t.u != 0 && weight_[at(t.u, t.v)] > 0; }
  bool is_outermost(int x) const { return outermost_[at(x)] == x && (x <= n_ || !cycle_[at(x)].empty()); }
  /// Twice how far a tie is from tight.
  std::int64_t slack(Tie t) const { return dual_[at(t.u)] + dual_[at(t.v)] - 2 * weight_[at(t.u, t.v)]; }

  std::vector<Agent> members(int x) const;

  void offer(int u, int x) {
    int& best = nearest_[at(x)];
    if (best == 0 || slack(tie_[at(u, x)]) < slack(tie_[at(best, x)])) best = u;
  }
  /// Finds the outer vertex nearest to node x anew.
  void find_nearest(int x);

  void enqueue(int x);
  void set_outermost(int x, int b);

  /// The place of a part in the cycle of a blossom, turned so that an even number of steps leads to it.
  std::size_t even_place(int b, int part);

  /// Pairs node u with node v, and all within u around that.
  void pair(int u, int v);
  /// Turns the path from node u to the root of its tree around, u going to v.
  void augment(int u, int v);

  /// The first outer node that the paths of both to their roots share, or 0.
  int common_root(int u, int v);

  void shrink(int u, int root, int v);
  void expand(int b);
  bool follow(Tie t);
  bool augmented();
  bool search_tight();
  bool move_duals();
  std::int64_t largest_move() const;

  int n_, nodes_, visit_ = 0;
  std::vector<Tie> tie_;     ///< of two nodes, the tie that is nearest to tight
  std::vector<int> within_;  ///< of a blossom and a vertex, the part of the blossom that holds it
  std::vector<std::int64_t> weight_, dual_;
  std::vector<int> mate_;       ///< of a node, the vertex at the other end of its pair
  std::vector<int> outermost_;  ///< the outermost node that holds a node; 0: this blossom is not in use
  std::vector<int> parent_;     ///< of an inner node, the vertex it was reached from
  std::vector<int> nearest_;    ///< of a node, the outer vertex with the least slack to it
  std::vector<int> seen_, place_;
  std::vector<std::vector<int>> cycle_;  ///< the parts of a blossom in order, the base first
  std::deque<int> queue_;                ///< outer vertices whose ties are still to be looked at
};

}  // namespace heed
