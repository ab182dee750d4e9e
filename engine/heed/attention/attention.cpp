#include "heed/attention/attention.hpp"

namespace heed {
namespace {

template <class Test> int count(const ChoiceList<masks::Catalogue>& masks, Test test) {
  int found = 0;
  for (const auto& mask : masks) found += std::visit(test, mask.part());
  return found;
}

}  // namespace

void Attention::fields(Fields& f) {
  static constexpr std::array<std::string_view, 2> modes{"mean", "sample"};
  static constexpr std::array<std::string_view, 3> selves{"graph", "add", "remove"};
  static constexpr std::array<std::string_view, 3> empties{"keep", "self", "error"};
  static constexpr std::array<std::string_view, 4> algorithms{"auto", "fast", "exact", "reference"};
  f.choice("score", score, "how much one agent heeds another, before temperature and softmax");
  f.list("mask", masks, "whom an agent may heed; of several masks all must allow it");
  f.choice(
      "temperature", temperature,
      "T, softness of the softmax: near 0 only the best is heeded, large all alike; in units of the score");
  f.list("bias", biases, "added to the logits for where the pair sits; exp(bias) is a prior");
  f("bias_in_temperature", bias_in_temperature, any(), "divide the bias by the temperature too");
  f.word("mode", mode, modes,
         "hear the weighted mean of those heeded, or one of them drawn with the weights");
  f.word("self_ties", self_ties, selves, "an agent and itself: as in the graph, always a tie, never one");
  f.word("empty_row", empty_row, empties,
         "an agent that hears no one: keeps its value, heeds itself, or is an error");
  f.word("algorithm", algorithm, algorithms,
         "how it is computed: the fastest way; a fast transform (error below 1e-12); every pair by vector "
         "kernels; every "
         "pair in the plainest way");
  const auto one = [](int n) { return n <= 1; };
  f.require("mask", masks.size() > 0,
            "'mask' must name at least one mask; \"neighbours\" hears those on the graph");
  f.require("mask", one(count(masks, []<class M>(const M&) { return ReachMask<M>; })),
            "only one of the masks may say who is within reach: neighbours, all or hops");
  f.require("mask", one(count(masks, []<class M>(const M&) { return PairMask<M>; })),
            "only one of the masks may look at opinions");
  f.require("mask", one(count(masks, []<class M>(const M&) { return CountMask<M>; })),
            "only one of the masks may count: top_k");
}

}  // namespace heed
