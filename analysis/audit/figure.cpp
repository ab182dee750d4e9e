#include "analysis/audit/figure.hpp"

#include "analysis/figure/spec.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t most_pairs = 1000;

/// Every `stride`-th pair after one horizon.
void add_pairs(const Audit& audit, std::size_t h, std::size_t stride, FigureData& data) {
  std::size_t place = 0;
  for (const AgentInfluence& a : audit.influence.agents)
    for (std::size_t k = 0; k < a.hearers.size(); ++k)
      if (place++ % stride == 0)
        data.add({static_cast<double>(audit.question().horizons[h]), audit.name_of(a.hearers[k]),
                  audit.name_of(a.agent), to_digits(a.attention[k], 4),
                  to_digits(a.on_hearers(static_cast<Eigen::Index>(h), static_cast<Eigen::Index>(k)), 4)});
}

/// "0.81 after 1 step, 0.2 after 100".
std::string in_words(const AuditFindings& findings, const std::set<std::size_t>& shown) {
  std::vector<std::string> out;
  for (const std::size_t h : shown)
    out.push_back(fmt::format("{} after {}", short_number(findings.horizons[h].pairs.value),
                              findings.horizons[h].steps));
  return join(out);
}

Json panels(const FigureData& data) {
  Json out = specification(data);
  for (const char* of_one_view : {"width", "height"}) out.erase(of_one_view);
  out["facet"] = {{"field", "steps"}, {"type", "ordinal"}, {"title", "steps later"}};
  out["columns"] = 3;
  out["resolve"] = {{"scale", {{"y", "independent"}}}};
  Json x = number_on("attention", "attention i gives j"), y = number_on("influence", "influence of j on i");
  x["axis"] = {{"tickCount", 4}};
  y["axis"] = {{"tickCount", 4}, {"minExtent", 44}};
  const Json colour{{"condition", {{"test", "datum.influence < 0"}, {"value", "#D55E00"}}},
                    {"value", "#0072B2"}};
  const Json tooltip =
      std::vector<Json>{text_of("hearer", "i"), text_of("heard", "j"), number_of("attention", "attention"),
                        number_of("influence", "influence")};
  const Json nothing{{"mark", {{"type", "rule"}, {"color", "#888888"}}},
                     {"encoding", {{"y", {{"datum", 0}}}}}},
      points{{"mark", {{"type", "circle"}, {"opacity", 0.4}, {"size", 18}}},
             {"encoding", {{"x", x}, {"y", y}, {"color", colour}, {"tooltip", tooltip}}}};
  out["spec"] = {{"width", 200}, {"height", 200}, {"layer", std::vector<Json>{nothing, points}}};
  return out;
}

}  // namespace

Figure audit_figure(const Audit& audit, const AuditFindings& findings) {
  const std::size_t pairs = findings.pairs,
                    stride = std::max<std::size_t>(1, (pairs + most_pairs - 1) / most_pairs),
                    count = audit.question().horizons.size();
  const std::set<std::size_t> shown{0, count / 2, count - 1};
  FigureData data{{"steps"}, {"hearer", true}, {"heard", true}, {"attention"}, {"influence"}};
  for (const std::size_t h : shown) add_pairs(audit, h, stride, data);
  Figure out{
      .name = "audit",
      .title = "Attention against influence",
      .caption = fmt::format("A point for each pair in which i heeds j ({}); orange where j moves i "
                             "the other way. Were attention influence, points would lie on a line.",
                             part_text((pairs + stride - 1) / stride, pairs)),
      .description = fmt::format("Rank correlation over pairs, by steps: {}.", in_words(findings, shown)),
      .spec = panels(data)};
  out.spec["description"] = out.description;
  return out;
}

}  // namespace heed::analysis
