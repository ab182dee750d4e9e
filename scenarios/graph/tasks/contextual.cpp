#include "scenarios/graph/tasks/contextual.hpp"

#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"
#include "heed/draw/normals.hpp"

#include <cmath>

namespace heed::scenarios::graph::tasks {

Task Contextual::make(Network network, std::uint64_t seed) const {
  const auto count = static_cast<std::int64_t>(network.community_names.size());
  if (network.community.empty())
    throw Error(
        ErrorKind::data,
        "task 'contextual': classes are the communities of the graph, and it has none; take a generator with "
        "communities, or say graph.community");
  if (count > features)
    throw Error(ErrorKind::data, "task 'contextual': " + std::to_string(count) +
                                     " classes need as many features, and "
                                     "'features' is " +
                                     std::to_string(features));
  Task out{.network = std::move(network)};
  out.label = out.network.community;
  out.classes = out.network.community_names;
  const Agent n = out.agents();
  Matrix<double> x(n, features);
  normals(seed, Purpose::data, 0, 0, std::span(x.data(), static_cast<std::size_t>(x.size())));
  const double height = signal / std::sqrt(2.0);  // means height · e_c are √2 height apart
  out.evidence.setZero(n, count);
  for (Agent i = 0; i < n; ++i) {
    if (const auto c = out.label[static_cast<std::size_t>(i)]; c >= 0) x(i, c) += height;
    // -|x - m_c|²/2 without |x|²/2 and |m_c|²/2, which are the same for all classes.
    for (Eigen::Index c = 0; c < count; ++c) out.evidence(i, c) = height * x(i, c);
  }
  const Matrix<float> single = x.cast<float>();
  out.features = single.sparseView(0.0F, 0.0F);
  return out;
}

}  // namespace heed::scenarios::graph::tasks
