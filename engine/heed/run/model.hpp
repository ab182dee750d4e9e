#pragma once
#include "heed/attention/attention.hpp"
#include "heed/draw/draw.hpp"
#include "heed/dynamics.hpp"
#include "heed/schedules.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace heed {

/// [opinions]: on what, and with what everyone begins.
struct Opinions {
  std::vector<std::string> topics{"opinion"};
  AnyLaw initial = laws::Uniform{};

  void fields(Fields& f) {
    f("topics", topics, any(), "the names of the topics: each agent has a number on each");
    f.require("topics", !topics.empty(), "'topics' must name at least one");
    std::vector<std::string> names = topics;
    std::sort(names.begin(), names.end());
    f.require("topics", std::adjacent_find(names.begin(), names.end()) == names.end(),
              "'topics' must all differ");
    f.choice("initial", initial, "initial opinions");
  }
};

/// Why a flow goes with no other schedule.
inline constexpr std::string_view all_at_once =
    "continuous time moves all agents at once; set schedule = \"synchronous\"";

/// [dynamics]: what heeding does, and in which order.
struct DynamicsSettings {
  Choice<dynamics::Catalogue> kind = dynamics::Attention{};
  Choice<schedules::Catalogue> schedule = schedules::Synchronous{};

  /// Is it a dynamics in continuous time?
  bool flows() const {
    return std::visit([]<class D>(const D&) { return FlowDynamics<D>; }, kind.part());
  }
  void fields(Fields& f) {
    const std::string_view before = kind.kind();
    f.kinds(kind, "what heeding does to an opinion");
    if (kind.kind() != before) schedule = usual_schedule();  // a kind brings its own, until one is named
    f.choice(
        "schedule", schedule,
        "the order in which agents move; it changes results. Unless named, the one the kind is defined with");
    f.require("schedule", !flows() || schedule.get<schedules::Synchronous>(), std::string(all_at_once));
  }
  /// The order of moves that the kind is defined with.
  Choice<schedules::Catalogue> usual_schedule() const;
  /// Why the kind cannot go by the schedule; empty where it can.
  std::string refusal() const;
};

/// A model of opinions: who heeds whom and what that does.
struct Model {
  Opinions opinions;
  Attention attention;
  DynamicsSettings dynamics;

  void fields(Fields& f) {
    f.table("opinions", opinions, "what agents have opinions on, and the first ones");
    f.table("attention", attention, "who heeds whom: softmax(score / temperature + bias) over the mask");
    f.table("dynamics", dynamics, "what heeding does");
  }
  /// The attention of the model: as set, with what the dynamics settles on top.
  Attention settled_attention() const;
  /// The keys of [attention] that the dynamics settles.
  std::vector<std::string> settled_keys() const;
  Update update() const;
  /// What agents make of what they hear; null where they take it as it is.
  template <class Real> std::unique_ptr<Response<Real>> response() const;
  /// The opinions that the dynamics is defined for.
  Domain domain() const;
  /// Why the model never comes to rest; empty where it may.
  std::string restless() const;
  /// Throws Error (data) where the dynamics is not defined on such ties: with meetings in which both move,
  /// and ties one way.
  void check(const Network& network) const;
};

}  // namespace heed
