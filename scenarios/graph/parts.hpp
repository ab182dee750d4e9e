#pragma once
#include "heed/core/fields.hpp"
#include "scenarios/graph/task.hpp"

#include <optional>
#include <string_view>

namespace heed::scenarios::graph {

/// The part of a word: train, validation (val, valid), test, none (rest, unlabelled, unlabeled, -, or empty);
/// nothing for another word.
std::optional<Part> part_of(std::string_view word);

/// [split]: who is learned from, where the data do not say.
struct Split {
  std::int64_t per_class = 0;
  double train = 0.6, validation = 0.2;

  void fields(Fields& f);
  /// Gives each agent with a class its part, unless the data did. Throws Error (data) where no one is left to
  /// learn from, to choose by or to judge by, or a class has fewer than `per_class`. O(N).
  void divide(Task& task, std::uint64_t seed) const;
};

}  // namespace heed::scenarios::graph
