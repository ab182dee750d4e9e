#pragma once
#include "heed/run/event.hpp"

namespace heed::events {

/// Other parameters from this step on: any of [attention] and [dynamics].
struct Set {
  static constexpr std::string_view summary = "other parameters of [attention] and [dynamics] from now on";

  std::vector<Setting> set;

  void fields(Fields& f) {
    f("set", set, any(), "parameters and their new values, such as set = { attention.temperature = 1.0 }");
    f.require("set", !set.empty(), "'set' must name at least one parameter and its new value");
    for (const Setting& s : set)
      f.require("set", s.path.rfind("attention.", 0) == 0 || s.path.rfind("dynamics.", 0) == 0,
                "an event can set parameters of [attention] and [dynamics], not '" + s.path + "'");
  }
  void happen(World& world) const { world.set(set); }
};

}  // namespace heed::events
