#pragma once
#include "analysis/audit/findings.hpp"
#include "heed/io/trajectory.hpp"

namespace heed::analysis {

/// Writes an audit as labelled arrays that netCDF readers open (HDF5):
///
/// influence(horizon, hearer, agent)      what an agent that was asked about did to each, where that was kept
/// attention(hearer, agent)               what each gave it, likewise
/// influence_total, _net, _beyond(horizon, agent), attention_received(agent), label(agent)
/// spearman_pairs, spearman_agents, moved_away, beyond_attention(horizon)      each with _low and _high
/// top_jaccard(horizon)
///
/// Throws Error (io).
void write_audit(const Audit& audit, const AuditFindings& findings, TrajectoryWriter& out);

}  // namespace heed::analysis
