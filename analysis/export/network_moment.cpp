#include "analysis/export/network_moment.hpp"

#include "heed/core/error.hpp"
#include "heed/core/fields.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <tuple>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

auto place_of(const Tie& tie) { return std::pair(tie.hearer, tie.heard); }

void sort_by_place(std::vector<Tie>& ties) {
  std::sort(ties.begin(), ties.end(), [](const Tie& a, const Tie& b) { return place_of(a) < place_of(b); });
}

/// A weight as it was written: 0.1, not the 0.10000000149011612 that float32 makes of it.
double as_written(double weight) {
  if (!std::isfinite(weight)) return weight;
  return std::strtod(fmt::format("{}", static_cast<float>(weight)).c_str(), nullptr);
}

/// Both lists, sorted by place, as one: weights of `kept` and attention of `paid`.
std::vector<MomentTie> merged(const std::vector<Tie>& kept, const std::vector<Tie>& paid,
                              double no_attention) {
  std::vector<MomentTie> out;
  out.reserve(std::max(kept.size(), paid.size()));
  auto p = paid.begin();
  const auto add_paid = [&] { out.push_back({p->hearer, p->heard, missing, p->weight}); };
  for (const Tie& tie : kept) {
    for (; p != paid.end() && place_of(*p) < place_of(tie); ++p) add_paid();
    const bool both = p != paid.end() && place_of(*p) == place_of(tie);
    out.push_back({tie.hearer, tie.heard, tie.weight, both ? p->weight : no_attention});
    if (both) ++p;
  }
  for (; p != paid.end(); ++p) add_paid();
  return out;
}

std::string description_of(const FigureSource& source, const std::vector<std::size_t>& snapshots) {
  const auto time = [&](std::size_t s) { return to_text(source.snapshots()[s]); };
  const std::string& title = source.results().title;
  if (snapshots.empty()) return title;
  if (snapshots.size() == 1) return fmt::format("{}, at step {}", title, time(snapshots[0]));
  return fmt::format("{}, steps {} to {}", title, time(snapshots.front()), time(snapshots.back()));
}

}  // namespace

void need_ties(const ExportRequest& request) {
  if (request.source.has_ties()) return;
  const bool agents = request.source.results().agents > 0;
  throw Error(ErrorKind::data, fmt::format("'{}' {}", request.file(),
                                           agents ? "keeps no network; run again with --set record.graph=true"
                                                  : "holds no agents, and no network of them"));
}

std::vector<Tie> kept_ties(const FigureSource& source, std::size_t graph) {
  const bool weighted = source.has("graph/weight");
  if (graph > 0) {
    std::vector<Tie> later = source.graph_at(graph).ties();
    if (weighted)
      for (Tie& tie : later) tie.weight = missing;
    return later;
  }
  std::vector<Tie> out = source.ties();
  if (weighted && source.reader().variable("graph/weight").type == Type::float32)
    for (Tie& tie : out) tie.weight = as_written(tie.weight);
  sort_by_place(out);
  return out;
}

std::size_t graph_of(const FigureSource& source, const std::vector<std::size_t>& snapshots) {
  return snapshots.empty() ? 0 : source.graph_place(source.snapshots()[snapshots.back()]);
}

std::vector<Tie> paid_attention(const FigureSource& source, std::size_t snapshot) {
  std::vector<Tie> out = source.attention(snapshot);
  sort_by_place(out);
  return out;
}

std::vector<double> received_attention(const std::vector<Tie>& paid, std::size_t agents) {
  std::vector<double> out(agents);
  for (const Tie& tie : paid)
    if (tie.hearer != tie.heard) out.at(static_cast<std::size_t>(tie.heard)) += tie.weight;
  return out;
}

std::vector<std::size_t> moments_for_network(const ExportRequest& request) {
  if (request.source.snapshots().empty() && request.at.empty()) return {};
  return asked_snapshots(request, "last");
}

NetworkMoment network_at(const ExportRequest& request, const std::vector<std::size_t>& snapshots) {
  const FigureSource& source = request.source;
  NetworkMoment out{
      .description = description_of(source, snapshots), .snapshots = snapshots, .received = {}, .ties = {}};
  const std::string lack = source.lacks_attention();
  if (!lack.empty()) need_ties(request);
  if (const std::string remark = source.ties_remark(); !remark.empty()) request.remarks.push_back(remark);
  const std::vector<Tie> kept = kept_ties(source, graph_of(source, snapshots));
  if (snapshots.empty() || !lack.empty()) {
    request.remarks.push_back(snapshots.empty()
                                  ? "no opinions and no attention: they were not kept (record.opinions)"
                                  : "no attention: " + lack);
    out.ties = merged(kept, {}, missing);
    return out;
  }
  const std::vector<Tie> paid = paid_attention(source, snapshots.back());
  out.ties = merged(kept, paid, 0);
  out.received = received_attention(paid, source.results().agents);
  return out;
}

}  // namespace heed::analysis
