// From influence and attention to what an audit says: ties by rounding, lists with ties, sentences.
#include "analysis/audit/tables.hpp"
#include "analysis/audit/text.hpp"

#include <cmath>
#include <vector>

#include "catch.hpp"

using namespace heed;
using namespace heed::analysis;

namespace {

/// Agents 0, 1 … in a ring of hearers: agent k is heard by the next one alone, who gives it attention[k] and
/// moves by influence[k] of its nudge.
Audit heard_in_ring(const std::vector<double>& attention, const std::vector<double>& influence) {
  Audit out;
  const std::size_t n = attention.size();
  out.topics = {"opinion"};
  out.largest = out.spread = 1;
  out.influence.received = attention;
  for (std::size_t k = 0; k < n; ++k) {
    Matrix<double> on_hearers(1, 1);
    on_hearers(0, 0) = influence[k];
    out.influence.agents.push_back({.agent = static_cast<Agent>(k),
                                    .hearers = {static_cast<Agent>((k + 1) % n)},
                                    .attention = {attention[k]},
                                    .on_hearers = on_hearers,
                                    .total = {std::abs(influence[k])},
                                    .net = {influence[k]},
                                    .beyond = {0.0}});
  }
  return out;
}

std::string first_sentence(const Audit& audit) { return conclusions(audit, findings(audit)).at(0); }

}  // namespace

TEST_CASE("attention that differs by rounding is alike, as influence is") {
  // Attention and influence have the same two levels; what is added to either is rounding.
  std::vector<double> attention, influence;
  for (int k = 0; k < 12; ++k) {
    const double level = k < 6 ? 0.25 : 0.5;
    attention.push_back(level + 1e-16 * (k % 3));
    influence.push_back(level + 1e-12 * ((k + 1) % 3));
  }
  const Audit audit = heard_in_ring(attention, influence);
  const AuditFindings found = findings(audit);
  CHECK(found.horizons[0].pairs.value == 1);
  CHECK(found.horizons[0].agents.value == 1);
}

TEST_CASE("what is rounding follows the size of opinions and of the nudge") {
  // Opinions near 10⁶ have 10⁻¹⁰ of rounding, which a nudge of 0.01 makes 10⁻⁸ of influence.
  Audit audit = heard_in_ring(std::vector<double>(12, 0.25), std::vector<double>(12, 0.0));
  for (AgentInfluence& a : audit.influence.agents) {
    a.total = {2e-8};
    a.on_hearers(0, 0) = -2e-8;
  }
  CHECK(findings(audit).horizons[0].felt);
  CHECK(findings(audit).pushed_away);
  audit.largest = 1e6;
  CHECK_FALSE(findings(audit).horizons[0].felt);
  CHECK_FALSE(findings(audit).pushed_away);
  CHECK(findings(audit).horizons[0].away.value == 0);
  audit.influence.question.act = Act::mute;  // opinions that spread by 10⁻⁴: 2 10⁻⁸ of them is much
  audit.spread = 1e-4;
  CHECK(findings(audit).horizons[0].felt);
  audit.spread = 1e3;
  CHECK_FALSE(findings(audit).horizons[0].felt);
  audit.spread = 1e-14;  // nearly all agree, at 10⁷, where numbers are 2 10⁻⁹ apart
  audit.largest = 1e7;
  CHECK_FALSE(findings(audit).horizons[0].felt);
}

TEST_CASE("agents that are alike at the end of a list are in it in part, whatever their numbers") {
  // Heeded: agent 3, then four alike for the one place that is left; influential: agents 3 and 0.
  const std::vector<double> attention{0.2, 0.2, 0.2, 0.9, 0.2}, influence{0.5, 0.1, 0.1, 0.9, 0.1};
  const AuditFindings found = findings(heard_in_ring(attention, influence), 2);
  CHECK_THAT(found.horizons[0].common, WithinRel(1.25, 1e-14));
  CHECK_THAT(found.horizons[0].jaccard, WithinRel(1.25 / 2.75, 1e-14));
  const AuditFindings turned =
      findings(heard_in_ring({0.2, 0.9, 0.2, 0.2, 0.2}, {0.1, 0.9, 0.1, 0.1, 0.5}), 2);
  CHECK_THAT(turned.horizons[0].common, WithinRel(1.25, 1e-14));
}

TEST_CASE("where nothing is left of what was done there is no list of the most influential") {
  const Audit audit = heard_in_ring({0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, {0, 0, 0, 0, 0, 0});
  const AuditFindings found = findings(audit, 2);
  CHECK_FALSE(found.horizons[0].felt);
  const std::vector<std::string> row = horizons_table(audit, found).rows.at(0);
  CHECK(row.at(4) == "-");
  CHECK(row.at(5) == "-");
  const auto json = audit_json(audit, found);
  CHECK(json["horizons"][0]["top_common"].is_null());
  CHECK(json["horizons"][0]["top_jaccard"].is_null());
  CHECK(found.heeded_only.empty());
  CHECK(found.influential_only.empty());
  CHECK(conclusions(audit, found).back() ==
        "After 1 step no one else is moved any more by what was done to an agent.");
}

TEST_CASE("where all matter alike, or are heeded alike, no one is in the lower half") {
  const std::vector<double> alike(12, 0.5), apart{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2};
  CHECK(findings(heard_in_ring(apart, alike)).heeded_only.empty());
  CHECK(findings(heard_in_ring(alike, apart)).influential_only.empty());
  const std::vector<double> down(apart.rbegin(), apart.rend());
  CHECK(findings(heard_in_ring(apart, down)).heeded_only.size() == 3);
  CHECK(findings(heard_in_ring(apart, down)).influential_only.size() == 3);
}

TEST_CASE("a correlation is said as what it is: much, nothing clear, the opposite, or nothing to rank") {
  std::vector<double> up, down, mixed;
  for (int k = 0; k < 40; ++k) {
    up.push_back(0.01 * (k + 1));
    down.push_back(0.01 * (40 - k));
    mixed.push_back(0.01 * (k * 17 % 40 + 1));
  }
  CHECK(first_sentence(heard_in_ring(up, up)) ==
        "After 1 step attention says nearly all of who moves whom (rank correlation 1.00 [1.00, 1.00]).");
  CHECK(
      first_sentence(heard_in_ring(up, down)) ==
      "After 1 step attention says the opposite of who moves whom (rank correlation -1.00 [-1.00, -1.00]).");
  CHECK(first_sentence(heard_in_ring(up, mixed))
            .starts_with("After 1 step attention gives no clear sign of who moves whom (rank correlation "));
  CHECK(first_sentence(heard_in_ring(std::vector<double>(40, 0.25), up)) ==
        "After 1 step attention is alike in all pairs, or influence is, so that there is nothing to rank.");
}
