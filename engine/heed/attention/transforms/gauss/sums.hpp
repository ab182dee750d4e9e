#pragma once
#include "heed/attention/transforms/gauss/kernels.hpp"
#include "heed/attention/transforms/gauss/series.hpp"
#include "heed/attention/transforms/gauss/sweep.hpp"
#include "heed/attention/transforms/gauss/task.hpp"

#include <vector>

namespace heed {

/// Gaussian means by boxes: moments of the agents of each box, sweeps along the dimensions, series evaluated
/// at the agents. Keeps its memory, to be used again.
template <int K> class GaussSums {
 public:
  /// Writes out_i (K) = Σ_j w_ij (x_j - x_i) / Σ_j w_ij by agent. False, and nothing written, where the
  /// moments would take more than `most_moments_per_agent` numbers per agent.
  bool run(const GaussTask<K>& task, const GaussSeries& series, double* out);

  /// Agents for whom that is not accurate, and nothing is written: 1 by agent, none where empty. Those who do
  /// not hear themselves where others add less than 1 to their weight, which series know to within 1 / N of
  /// the accuracy; and those drowned.
  const std::vector<char>& isolated() const { return isolated_; }
  /// How many have a weight so small, beside that of crowds in boxes near, that rounding drowns it. Smaller
  /// boxes would tell them from the crowds.
  std::size_t drowned() const;

 private:
  /// Part of a box, at most `most_in_piece` agents: [first, last) by place.
  struct Part {
    std::size_t box, first, last;
  };

  void split_boxes();
  BoxPiece piece(const Part& part) const;
  std::size_t parts_at_once() const;
  void take_moments();
  void add_up(std::size_t box);
  std::size_t end_of_batch(std::size_t first) const;
  void hear(std::size_t first, std::size_t last);
  void carry(std::span<const SeriesPart> parts, int dimension, std::size_t to);
  void displace(std::size_t number, std::size_t first);
  void hand_out(double* out);

  const GaussTask<K>* task_ = nullptr;
  const GaussSeries* series_ = nullptr;
  Grid<K> grid_{};
  Boxes<K> boxes_;
  std::size_t size_ = 0, columns_ = 0;  ///< numbers in a series, and in a row of it
  std::vector<Part> parts_;
  std::vector<std::size_t> first_part_;     ///< of each box
  std::vector<double> moments_;             ///< by part; a box's are at its first
  std::vector<double> heard_, made_;        ///< series: of the sweep before, of this one
  std::vector<double> crowd_, crowd_made_;  ///< beside each: what the weight there could be at most
  std::vector<double> moved_;               ///< (N, K): what comes out, by place
  std::vector<char> lonely_, isolated_;     ///< by place; by agent
  std::vector<std::size_t> drowned_;        ///< by part
};

}  // namespace heed
