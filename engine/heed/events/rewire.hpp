#pragma once
#include "heed/run/event.hpp"

namespace heed::events {

/// Co-evolution: agents drop who they hardly heed and follow friends of friends instead. Each agent, with
/// probability `rate`, drops its least heeded contact where that gets less than `threshold` of its attention,
/// and takes in its place a friend of a friend it does not hear yet, drawn with the softmax of their logits,
/// so that the like-minded are followed. A tie heard both ways moves as a whole; its weight goes along. Who
/// finds no one to follow keeps the contact. So the number of ties stays, and with threshold 0 every tie.
///
/// Agents decide in order of number from the attention at the start of the event and the ties as they are by
/// then. O(E) and, for each who drops, the contacts of its contacts. Same ties on any number of threads.
/// After Holme and Newman 2006, with attention for agreement and closure for random partners.
struct Rewire {
  static constexpr std::string_view summary =
      "contacts heeded too little are dropped for friends of friends; usually with every = 1";

  double threshold = 0.01, rate = 0.1;

  void fields(Fields& f) {
    f("threshold", threshold, between(0, 1),
      "a contact is dropped that gets less than this share of attention; 0 drops none");
    f("rate", rate, between(0, 1), "probability that an agent looks over its contacts");
  }
  void happen(World& world) const;
};

}  // namespace heed::events
