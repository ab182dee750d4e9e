#include "analysis/audit/output.hpp"

#include "analysis/audit/tables.hpp"
#include "heed/simd/instructions.hpp"

#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// Declares a variable of float64 and writes it.
void add(TrajectoryWriter& out, const std::string& name, std::vector<std::string> axes,
         const std::string& meaning, const std::vector<double>& values, const std::string& units = "1") {
  out.variable({name, Type::float64, std::move(axes), {text("long_name", meaning), text("units", units)}});
  out.write(name, view(values));
}

void write_axes(const Audit& audit, TrajectoryWriter& out) {
  const std::vector<double> horizons(audit.question().horizons.begin(), audit.question().horizons.end());
  out.axis({.name = "horizon",
            .length = horizons.size(),
            .labels = horizons,
            .attributes = {text("long_name", "steps after which twins are compared"), text("units", "1")}});
  std::vector<std::int32_t> agents, everyone(audit.influence.received.size());
  for (const AgentInfluence& a : audit.influence.agents) agents.push_back(a.agent);
  std::iota(everyone.begin(), everyone.end(), 0);
  out.axis({.name = "hearer",
            .length = everyone.size(),
            .labels = everyone,
            .attributes = {text("long_name", "agent that is moved")}});
  out.axis({.name = "agent",
            .length = agents.size(),
            .labels = agents,
            .attributes = {text("long_name", "agent to whom something is done")}});
}

void write_agents(const Audit& audit, TrajectoryWriter& out) {
  const auto& agents = audit.influence.agents;
  std::vector<double> received;
  std::vector<std::string> names;
  for (const AgentInfluence& a : agents) {
    received.push_back(audit.influence.received[static_cast<std::size_t>(a.agent)]);
    names.push_back(audit.name_of(a.agent));
  }
  out.variable({"label", Type::text, {"agent"}, {text("long_name", "name of the agent in its source")}});
  out.write("label", view(names));
  add(out, "attention_received", {"agent"}, "attention the agent gets of others", received);
  const auto over = [&](const std::string& name, const std::string& meaning, const auto& numbers) {
    std::vector<double> values;
    for (std::size_t h = 0; h < audit.question().horizons.size(); ++h)
      for (const AgentInfluence& a : agents) values.push_back(numbers(a)[h]);
    add(out, name, {"horizon", "agent"}, meaning, values);
  };
  over("influence_total", "sum of |influence| over the others", [](const auto& a) { return a.total; });
  over("influence_net", "sum of influence over the others", [](const auto& a) { return a.net; });
  over("influence_beyond", "sum of |influence| over those who give the agent no attention",
       [](const auto& a) { return a.beyond; });
}

void write_pairs(const Audit& audit, TrajectoryWriter& out) {
  const auto& agents = audit.influence.agents;
  if (agents.empty() || agents.front().on_all.size() == 0) return;
  const std::size_t n = audit.influence.received.size(), count = agents.size();
  std::vector<double> attention(n * count, 0.0), values;
  for (std::size_t p = 0; p < count; ++p)
    for (std::size_t k = 0; k < agents[p].hearers.size(); ++k)
      attention[static_cast<std::size_t>(agents[p].hearers[k]) * count + p] = agents[p].attention[k];
  add(out, "attention", {"hearer", "agent"}, "attention the hearer gives the agent, 0 for itself", attention);
  for (Eigen::Index h = 0; h < agents.front().on_all.rows(); ++h)
    for (std::size_t i = 0; i < n; ++i)
      for (const AgentInfluence& a : agents) values.push_back(a.on_all(h, static_cast<Eigen::Index>(i)));
  add(out, "influence", {"horizon", "hearer", "agent"},
      audit.question().act == Act::nudge
          ? "share of a nudge of the agent that has come to the hearer"
          : "opinion of the hearer, less what it would be without the agent as it was",
      values);
}

void write_findings(const AuditFindings& findings, TrajectoryWriter& out) {
  const auto add_estimate = [&](const std::string& name, const std::string& meaning,
                                Estimate HorizonFindings::*of) {
    std::vector<double> value, low, high;
    for (const HorizonFindings& at : findings.horizons) {
      const Estimate& e = at.*of;
      constexpr double none = std::numeric_limits<double>::quiet_NaN();
      value.push_back(e.value);
      low.push_back(e.interval ? e.interval->low : none);
      high.push_back(e.interval ? e.interval->high : none);
    }
    add(out, name, {"horizon"}, meaning, value);
    add(out, name + "_low", {"horizon"}, meaning + ", lower end of its 95 % interval", low);
    add(out, name + "_high", {"horizon"}, meaning + ", upper end of its 95 % interval", high);
  };
  add_estimate("spearman_pairs", "rank correlation of attention with influence over pairs",
               &HorizonFindings::pairs);
  add_estimate("spearman_agents", "rank correlation of attention received with influence in all",
               &HorizonFindings::agents);
  add_estimate("moved_away", "share of pairs in which the hearer moves the other way",
               &HorizonFindings::away);
  add_estimate("beyond_attention", "share of influence on those who give no attention",
               &HorizonFindings::beyond);
  std::vector<double> jaccard;
  for (const HorizonFindings& at : findings.horizons)
    jaccard.push_back(at.felt ? at.jaccard : std::numeric_limits<double>::quiet_NaN());
  add(out, "top_jaccard", {"horizon"},
      fmt::format("Jaccard overlap of the {} most heeded with the {} most influential", findings.top,
                  findings.top),
      jaccard);
}

}  // namespace

void write_audit(const Audit& audit, const AuditFindings& findings, TrajectoryWriter& out) {
  out.attribute(text("Conventions", "CF-1.10"));
  out.attribute(text("title", audit.title + ": attention against influence"));
  out.attribute(text("source", made_by()));
  out.attribute(text("kind", "audit"));
  out.attribute(text("act", std::string(act_word(audit.question().act))));
  out.attribute(text("question", question_text(audit) + "; " + sample_text(audit)));
  out.attribute(text("topic", audit.topics[audit.question().topic]));
  out.attribute({"delta", std::vector<double>{audit.question().delta}});
  out.attribute({"from", std::vector<std::int64_t>{audit.from}});
  out.attribute({"seed", std::vector<std::int64_t>{static_cast<std::int64_t>(audit.seed)}});
  write_axes(audit, out);
  write_agents(audit, out);
  write_pairs(audit, out);
  write_findings(findings, out);
  out.variable({"scenario_text", Type::text, {}, {text("long_name", "scenario file of the run")}});
  const std::vector<std::string> scenario{audit.scenario_text};
  out.write("scenario_text", view(scenario));
  out.finish();
}

}  // namespace heed::analysis
