#include "analysis/json.hpp"

#include "analysis/transition/findings.hpp"

namespace heed::analysis {
namespace {

Json spread_json(const std::optional<Resampled>& spread) {
  if (!spread) return nullptr;
  return {{"error", to_json(spread->error)},
          {"low", to_json(spread->interval.low)},
          {"high", to_json(spread->interval.high)},
          {"resamples", spread->defined}};
}

Json estimated_json(const Estimated& e) {
  if (!e.found.found()) return {{"found", false}, {"why", e.found.why}};
  return {{"found", true},
          {"at", to_json(e.found.at)},
          {"height", to_json(e.found.height)},
          {"found_in", e.resamples ? Json(*e.resamples) : Json()},
          {"spread", spread_json(e.spread)}};
}

Json size_json(const SizeEstimate& size) {
  Json out{{"agents", to_json(size.agents)}, {"points", Json::array()}, {"peak", estimated_json(size.peak)}};
  for (const CurvePoint& p : size.points)
    out["points"].push_back({{"value", to_json(p.value)},
                             {"order", to_json(p.order)},
                             {"susceptibility", to_json(p.susceptibility)},
                             {"binder", to_json(p.binder)},
                             {"runs", p.runs}});
  return out;
}

Json loop_json(const BranchLoop& loop) {
  Json out{{"agents", to_json(loop.agents)},  {"first", loop.first}, {"second", loop.second},
           {"area", to_json(loop.loop.area)}, {"open", nullptr},     {"points", Json::array()}};
  if (loop.loop.open) out["open"] = {to_json(loop.loop.open->low), to_json(loop.loop.open->high)};
  for (const LoopPoint& p : loop.loop.points)
    out["points"].push_back({{"value", to_json(p.value)},
                             {"first", to_json(p.first)},
                             {"second", to_json(p.second)},
                             {"gap", to_json(p.gap.value)},
                             {"error", to_json(p.gap.error)},
                             {"clear", p.gap.is_clear()}});
  return out;
}

Json drift_json(const DriftEstimate& d) {
  if (!d.why.empty()) return {{"found", false}, {"why", d.why}};
  return {{"found", true},
          {"limit", to_json(d.drift.limit)},
          {"found_in", d.resamples ? Json(*d.resamples) : Json()},
          {"spread", spread_json(d.limit)},
          {"exponent", to_json(d.drift.exponent)},
          {"exponent_spread", spread_json(d.exponent)},
          {"slope", to_json(d.drift.slope)},
          {"misfit", to_json(d.drift.misfit)}};
}

}  // namespace

Json transition_json(const TransitionFindings& f) {
  Json out{{"kind", "transition"},
           {"title", f.read.title},
           {"parameter", f.read.parameter},
           {"observable", f.read.observable},
           {"branch", f.branch.empty() ? Json() : Json(f.branch)},
           {"critical", nullptr},
           {"sizes", Json::array()},
           {"crossings", Json::array()},
           {"drift", drift_json(f.estimate.drift)},
           {"hysteresis", Json::array()},
           {"remarks", f.read.remarks}};
  if (const auto& best = f.estimate.critical)
    out["critical"] = {{"at", to_json(best->at)},
                       {"found_in", best->resamples ? Json(*best->resamples) : Json()},
                       {"spread", spread_json(best->spread)},
                       {"how", best->how}};
  for (const SizeEstimate& size : f.estimate.sizes) out["sizes"].push_back(size_json(size));
  for (const CrossingEstimate& c : f.estimate.crossings)
    out["crossings"].push_back(
        {{"small", to_json(c.small)}, {"large", to_json(c.large)}, {"crossing", estimated_json(c.crossing)}});
  for (const BranchLoop& loop : f.loops) out["hysteresis"].push_back(loop_json(loop));
  return out;
}

}  // namespace heed::analysis
