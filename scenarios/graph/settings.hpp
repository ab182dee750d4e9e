#pragma once
#include "heed/core/fields.hpp"
#include "heed/layers/graph_attention.hpp"

#include <array>
#include <cstdint>

namespace heed::scenarios::graph {

/// How the distance of those heard counts.
enum class HopBias { none, decay, learned };

/// [hearing]: whom agents can hear, and how distance counts: logit_ij = score / T + b(hops_ij).
struct Hearing {
  std::int64_t hops = 1;
  HopBias bias = HopBias::decay;
  double decay = 1, temperature = 1;
  bool self = true;

  void fields(Fields& f) {
    static constexpr std::array<std::string_view, 3> words{"none", "decay", "learned"};
    f("hops", hops, between(1, 100), "K: agents hear those at most so many ties away");
    f.word("bias", bias, words,
           "b(h) of those h ties away: none, -decay · h, or a number for each h that is learned, from 0 on");
    f("decay", decay, any(), "λ: what each tie between the two takes from the logit");
    f("temperature", temperature, above(0), "T: near 0 the best is heeded only, at large T all alike");
    f("self", self, any(), "agents hear themselves, too, at 0 ties");
  }
};

/// [model]: what is trained. Features → width, then `layers` times attention in `heads` heads and a bend
/// (elu) with linear maps between, then classes.
struct ModelSettings {
  std::int64_t width = 64, heads = 8, layers = 2;
  double dropout = 0;

  void fields(Fields& f) {
    f("width", width, between(1, 1e5), "D: numbers by which an agent is known inside");
    f("heads", heads, between(1, 1e5), "H: so many attentions side by side, each to its own D / H of them");
    f("layers", layers, between(1, 100),
      "attentions one after the other; each reaches `hearing.hops` further");
    f("dropout", dropout, between(0, 0.99),
      "share of numbers and of weights that is forgotten in each epoch");
    f.require("heads", width % heads == 0, "'heads' must divide 'width'");
  }
};

/// [training]: how it is trained (Adam).
struct TrainingSettings {
  double rate = 0.005, penalty = 0.0005;
  std::int64_t patience = 100;

  void fields(Fields& f) {
    f("rate", rate, above(0), "η: step of the gradient");
    f("penalty", penalty, at_least(0), "λ of the penalty λ |w|² / 2 on the weights of maps");
    f("patience", patience, at_least(0),
      "stop a method when its loss in validation has been no smaller for so many epochs; 0: never");
  }
};

}  // namespace heed::scenarios::graph
