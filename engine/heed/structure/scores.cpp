#include "heed/structure/scores.hpp"

#include "heed/core/parallel.hpp"
#include "heed/observe/mixing.hpp"
#include "heed/structure/conductance.hpp"
#include "heed/structure/controversy.hpp"
#include "heed/structure/rewired.hpp"
#include "heed/structure/walk.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace heed {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

enum Place {
  modularity,
  assortativity,
  ei_index,
  controversy_random,
  controversy_top,
  cut_conductance,
  second_eigenvalue,
  cheeger_low,
  cheeger_high,
  places
};
using Values = std::array<double, places>;

constexpr std::array<std::array<std::string_view, 2>, places> names{{
    {"modularity", "ties within groups, less those expected"},
    {"assortativity", "the same, 1 where all ties are within"},
    {"ei_index", "ties between groups less those within, of all"},
    {"controversy_random", "random-walk controversy, walks end at random agents"},
    {"controversy_top", "random-walk controversy, walks end at the most tied"},
    {"conductance", "ties cut between the two groups, of the smaller one's"},
    {"second_eigenvalue", "of the random walk on the largest connected part: 1 where it nearly falls apart"},
    {"cheeger_low", "(1 - second eigenvalue) / 2: no cut has less conductance"},
    {"cheeger_high", "√(2 (1 - second eigenvalue)): some cut has no more"},
}};

/// Evaluates graphs on the agents of one network.
class Scorer {
 public:
  Scorer(const Network& network, const StructureOptions& options) : network_(network), options_(options) {}

  Values operator()(const Graph& graph) const {
    Values out;
    out.fill(none);
    Sides sides = network_.community;
    bool two = network_.community_names.size() == 2;
    if (options_.groups == StructureOptions::Groups::spectral) {
      const auto found = spectral_sides(graph);
      two = found.has_value();
      sides = found.value_or(Sides());
    }
    if (!sides.empty()) mix(graph, sides, out);
    if (two) cut(graph, sides, out);
    if (const auto ends = UndirectedWalk(graph).ends()) {
      const CheegerBounds bounds = cheeger_bounds(ends->second);
      out[second_eigenvalue] = ends->second;
      out[cheeger_low] = bounds.low;
      out[cheeger_high] = bounds.high;
    }
    return out;
  }

 private:
  static void mix(const Graph& graph, const Sides& groups, Values& out) {
    const Mixing ties = mixing(graph, groups);
    if (!(ties.total > 0)) return;
    out[modularity] = ties.inside - ties.chance;
    out[ei_index] = 1 - 2 * ties.inside;
    if (ties.chance < 1) out[assortativity] = out[modularity] / (1 - ties.chance);
  }

  void cut(const Graph& graph, const Sides& sides, Values& out) const {
    out[cut_conductance] = conductance(graph, sides);
    out[controversy_top] = controversy(graph, sides, most_tied(graph, sides, options_.top)).value_or(none);
    double sum = 0;
    for (std::size_t draw = 0; draw < options_.draws; ++draw) {
      // The same agents in every null graph, so that these differ in their ties alone.
      const Stream stream(options_.seed, Purpose::event, draw);
      sum += controversy(graph, sides, random_share(sides, options_.share, stream)).value_or(none);
    }
    out[controversy_random] = sum / static_cast<double>(options_.draws);
  }

  const Network& network_;
  const StructureOptions& options_;
};

/// Mean and standard deviation over the null graphs that have a value.
void summarise(const std::vector<Values>& nulls, std::size_t place, StructureScore& score) {
  double count = 0, mean = 0, squares = 0;
  for (const Values& of : nulls)
    if (!std::isnan(of[place])) {
      const double before = of[place] - mean;
      mean += before / ++count;
      squares += before * (of[place] - mean);
    }
  score.null_mean = count > 0 ? mean : none;
  score.null_sd = count > 1 ? std::sqrt(squares / (count - 1)) : none;
}

}  // namespace

double StructureScore::z() const {
  // What cannot differ but by rounding has no spread to measure by.
  return null_sd > 1e-12 * std::abs(null_mean) ? normalised() / null_sd : none;
}

std::vector<StructureScore> structure_scores(const Network& network, const StructureOptions& options) {
  const Scorer scorer(network, options);
  const Values own = scorer(network.graph);
  std::vector<Values> nulls(options.nulls);
  for_jobs(nulls.size(), [&](std::size_t n) {
    // Seeds of their own, which no generator of the network itself has used.
    const Stream stream(replicate_seed(options.seed, n), Purpose::graph);
    nulls[n] = scorer(rewired(network.graph, stream, options.swaps_per_tie));
  });
  std::vector<StructureScore> out;
  for (std::size_t place = 0; place < places; ++place) {
    if (std::isnan(own[place])) continue;
    out.push_back({.name = names[place][0], .meaning = names[place][1], .value = own[place]});
    summarise(nulls, place, out.back());
  }
  return out;
}

}  // namespace heed
