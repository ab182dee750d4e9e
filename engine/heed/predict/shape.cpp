#include "heed/predict/shape.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace heed {
namespace {

bool hears(const Graph& graph, Agent i, Agent j) {
  const auto row = graph.hears(i);
  return std::binary_search(row.begin(), row.end(), j);
}

/// Is everyone next to those before and after in a line of `width` and in the lines beside, all periodic?
bool torus_of_width(const Graph& graph, Agent width) {
  const Agent height = graph.agents() / width;
  for (Agent i = 0; i < graph.agents(); ++i) {
    const Agent y = i / width, x = i % width;
    std::array<Agent, 4> expected{y * width + (x + 1) % width, y * width + (x + width - 1) % width,
                                  (y + 1) % height * width + x, (y + height - 1) % height * width + x};
    std::sort(expected.begin(), expected.end());
    const auto row = graph.hears(i);
    if (!std::equal(row.begin(), row.end(), expected.begin(), expected.end())) return false;
  }
  return true;
}

}  // namespace

std::optional<Edge> regular_degree(const Graph& graph) {
  if (graph.agents() == 0) return std::nullopt;
  const Edge degree = graph.degree(0);
  for (Agent i = 0; i < graph.agents(); ++i) {
    if (graph.degree(i) != degree) return std::nullopt;
    for (const Agent j : graph.hears(i))
      if (j == i || !hears(graph, j, i)) return std::nullopt;
  }
  return degree;
}

bool square_torus(const Graph& graph) {
  const Agent agents = graph.agents();
  if (agents < 9 || graph.degree(0) != 4) return false;
  for (const Agent width : graph.hears(0))  // one of them is the first of the next line
    if (width >= 3 && agents % width == 0 && agents / width >= 3 && torus_of_width(graph, width)) return true;
  return false;
}

bool locally_a_tree(const Graph& graph) {
  const auto others = static_cast<double>(graph.agents() > 0 ? graph.degree(0) - 1 : 0);
  const double triangles_by_chance = std::pow(others, 3) / 6, squares_by_chance = std::pow(others, 4) / 8;
  double triangles = 0, squares = 0;
  std::vector<Edge> shared(static_cast<std::size_t>(graph.agents()), 0);
  for (Agent i = 0; i < graph.agents(); ++i) {
    // A triangle is met from each of its six turns; a square from its four corners, once each way across.
    for (const Agent j : graph.hears(i))
      for (const Agent k : graph.hears(j)) {
        if (k == i) continue;
        squares += static_cast<double>(shared[static_cast<std::size_t>(k)]++) / 4;
        triangles += hears(graph, i, k) ? 1.0 / 6 : 0.0;
      }
    for (const Agent j : graph.hears(i))
      for (const Agent k : graph.hears(j)) shared[static_cast<std::size_t>(k)] = 0;
  }
  return triangles <= 2 * triangles_by_chance + 10 && squares <= 2 * squares_by_chance + 10;
}

}  // namespace heed
