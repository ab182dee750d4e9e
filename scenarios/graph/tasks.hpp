#pragma once
#include "scenarios/graph/tasks/columns.hpp"
#include "scenarios/graph/tasks/contextual.hpp"
#include "scenarios/graph/tasks/lookup.hpp"
#include "scenarios/graph/tasks/words.hpp"

#include <tuple>

namespace heed::scenarios::graph::tasks {

/// What is to be learned: drawn, or from files.
using Catalogue = std::tuple<Contextual, Lookup, Columns, Words>;

}  // namespace heed::scenarios::graph::tasks
