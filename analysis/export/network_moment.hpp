#pragma once
#include "analysis/export/request.hpp"
#include "heed/core/matrix.hpp"

#include <string>
#include <vector>

namespace heed::analysis {

/// A tie of a network at a moment; NaN: the file has no such tie, or no attention.
struct MomentTie {
  Agent hearer = 0, heard = 0;
  double weight = 0, attention = 0;
};

/// The network of a run at a moment, as network programs take it.
struct NetworkMoment {
  std::string description;             ///< the run, and when
  std::vector<std::size_t> snapshots;  ///< whose opinions it has; none where none were kept
  std::vector<double> received;        ///< attention, by agent; empty where it is not known
  std::vector<MomentTie> ties;         ///< by hearer, then heard
  bool has_attention() const { return !received.empty(); }
};

/// Agents and ties at the last of the snapshots asked for. Attention is as recorded, or as the model of the
/// file gives it for the opinions of then; ties that carry attention but are not in the network, such as
/// those of everyone to everyone, are ties here too. What is missing is said in the remarks. Throws Error
/// (data) where there are neither ties nor attention. O(N + E log E).
NetworkMoment network_at(const ExportRequest& request, const std::vector<std::size_t>& snapshots);

/// The snapshots for it: those asked for, the last one, or none where opinions were not kept and no time was
/// asked for.
std::vector<std::size_t> moments_for_network(const ExportRequest& request);

/// Who heeds whom at a snapshot, by hearer, then heard; `source.lacks_attention()` is empty.
std::vector<Tie> paid_attention(const FigureSource& source, std::size_t snapshot);

/// Σ_i a_ij over others i ≠ j: the attention each of `agents` receives.
std::vector<double> received_attention(const std::vector<Tie>& paid, std::size_t agents);

/// Throws Error (data) where the file keeps no ties.
void need_ties(const ExportRequest& request);

/// The ties that the file keeps, by hearer and heard, with their weights (1 where it has none); those of the
/// start, or of a graph kept on the way, whose weights are not known where those of the start have some.
std::vector<Tie> kept_ties(const FigureSource& source, std::size_t graph = 0);

/// The graph at the last of the snapshots, as `FigureSource::graph_at` takes it.
std::size_t graph_of(const FigureSource& source, const std::vector<std::size_t>& snapshots);

}  // namespace heed::analysis
