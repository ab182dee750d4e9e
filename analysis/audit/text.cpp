#include "analysis/audit/text.hpp"

#include "analysis/audit/tables.hpp"
#include "analysis/json.hpp"
#include "heed/core/folded.hpp"
#include "heed/core/text_file.hpp"
#include "heed/core/utf8.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// Words in lines of at most `width`, the first after `head`, the others as far to the right.
std::string wrapped(const std::string& head, const std::string& text, std::size_t width) {
  return folded(head + text, characters_in(head), width) + "\n";
}

std::string agents_text(const Audit& audit, const std::string& heading,
                        const std::vector<AgentFindings>& agents, std::int64_t steps, std::size_t width) {
  std::string out = fmt::format("\n{}, after {}:", heading, counted(steps, "step"));
  if (agents.empty()) return out + " no one\n";
  out += "\n" + text_table(agents_table(audit, agents), width).text;
  if (agents.size() > 5) out += fmt::format("and {} more\n", agents.size() - 5);
  return out;
}

nlohmann::ordered_json json_of(const Estimate& estimate) {
  nlohmann::ordered_json out{{"value", to_json(estimate.value)}, {"interval", nullptr}};
  if (estimate.interval) out["interval"] = {estimate.interval->low, estimate.interval->high};
  return out;
}

nlohmann::ordered_json json_of(const Audit& audit, const std::vector<AgentFindings>& agents) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const AgentFindings& a : agents)
    out.push_back({{"agent", a.agent},
                   {"name", audit.name_of(a.agent)},
                   {"attention_received", a.received},
                   {"attention_rank", a.heeded_rank},
                   {"influence", a.total},
                   {"influence_rank", a.influence_rank}});
  return out;
}

nlohmann::ordered_json agents_json(const Audit& audit) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const AgentInfluence& a : audit.influence.agents)
    out.push_back({{"agent", a.agent},
                   {"name", audit.name_of(a.agent)},
                   {"attention_received", audit.influence.received[static_cast<std::size_t>(a.agent)]},
                   {"influence_total", a.total},
                   {"influence_net", a.net},
                   {"influence_beyond", a.beyond}});
  return out;
}

}  // namespace

std::string audit_text(const Audit& audit, const AuditFindings& findings, std::size_t width) {
  std::string out = audit.title + ": is attention influence?\n";
  out += wrapped("  ",
                 fmt::format("{} agents, {} ties{}", audit.network.agents(), audit.network.graph.edges(),
                             audit.run.empty() ? "" : "; " + audit.run),
                 width);
  out += wrapped("  ",
                 fmt::format("{}, at step {} of {}; {}; all else is the same, random numbers too",
                             question_text(audit), audit.from, audit.steps, sample_text(audit)),
                 width);
  out += "\n" + text_table(horizons_table(audit, findings), width).text + "\n";
  const auto explained = columns_explained(audit, findings);
  std::size_t widest = 0;
  for (const auto& [name, meaning] : explained) widest = std::max(widest, name.size());
  for (const auto& [name, meaning] : explained)
    out += wrapped(fmt::format("  {:<{}}  ", name, widest), meaning, width);
  out += "\nAn attention weight is a clue, not a cause.\n";
  for (const std::string& sentence : conclusions(audit, findings)) out += wrapped("", sentence, width);
  const std::int64_t last = findings.horizons[findings.last].steps;
  out += agents_text(audit, "heeded, and does not matter much", findings.heeded_only, last, width);
  out += agents_text(audit, "matters, and is not heeded much", findings.influential_only, last, width);
  if (const std::string exact = exact_text(audit, findings); !exact.empty())
    out += "\n" + wrapped("exact: ", exact, width);
  return out;
}

nlohmann::ordered_json audit_json(const Audit& audit, const AuditFindings& findings) {
  const Question& question = audit.question();
  Json out{{"kind", "audit"},
           {"title", audit.title},
           {"file", audit.file},
           {"run", audit.run},
           {"act", act_word(question.act)},
           {"delta", question.act == Act::nudge && !audit.flips ? Json(question.delta) : Json()},
           {"topic", audit.topics[question.topic]},
           {"from", audit.from},
           {"agents", audit.network.agents()},
           {"asked", findings.agents},
           {"pairs", findings.pairs},
           {"horizons", Json::array()}};
  for (const HorizonFindings& at : findings.horizons)
    out["horizons"].push_back({{"steps", at.steps},
                               {"spearman_pairs", json_of(at.pairs)},
                               {"spearman_agents", json_of(at.agents)},
                               {"moved_away", json_of(at.away)},
                               {"beyond_attention", json_of(at.beyond)},
                               {"top", findings.top},
                               {"top_common", to_json(at.felt ? at.common : NAN)},
                               {"top_jaccard", to_json(at.felt ? at.jaccard : NAN)},
                               {"top_by_chance", findings.by_chance()}});
  out["heeded_only"] = json_of(audit, findings.heeded_only);
  out["influential_only"] = json_of(audit, findings.influential_only);
  out["exact"] =
      audit.exact ? Json{{"law", audit.exact->law}, {"largest_difference", to_json(findings.off)}} : Json();
  out["spearman_long_run"] = findings.long_run ? json_of(*findings.long_run) : Json();
  out["notes"] = audit.notes;
  out["influence"] = agents_json(audit);
  return out;
}

}  // namespace heed::analysis
