#pragma once
#include "analysis/audit/ask.hpp"
#include "analysis/statistics/clusters.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace heed::analysis {

/// Attention against influence after some steps. What differs by rounding is alike. Where several agents are
/// alike at the end of a list of the `top`, each is in it by the share of them that has a place there.
struct HorizonFindings {
  std::int64_t steps = 0;
  Estimate pairs =
      {};  ///< Spearman of a_ij with I_ij over pairs in which i heeds j; of |I_ij| where not nudged
  Estimate agents = {};  ///< Spearman of attention received with Σ_i |I_ij|
  Estimate away =
      {};  ///< share of those pairs in which a nudge of j moves i the other way; NaN where not nudged
  Estimate beyond = {};  ///< share of Σ |I_ij| that lands on those who give the agent no attention
  double common = 0;     ///< of the `top` most heeded, how many are among the `top` most influential
  double jaccard = 0;    ///< those in both lists over those in either
  bool felt = false;     ///< is anything left of what was done, above rounding
};

/// An agent by both measures; ranks from 1, the largest first.
struct AgentFindings {
  Agent agent = 0;
  double received = 0, total = 0;
  double heeded_rank = 0, influence_rank = 0;
};

/// i gives j attention, and a nudge of j moves i the other way.
struct PushedAway {
  Agent hearer = 0, heard = 0;
  std::int64_t steps = 0;
  double attention = 0, influence = 0;
};

/// Is attention influence? What twins say.
struct AuditFindings {
  std::vector<HorizonFindings> horizons;
  std::size_t pairs = 0, agents = 0, top = 0;
  /// In the upper quarter by attention received, and in the lower half by influence at the horizon `last`;
  /// and the other way round. The furthest apart first; none where nothing is felt.
  std::vector<AgentFindings> heeded_only, influential_only;
  std::optional<PushedAway> pushed_away;  ///< the strongest, at the first horizon that has one
  double off = 0;  ///< the largest difference from what is exact; NaN where nothing is known
  std::optional<Estimate> long_run;  ///< Spearman of attention received with influence in the long run

  /// The last horizon after which something is left of what was done; the first where nothing is.
  std::size_t last = 0;

  /// How many the two lists of `top` would have in common by chance.
  double by_chance() const;
};

/// top   length of the lists of most heeded and most influential; 0: a tenth of the agents, at least 5
AuditFindings findings(const Audit& audit, std::size_t top = 0);

}  // namespace heed::analysis
