#include "analysis/audit/figure.hpp"

#include "analysis/audit/tables.hpp"
#include "analysis/figure/spec.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t most_pairs = 1500;

/// Pairs after one horizon, every `stride`-th of them.
void add_pairs(const Audit& audit, std::size_t h, std::size_t stride, FigureData& data) {
  std::size_t place = 0;
  for (const AgentInfluence& a : audit.influence.agents)
    for (std::size_t k = 0; k < a.hearers.size(); ++k) {
      if (place++ % stride != 0) continue;
      data.add({static_cast<double>(audit.question().horizons[h]), audit.name_of(a.hearers[k]),
                audit.name_of(a.agent), a.attention[k],
                a.on_hearers(static_cast<Eigen::Index>(h), static_cast<Eigen::Index>(k))});
    }
}

Json points() {
  return {{"mark", {{"type", "point"}, {"filled", true}, {"opacity", 0.4}, {"size", 18}}},
          {"encoding",
           {{"x", number_of("attention", "attention i gives j")},
            {"y", number_of("influence", "influence of j on i")},
            {"color",
             {{"condition", {{"test", "datum.influence < 0"}, {"value", "#D55E00"}}}, {"value", "#0072B2"}}},
            {"tooltip",
             {text_of("hearer", "i"), text_of("agent", "j"), number_of("attention", "attention"),
              number_of("influence", "influence")}}}}};
}

}  // namespace

Figure audit_figure(const Audit& audit, const AuditFindings& findings) {
  const std::size_t count = audit.question().horizons.size(),
                    stride = std::max<std::size_t>(1, (findings.pairs + most_pairs - 1) / most_pairs);
  FigureData data{{"steps"}, {"hearer", true}, {"agent", true}, {"attention"}, {"influence"}};
  for (const std::size_t h : std::set<std::size_t>{0, count / 2, count - 1})
    add_pairs(audit, h, stride, data);
  const Json nothing{{"mark", {{"type", "rule"}, {"color", "#888"}}}, {"encoding", {{"y", {{"datum", 0}}}}}};
  Figure out{.name = "attention_and_influence",
             .title = "Attention and influence",
             .caption = fmt::format(
                 "A point for {} pair in which i heeds j, by the steps since j was changed. "
                 "Orange: i moved the other way. Were attention influence, points would "
                 "lie on a line.",
                 stride == 1 ? "each" : fmt::format("one in {} of the {}", stride, findings.pairs)),
             .description = conclusions(audit, findings).front(),
             .spec = specification(data, 240)};
  Json& spec = out.spec;
  spec.erase("width");
  spec.erase("height");
  spec["facet"] = {
      {"field", "steps"},
      {"type", "ordinal"},
      {"title", nullptr},
      {"header", {{"labelExpr", "'after ' + datum.value + (datum.value == 1 ? ' step' : ' steps')"}}}};
  spec["resolve"] = {{"scale", {{"y", "independent"}}}};
  spec["columns"] = 3;
  spec["spec"] = {{"width", 200}, {"height", 220}, {"layer", {nothing, points()}}};
  return out;
}

}  // namespace heed::analysis
