#include "analysis/same_network.hpp"

#include "heed/core/error.hpp"

#include <fmt/format.h>

namespace heed::analysis {

void need_same_network(const Results& results, const Graph& graph) {
  const TrajectoryReader& reader = results.reader;
  if (!reader.has_variable("graph/source") || !reader.has_variable("graph/target")) return;
  const std::vector<double> heard = reader.numbers("graph/source"), hearer = reader.numbers("graph/target");
  const std::vector<Tie> ties = graph.ties();
  bool same = heard.size() == ties.size() && hearer.size() == ties.size();
  for (std::size_t e = 0; same && e < ties.size(); ++e)
    same = hearer[e] == ties[e].hearer && heard[e] == ties[e].heard;
  if (same) return;
  throw Error(ErrorKind::data,
              fmt::format("the network has changed since the run '{}': {}; bring back the file it was read "
                          "from, or run again",
                          results.file,
                          heard.size() == ties.size()
                              ? "it has as many ties as then, but between others"
                              : fmt::format("{} ties then, {} now", heard.size(), ties.size())));
}

}  // namespace heed::analysis
