#pragma once
#include "heed/core/parallel.hpp"
#include "heed/graphs/empty.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "models.hpp"

namespace heed::tests {

/// A model in which everyone can meet everyone, with first opinions uniform on [0, 1), by the order of moves
/// that the dynamics is defined with.
template <class D> Model meeting(const D& dynamics) {
  Model out;
  out.opinions.initial = laws::Uniform{.low = 0, .high = 1};
  out.attention.masks = {masks::All{}};
  out.dynamics.kind = dynamics;
  out.dynamics.schedule = out.dynamics.usual_schedule();
  return out;
}

/// Sizes of the groups that are further apart than the bound, once none is wider than it: then nothing that
/// Deffuant meetings can still do changes who is in which. Empty before.
inline std::vector<double> final_groups(std::vector<double> x, double bound) {
  std::sort(x.begin(), x.end());
  std::vector<double> out;
  std::size_t first = 0;
  for (std::size_t i = 1; i <= x.size(); ++i) {
    if (i < x.size() && x[i] - x[i - 1] <= bound) continue;
    if (x[i - 1] - x[first] > bound) return {};
    out.push_back(static_cast<double>(i - first));
    first = i;
  }
  return out;
}

/// Runs until the groups are decided, `runs` times in parallel; their sizes.
inline std::vector<std::vector<double>> groups_of_runs(const Model& model, const Network& network,
                                                       double bound, std::size_t runs) {
  std::vector<std::vector<double>> out(runs);
  for_jobs(runs, [&](std::size_t r) {
    Simulation<double> simulation(model, network, r + 1);
    while (out[r].empty() && simulation.steps() < 100000) {
      for (int k = 0; k < 5; ++k) simulation.step();
      out[r] = final_groups(opinions(simulation), bound);
    }
  });
  return out;
}

}  // namespace heed::tests
