#pragma once
#include "heed/run/simulation.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace heed::tests {

/// The opinions on the first topic.
inline std::vector<double> opinions(const Simulation<double>& simulation) {
  std::vector<double> out;
  for (Eigen::Index i = 0; i < simulation.state().rows(); ++i) out.push_back(simulation.state()(i, 0));
  return out;
}

/// Initial opinions given one by one, as a column of the network.
inline Network with_opinions(Network network, std::vector<double> values) {
  network.columns.push_back({"opinion", std::move(values)});
  return network;
}

/// A model that begins with those.
inline Model from_column() {
  Model out;
  out.opinions.initial = laws::Column{};
  return out;
}

/// Steps until nothing moves further than `tolerance`, or `most` steps; the number of steps taken.
inline std::int64_t settle(Simulation<double>& simulation, double tolerance, std::int64_t most) {
  while (simulation.steps() < most)
    if (simulation.step() <= tolerance) break;
  return simulation.steps();
}

/// How many groups are separated by more than `gap`.
inline int clusters(std::vector<double> x, double gap) {
  std::sort(x.begin(), x.end());
  int count = x.empty() ? 0 : 1;
  for (std::size_t i = 1; i < x.size(); ++i) count += x[i] - x[i - 1] > gap;
  return count;
}

}  // namespace heed::tests
