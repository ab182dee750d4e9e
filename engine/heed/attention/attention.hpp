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

/// How it is computed. `automatic`: the fastest way for the setting and the number of agents. `fast`: a fast
/// transform, whatever the number of agents. `exact`: every pair, by vector kernels. `reference`: every pair,
/// in the plainest way. All agree within the rounding of the numbers, or a stated bound of 1e-12.
enum class Algorithm { automatic, fast, exact, reference };

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
  Algorithm algorithm = Algorithm::automatic;

  void fields(Fields& f);
};

}  // namespace heed
