#include "analysis/audit/figure.hpp"

#include "analysis/table.hpp"

#include <algorithm>
#include <set>

namespace heed::analysis {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_pairs = 1500;

/// Pairs after one horizon, every `stride`-th of them.
void add_pairs(const Audit& audit, std::size_t h, std::size_t stride, Json& values) {
  std::size_t place = 0;
  for (const AgentInfluence& a : audit.influence.agents)
    for (std::size_t k = 0; k < a.hearers.size(); ++k) {
      if (place++ % stride != 0) continue;
      values.push_back(
          {{"steps", audit.question().horizons[h]},
           {"hearer", audit.name_of(a.hearers[k])},
           {"agent", audit.name_of(a.agent)},
           {"attention", to_json(a.attention[k])},
           {"influence", to_json(a.on_hearers(static_cast<Eigen::Index>(h), static_cast<Eigen::Index>(k)))}});
    }
}

Json number(const char* field, const std::string& title) {
  return {{"field", field}, {"type", "quantitative"}, {"title", title}};
}

}  // namespace

Json audit_figure(const Audit& audit) {
  std::size_t pairs = 0;
  for (const AgentInfluence& a : audit.influence.agents) pairs += a.hearers.size();
  const std::size_t count = audit.question().horizons.size();
  Json values = Json::array();
  for (const std::size_t h : std::set<std::size_t>{0, count / 2, count - 1})
    add_pairs(audit, h, std::max<std::size_t>(1, (pairs + most_pairs - 1) / most_pairs), values);
  const Json points{
      {"mark", {{"type", "point"}, {"filled", true}, {"opacity", 0.4}, {"size", 18}}},
      {"encoding",
       {{"x", number("attention", "attention i gives j")},
        {"y", number("influence", "influence of j on i")},
        {"color",
         {{"condition", {{"test", "datum.influence < 0"}, {"value", "#d55e00"}}}, {"value", "#0072b2"}}},
        {"tooltip", Json::array({{{"field", "hearer"}, {"type", "nominal"}, {"title", "i"}},
                                 {{"field", "agent"}, {"type", "nominal"}, {"title", "j"}},
                                 number("attention", "attention"),
                                 number("influence", "influence")})}}}};
  const Json nothing{{"mark", {{"type", "rule"}, {"color", "#888"}}}, {"encoding", {{"y", {{"datum", 0}}}}}};
  return {{"$schema", "https://vega.github.io/schema/vega-lite/v6.json"},
          {"data", {{"values", values}}},
          {"facet", {{"column", {{"field", "steps"}, {"type", "ordinal"}, {"title", "steps"}}}}},
          {"resolve", {{"scale", {{"y", "independent"}}}}},
          {"spec", {{"width", 200}, {"height", 220}, {"layer", Json::array({nothing, points})}}}};
}

}  // namespace heed::analysis
