#pragma once
#include "heed/graph/network.hpp"

#include <string>
#include <vector>

namespace heed {

/// How to read a network. A tie "a b" means that a hears b when directed, else each hears the other.
struct ReadOptions {
  std::string format = "auto";  ///< one of network_formats()
  bool directed = false;        ///< GML and GraphML that say so themselves are directed without it
  bool reverse = false;         ///< a directed tie "a b" means that b hears a
  bool self_loops = false;      ///< keep the ties of an agent with itself
  bool weights = true;          ///< read weights where there are some; all ties weigh 1 without
};

/// "auto", "edges", "gml", "graphml", "matrix_market", "metis".
const std::vector<std::string>& network_formats();

/// Reads a network from a file: an edge list, GML, GraphML, METIS or Matrix Market, gzip-compressed or not.
///
/// "auto" goes by the name (.gml, .graphml, .graph, .metis, .mtx, before a .gz), else by the first line.
/// Agents are in increasing order of their ids when these are whole numbers, else in order of appearance; the
/// ids are kept as labels unless they are 0 … N-1. Nodes of GML and GraphML whose attribute "label", else
/// "name", is a text of its own for each are called by that, and tables find them by either. Repeated ties
/// add their weights, or count once without weights. Attributes of nodes become columns: numbers when all
/// are, else texts. What was left out is said in the notes. Throws Error (data) with file and line when the
/// file is malformed, when a weight is negative or not finite, or when there are more than 2^31 - 2 agents.
/// O(N log N + E); while it reads, some 80 bytes of memory per line of an edge list.
Network read_network(const std::string& path, const ReadOptions& options = {});

/// Adds what a table says of the agents: first column the agent's id, a column of the network for each other.
///
/// The first row is a header when its first field names no agent (and is no whole number where the ids are).
/// Without one the columns are "community" when there is one, else "column_2", "column_3" …. Agents without a
/// row get a missing value; rows of unknown agents are left out and counted in the notes. Throws Error (data)
/// with file and line when an agent has two rows, rows differ in length, or a column exists already. O(N +
/// bytes).
void read_columns(Network& network, const std::string& path);

}  // namespace heed
