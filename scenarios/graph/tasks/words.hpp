#pragma once
#include "heed/core/fields.hpp"
#include "scenarios/graph/task.hpp"

namespace heed::scenarios::graph::tasks {

/// Documents that cite each other: a text file, compressed or not, with a line for each agent: its id, its
/// class (or -), its part (train, validation, test, none), and its words, with blanks between; '#' begins a
/// remark. Features are the words, each counted once, and divided by how many there are.
struct Words {
  static constexpr std::string_view summary = "a file of id, class, part and words of each agent";

  Path file;

  void fields(Fields& f) { f("file", file, any(), "the file, plain or .gz: id class part word word …"); }
  /// Throws Error (data) with file and line for an agent that is not in the graph or has two lines, for a
  /// part that is none, and for a line that is too short. Agents without a line have no words and no class.
  /// O(bytes).
  Task make(Network network, std::uint64_t seed) const;
};

}  // namespace heed::scenarios::graph::tasks
