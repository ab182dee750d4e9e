#pragma once
#include "heed/core/fields.hpp"
#include "scenarios/graph/task.hpp"

namespace heed::scenarios::graph::tasks {

/// Classes and features that the graph comes with: the columns of graph.columns, or the attributes of a GML
/// or GraphML file. A column of numbers is a feature, one of texts is one for each of its texts; a number
/// that is missing counts as 0 and is told by a feature of its own. An agent with no class in the column is
/// there to be heard, and its class is predicted.
struct Columns {
  static constexpr std::string_view summary = "what the file of the graph says of its agents";

  std::string label = "community", split = "split";
  std::vector<std::string> features;
  bool standardize = true;

  void fields(Fields& f) {
    f("label", label, any(), "the column that says the class of an agent, where it is known");
    f("features", features, any(),
      "the columns that are known of all; empty: none, so that each agent is known by who it is");
    f("standardize", standardize, any(), "shift and scale columns of numbers to mean 0 and variance 1");
    f("split", split, any(),
      "the column that says train, validation, test or none of each agent; [split] draws where there is "
      "none");
  }
  /// Throws Error (data) that names the columns there are when one is missing, and for a part that is none.
  Task make(Network network, std::uint64_t seed) const;
};

}  // namespace heed::scenarios::graph::tasks
