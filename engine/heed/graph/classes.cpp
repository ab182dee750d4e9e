#include "heed/graph/classes.hpp"

#include <boost/graph/strong_components.hpp>

namespace heed {

ClosedClasses closed_classes(const Graph& graph) {
  const auto n = static_cast<std::size_t>(graph.agents());
  std::vector<int> component(n);
  const auto index = boost::get(boost::vertex_index, graph.boost());
  const int components = n == 0 ? 0
                                : boost::strong_components(graph.boost(), boost::make_iterator_property_map(
                                                                              component.begin(), index));
  std::vector<char> closed(static_cast<std::size_t>(components), 1);
  for (Agent i = 0; i < graph.agents(); ++i)
    for (const Agent j : graph.hears(i))
      if (component[static_cast<std::size_t>(i)] != component[static_cast<std::size_t>(j)])
        closed[static_cast<std::size_t>(component[static_cast<std::size_t>(i)])] = 0;
  ClosedClasses out;
  std::vector<int> number(static_cast<std::size_t>(components), -1);
  out.of.resize(n);
  for (std::size_t i = 0; i < n; ++i) {  // numbered by their lowest agent
    const auto c = static_cast<std::size_t>(component[i]);
    if (closed[c] && number[c] < 0) number[c] = out.count++;
    out.of[i] = closed[c] ? number[c] : -1;
  }
  return out;
}

}  // namespace heed
