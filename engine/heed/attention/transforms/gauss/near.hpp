#pragma once
#include "heed/attention/transforms/gauss/kernels.hpp"
#include "heed/attention/transforms/gauss/task.hpp"

#include <vector>

namespace heed {

/// Gaussian means agent by agent over those near, found by cells: for agents that have few near, and for
/// those so isolated that, without themselves, all weights underflow unless taken relative to the nearest.
///
/// Left out are those further away than √(d² + cutoff² τ), with d how far the nearest is (oneself, at 0,
/// where agents hear everyone); cutoff is in units of √τ.
template <int K> class GaussNear {
 public:
  GaussNear(const GaussTask<K>& task, double cutoff);

  /// out_i (K) = Σ_j w_ij (x_j - x_i) / Σ_j w_ij for the agents in `wanted`, by agent; null means all.
  void displacements(const std::vector<char>* wanted, double* out) const;

 private:
  class Search;
  void displace(std::size_t place, const Cell<K>& cell, const std::vector<Places>& around, double* out) const;
  /// The places of all that must be looked at, without one's own; sets the nearest in `near`.
  std::vector<Places> others_near(std::size_t place, const Cell<K>& cell, const std::vector<Places>& around,
                                  Near& near) const;

  Boxes<K> boxes_;
  std::vector<Agent> agent_;  ///< by place
  double side_, cutoff_;      ///< of cells; of distances
  double scale_;              ///< -log2(e) / τ
  Hears hears_;
};

}  // namespace heed
