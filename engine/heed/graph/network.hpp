#pragma once
#include "heed/core/random.hpp"
#include "heed/graph/graph.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace heed {

/// What is known of each agent under one name: N numbers (missing: NaN) or N texts (missing: empty).
struct Column {
  std::string name;
  std::variant<std::vector<double>, std::vector<std::string>> values;
};

/// A graph and what is known of its agents.
struct Network {
  Graph graph;
  std::vector<std::string> labels;  ///< the agents' own names, N of them; empty when they are just 0 … N-1
  std::vector<std::string> ids;     ///< what files of ids call them where that is not their label; else empty
  std::vector<std::int32_t>
      community;  ///< 0 … C-1 for each agent, -1 where unknown; empty when there are none
  std::vector<std::string> community_names;  ///< C names
  std::vector<Column> columns;
  /// The agents in the order in which kernels keep their state, so that those who hear each other lie close
  /// together; empty: by number. It changes how long a step takes and nothing else.
  std::vector<Agent> order;
  std::vector<std::string> notes;  ///< remarks of the reader to the user, such as ties that were left out

  Agent agents() const { return graph.agents(); }
  /// The column of that name, or null.
  const Column* column(std::string_view name) const;
  /// The numbers of a column. Throws Error (data) that names the columns there are when it is missing or
  /// holds text.
  const std::vector<double>& numbers(std::string_view name) const;
  /// Takes the communities from a column: distinct values in increasing order (numbers) or in alphabetical
  /// order (texts).
  void use_as_community(std::string_view column_name);
};

/// The network on `keep` (increasing) only.
Network subnetwork(const Network& network, std::span<const Agent> keep);

/// A generator or reader of networks: one file of the catalogue `graphs`. `make` is a pure function of the
/// parameters and of the seed. It takes its random numbers from Stream(seed, Purpose::graph, …).
template <class G>
concept NetworkSource = requires(const G g, std::uint64_t seed) {
  { G::summary } -> std::convertible_to<std::string_view>;
  { g.make(seed) } -> std::same_as<Network>;
};

}  // namespace heed
