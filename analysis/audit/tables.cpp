#include "analysis/audit/tables.hpp"

#include "heed/core/text_file.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

bool nudges(const Audit& audit) { return audit.question().act == Act::nudge; }

/// What a correlation says, in words, of `who`: "attention says much".
std::string verdict(const std::string& who, const Estimate& correlation) {
  if (std::isnan(correlation.value))
    return "attention is alike in all pairs, or influence is, so that there is nothing to rank";
  if (correlation.interval && correlation.interval->low <= 0 && correlation.interval->high >= 0)
    return who + " gives no clear sign";
  const double v = correlation.value;
  return who + " says " +
         (v >= 0.9   ? "nearly all"
          : v >= 0.6 ? "much"
          : v >= 0.3 ? "something"
          : v > -0.3 ? "little"
                     : "the opposite");
}

/// After how many steps attention says how much: "after 1 step attention says much of who moves whom (…)".
std::string pairs_text(const std::string& who, const std::string& of, const HorizonFindings& at) {
  std::string out = fmt::format("after {} {}", counted(at.steps, "step"), verdict(who, at.pairs));
  if (std::isnan(at.pairs.value)) return out;
  return out + fmt::format("{} ({}{})", of, of.empty() ? "" : "rank correlation ", estimate_text(at.pairs));
}

}  // namespace

std::string estimate_text(const Estimate& estimate, double factor, int decimals) {
  if (std::isnan(estimate.value)) return "-";
  // Adding 0 takes the sign from a zero.
  const auto number = [&](double v) {
    return fmt::format(
        "{:.{}f}", std::round(factor * v * std::pow(10, decimals)) / std::pow(10, decimals) + 0.0, decimals);
  };
  if (!estimate.interval) return number(estimate.value);
  return fmt::format("{} [{}, {}]", number(estimate.value), number(estimate.interval->low),
                     number(estimate.interval->high));
}

std::string question_text(const Audit& audit) {
  const Question& question = audit.question();
  const std::string on =
      audit.topics.size() == 1 ? "" : fmt::format(" on '{}'", audit.topics[question.topic]);
  switch (question.act) {
    case Act::nudge:
      if (audit.flips)
        return fmt::format("nudge: the opinion of an agent{} goes to the next of its values", on);
      return fmt::format("nudge: the opinion of an agent{} moves by {}", on, short_number(question.delta));
    case Act::mute: return "mute: nobody hears an agent any more";
    case Act::rewire: return "rewire: the ties of an agent go to others, as many as before";
  }
  return {};
}

std::string sample_text(const Audit& audit) {
  const std::size_t asked = audit.influence.agents.size(), all = audit.influence.received.size();
  return asked == all ? fmt::format("each of {} agents in turn", all)
                      : fmt::format("{} of {} agents, drawn at random", asked, all);
}

Table horizons_table(const Audit& audit, const AuditFindings& findings) {
  Table out{.columns = {{"steps"}, {"pairs"}}, .rows = {}};
  if (nudges(audit)) out.columns.push_back({"away"});
  out.columns.push_back({"agents"});
  out.columns.push_back({fmt::format("top {}", findings.top)});
  out.columns.push_back({"Jaccard"});
  out.columns.push_back({"beyond"});
  const auto percent = [](const Estimate& e) {
    return std::isnan(e.value) ? std::string("-") : fmt::format("{:.1f} %", 100 * e.value);
  };
  for (const HorizonFindings& at : findings.horizons) {
    std::vector<std::string> row{std::to_string(at.steps), estimate_text(at.pairs)};
    if (nudges(audit)) row.push_back(percent(at.away));
    row.insert(row.end(), {estimate_text(at.agents), at.felt ? short_number(at.common) : "-",
                           at.felt ? fmt::format("{:.2f}", at.jaccard) : "-", percent(at.beyond)});
    out.rows.push_back(std::move(row));
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> columns_explained(const Audit& audit,
                                                                   const AuditFindings& findings) {
  std::vector<std::pair<std::string, std::string>> out{
      {"pairs",
       fmt::format("rank correlation (Spearman) of the attention i gives j with {}, over {} pairs",
                   nudges(audit) ? "the influence of j on i" : "how far i moves for what is done to j",
                   findings.pairs)}};
  if (nudges(audit)) out.emplace_back("away", "share of these pairs in which i moves the other way");
  out.emplace_back("agents",
                   "rank correlation of the attention an agent receives with how far it moves all others");
  out.emplace_back(
      fmt::format("top {}", findings.top),
      fmt::format("so many of the most heeded are among the most influential, those alike at the "
                  "end of a list in part; {} by chance",
                  short_number(findings.by_chance(), 2)));
  out.emplace_back("Jaccard", "agents in both of these lists over agents in either");
  out.emplace_back("beyond", "share of all influence that is on those who give the agent no attention");
  out.emplace_back("[ ]", "95 % interval, by bootstrap over agents");
  return out;
}

Table agents_table(const Audit& audit, const std::vector<AgentFindings>& agents) {
  Table out{
      .columns = {{.name = "agent", .left = true}, {"attention received"}, {"rank"}, {"influence"}, {"rank"}},
      .rows = {}};
  for (std::size_t k = 0; k < std::min<std::size_t>(5, agents.size()); ++k)
    out.rows.push_back({audit.name_of(agents[k].agent), short_number(agents[k].received),
                        short_number(agents[k].heeded_rank, 6), short_number(agents[k].total),
                        short_number(agents[k].influence_rank, 6)});
  return out;
}

std::vector<std::string> conclusions(const Audit& audit, const AuditFindings& findings) {
  std::vector<std::string> out;
  const HorizonFindings &first = findings.horizons.front(), &last = findings.horizons[findings.last];
  std::string text = pairs_text("attention", " of who moves whom", first);
  text[0] = 'A';
  if (last.steps != first.steps) {
    const bool told = !std::isnan(first.pairs.value);
    text += "; " + pairs_text(told ? "it" : "attention", told ? "" : " of who moves whom", last);
  }
  out.push_back(text + ".");
  if (!findings.horizons.back().felt)
    out.push_back(fmt::format("After {} no one else is moved any more by what was done to an agent.",
                              counted(findings.horizons.back().steps, "step")));
  if (findings.pushed_away && !audit.chance) {
    const PushedAway& p = *findings.pushed_away;
    out.push_back(
        fmt::format("Being heeded can push away: {} gives {} of its attention to {}, and {} later has moved "
                    "by {} for each 1 that {} was nudged.",
                    audit.name_of(p.hearer), short_number(p.attention, 2), audit.name_of(p.heard),
                    counted(p.steps, "step"), short_number(p.influence, 2), audit.name_of(p.heard)));
  }
  if (findings.long_run)
    out.push_back(
        fmt::format("In the long run a nudge of an agent moves everyone by its stationary weight, whoever "
                    "gives it attention; rank correlation with attention received: {}.",
                    estimate_text(*findings.long_run)));
  return out;
}

std::string exact_text(const Audit& audit, const AuditFindings& findings) {
  if (!audit.exact || std::isnan(findings.off)) return {};
  return fmt::format("{}; twins {} by at most {}", audit.exact->law,
                     audit.exact->slope ? "of this nudge differ" : "differ", short_number(findings.off, 2));
}

}  // namespace heed::analysis
