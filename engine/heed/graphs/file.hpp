#pragma once
#include "heed/core/error.hpp"
#include "heed/core/fields.hpp"
#include "heed/graph/network.hpp"
#include "heed/graph/read.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace heed::graphs {

/// A network from a file: an edge list, GML, GraphML, METIS or Matrix Market, gzip-compressed or not, and
/// what a table says of its agents. Throws Error (data) as read_network and read_columns do, and when no file
/// is named. The seed plays no part.
struct File {
  static constexpr std::string_view summary =
      "a network from a file: edge list, GML, GraphML, METIS or Matrix Market";

  Path file;
  std::string format = "auto";
  bool directed = false;
  bool reverse = false;
  bool self_loops = false;
  bool weights = true;
  Path columns;

  void fields(Fields& f) {
    f("file", file, any(), "the file, plain or .gz");
    f("format", format, one_of(network_formats()),
      "what the file is; auto goes by its name, then by its text");
    f("directed", directed, any(),
      "a tie 'a b' means that a hears b, and no more; else each hears the other");
    f("reverse", reverse, any(), "a directed tie 'a b' means that b hears a");
    f("self_loops", self_loops, any(), "keep the ties of an agent with itself");
    f("weights", weights, any(), "read the weights of ties where there are some");
    f("columns", columns, any(),
      "a table of what is known of the agents: id first, then one column for each");
  }

  Network make(std::uint64_t /*seed*/) const {
    if (file.empty()) throw Error(ErrorKind::data, "graph: no file is named; set 'file' to the path of one");
    Network out = read_network(place(file), {.format = format,
                                             .directed = directed,
                                             .reverse = reverse,
                                             .self_loops = self_loops,
                                             .weights = weights});
    if (!columns.empty()) read_columns(out, place(columns));
    return out;
  }

 private:
  static const std::string& place(const Path& path) {
    return path.resolved.empty() ? path.written : path.resolved;
  }
};

}  // namespace heed::graphs
