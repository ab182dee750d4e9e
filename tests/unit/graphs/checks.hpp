#pragma once
#include "heed/core/error.hpp"
#include "heed/graph/network.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace checks {

inline std::vector<std::pair<heed::Agent, heed::Agent>> pairs(const heed::Graph& graph) {
  std::vector<std::pair<heed::Agent, heed::Agent>> out;
  for (const heed::Tie& t : graph.ties()) out.emplace_back(t.hearer, t.heard);
  return out;
}

/// No agent hears itself, and every row is strictly increasing.
inline bool simple(const heed::Graph& graph) {
  for (heed::Agent i = 0; i < graph.agents(); ++i) {
    const auto row = graph.hears(i);
    if (std::find(row.begin(), row.end(), i) != row.end()) return false;
    if (std::adjacent_find(row.begin(), row.end(), std::greater_equal<>()) != row.end()) return false;
  }
  return true;
}

/// Whoever hears is heard. The ties are in order, so their mirror, sorted, must be the same list.
inline bool mutual(const heed::Graph& graph) {
  auto there = pairs(graph), back = there;
  for (auto& p : back) std::swap(p.first, p.second);
  std::sort(back.begin(), back.end());
  return there == back;
}

inline std::vector<std::int64_t> degrees(const heed::Graph& graph) {
  std::vector<std::int64_t> out;
  for (heed::Agent i = 0; i < graph.agents(); ++i) out.push_back(graph.degree(i));
  return out;
}

inline bool all_equal(const std::vector<std::int64_t>& list, std::int64_t value) {
  return std::all_of(list.begin(), list.end(), [value](std::int64_t v) { return v == value; });
}

/// How many each agent hears in its own community (same = true), or outside it.
inline std::vector<std::int64_t> hears_in(const heed::Network& network, bool same) {
  std::vector<std::int64_t> out(network.community.size());
  for (const auto& [i, j] : pairs(network.graph))
    out[static_cast<std::size_t>(i)] += (network.community[static_cast<std::size_t>(i)] ==
                                         network.community[static_cast<std::size_t>(j)]) == same;
  return out;
}
/// How many of its own community, or outside it, hear each agent.
inline std::vector<std::int64_t> heard_in(const heed::Network& network, bool same) {
  std::vector<std::int64_t> out(network.community.size());
  for (const auto& [i, j] : pairs(network.graph))
    out[static_cast<std::size_t>(j)] += (network.community[static_cast<std::size_t>(i)] ==
                                         network.community[static_cast<std::size_t>(j)]) == same;
  return out;
}

/// Same seed, same graph; another seed, another graph.
template <class Source> bool follows_its_seed(const Source& source) {
  const auto first = pairs(source.make(1).graph);
  return first == pairs(source.make(1).graph) && first != pairs(source.make(2).graph);
}

/// The text of the Error (data) that make throws, or "no error".
template <class Source> std::string refusal(const Source& source) {
  try {
    source.make(1);
  } catch (const heed::Error& error) {
    return error.kind() == heed::ErrorKind::data ? error.what() : "another kind of error";
  }
  return "no error";
}

}  // namespace checks
