#pragma once
namespace heed::graphs {

/// How large a network will be, before it is made: agents, and ties as the engine counts them, one for each
/// who hears another; both expected where they are drawn.
struct Size {
  double agents = 0, ties = 0;
};

}  // namespace heed::graphs
