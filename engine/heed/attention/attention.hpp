#pragma once
#include "heed/biases.hpp"
#include "heed/core/choice.hpp"
#include "heed/masks.hpp"
#include "heed/scores.hpp"
#include "heed/temperatures.hpp"

namespace heed {

/// How a row of attention becomes an answer: its mean, or one of those heeded, drawn with the weights.
enum class Mode { mean, sample };
/// What of an agent and itself: as the graph has it (with mask `all`: left out), always a tie, never one.
enum class SelfTies { graph, add, remove };
/// What of an agent that hears no one: it keeps its own value, heeds itself alone, or the run fails.
enum class EmptyRow { keep, self, error };

/// A setting of the attention operator: everything about who heeds whom, and nothing about what that does.
///
///     logit_ij = s(q_i, k_j) / T + b_ij     over j in the mask of i        a_i = softmax(logit_i)
struct Attention {
  Choice<scores::Catalogue> score = scores::Similarity{};
  ChoiceList<masks::Catalogue> masks{masks::Neighbours{}};
  ChoiceList<biases::Catalogue> biases;
  Choice<temperatures::Catalogue> temperature = temperatures::Constant{};
  bool bias_in_temperature = false;
  Mode mode = Mode::mean;
  SelfTies self_ties = SelfTies::graph;
  EmptyRow empty_row = EmptyRow::keep;

  void fields(Fields& f);
};

}  // namespace heed
