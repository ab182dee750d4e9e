#pragma once
#include "heed/core/limits.hpp"
#include "heed/core/matrix.hpp"
#include "heed/graph/network.hpp"
#include "heed/graph/read.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heed {

inline constexpr std::int64_t most_agents = limit::agents;

/// What a network file says, before its agents are numbered.
struct Listing {
  /// A tie as written, by id.
  struct Pair {
    std::int64_t hearer, heard;
  };
  /// Who hears whom of a pair, for files that say it themselves.
  enum class Direction {
    open,      ///< the options say
    directed,  ///< as written
    mutual,    ///< listed from both ends, or given as directed ties the other way round too
  };

  std::string file;                  ///< its path
  std::vector<Pair> pairs;           ///< the ties
  std::vector<double> weights;       ///< of the ties; empty when the file has none
  std::vector<std::int64_t> agents;  ///< ids that the file declares; may be empty when all have ties
  std::vector<std::string> texts;    ///< when ids are texts: ids are then places in this list
  std::vector<Column> columns;       ///< one value for each of `agents`
  Direction direction = Direction::open;
};

/// Numbers the agents of a listing and makes the network, as read_network says. The dense table of ids serves
/// when the largest is below 4 E + 10^6, else a table of hashes. Throws Error (data) for more than 2^31 - 2
/// agents.
Network to_network(Listing listing, const ReadOptions& options);

/// A weight as written: finite and at least 0. Throws Error (data) at the line when it is not.
double read_weight(std::string_view text, const std::string& file, std::size_t line);

/// A column of numbers when every value that is not empty is one, else of texts.
Column typed_column(std::string name, std::vector<std::string> values);

/// Throws Error (data) when a file claims or has more agents than fit.
void check_agents(std::int64_t count, const std::string& file, std::size_t line);

}  // namespace heed
