#include "heed/observe/mixing.hpp"

#include "heed/core/parallel.hpp"

#include <algorithm>
#include <vector>

namespace heed {
namespace {

/// Weight of ties by the group of the hearer, by the group of the heard, and within groups.
struct Totals {
  std::vector<double> hearing, heard;
  double inside = 0;
};

Totals totals(const Graph& graph, std::span<const std::int32_t> group, std::size_t groups, std::size_t first,
              std::size_t last) {
  Totals t{std::vector<double>(groups), std::vector<double>(groups)};
  for (std::size_t i = first; i < last; ++i) {
    if (group[i] < 0) continue;
    const auto hearer = static_cast<Agent>(i);
    Edge e = graph.first(hearer);
    for (const Agent j : graph.hears(hearer)) {
      const double w = graph.weight(e++);
      const std::int32_t other = group[static_cast<std::size_t>(j)];
      if (j == hearer || other < 0) continue;
      t.hearing[static_cast<std::size_t>(group[i])] += w;
      t.heard[static_cast<std::size_t>(other)] += w;
      if (group[i] == other) t.inside += w;
    }
  }
  return t;
}

void add(Totals& all, const Totals& part) {
  for (std::size_t c = 0; c < all.hearing.size(); ++c) {
    all.hearing[c] += part.hearing[c];
    all.heard[c] += part.heard[c];
  }
  all.inside += part.inside;
}

}  // namespace

Mixing mixing(const Graph& graph, std::span<const std::int32_t> group) {
  if (group.empty()) return {};
  const auto groups = static_cast<std::size_t>(1 + *std::max_element(group.begin(), group.end()));
  // Pieces depend on the graph only, never on the threads; fewer when there are many groups to keep.
  const std::size_t size = group.size() + static_cast<std::size_t>(graph.edges());
  const std::size_t pieces = std::clamp(size / (groups + 1), std::size_t{1}, std::size_t{64});
  const std::size_t grain = std::max(block_size, (group.size() + pieces - 1) / pieces);
  std::vector<Totals> parts((group.size() + grain - 1) / grain);
  for_blocks(group.size(), grain, [&](std::size_t first, std::size_t last) {
    parts[first / grain] = totals(graph, group, groups, first, last);
  });
  Totals all{std::vector<double>(groups), std::vector<double>(groups)};
  for (const Totals& part : parts) add(all, part);

  Mixing out;
  for (const double w : all.hearing) out.total += w;
  if (!(out.total > 0)) return {};
  out.inside = all.inside / out.total;
  for (std::size_t c = 0; c < groups; ++c)
    out.chance += all.hearing[c] / out.total * (all.heard[c] / out.total);
  return out;
}

}  // namespace heed
