#include "analysis/figure/spring_layout.hpp"

#include "heed/core/random.hpp"

#include <algorithm>
#include <cmath>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/fruchterman_reingold.hpp>
#include <boost/graph/topology.hpp>

namespace heed::analysis {
namespace {

constexpr std::size_t fewest_iterations = 50, most_iterations = 200;  // NetworkX takes 50
constexpr double most_pairs_repelled = 2e8;                           // over all iterations, about a second

/// Boost's rectangle. Its own distances guard against overflow, which takes most of the time of a layout.
struct Plane : boost::rectangle_topology<Stream> {
  using boost::rectangle_topology<Stream>::rectangle_topology;
  double norm(const point_difference_type& d) const { return std::sqrt(d[0] * d[0] + d[1] * d[1]); }
  double distance(const point_type& a, const point_type& b) const { return norm(difference(a, b)); }
};
using Points = std::vector<Plane::point_type>;

/// Turns the cloud so that its long side lies flat, and stretches it over the square.
std::vector<PlaceOnPage> stretched(const Points& points) {
  double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
  const auto n = static_cast<double>(points.size());
  for (const auto& p : points) mx += p[0] / n, my += p[1] / n;
  for (const auto& p : points) {
    xx += (p[0] - mx) * (p[0] - mx);
    yy += (p[1] - my) * (p[1] - my);
    xy += (p[0] - mx) * (p[1] - my);
  }
  const double angle = 0.5 * std::atan2(2 * xy, xx - yy), c = std::cos(angle), s = std::sin(angle);
  std::vector<PlaceOnPage> out;
  PlaceOnPage low{1e300, 1e300}, high{-1e300, -1e300};
  for (const auto& p : points) {
    const PlaceOnPage at{c * (p[0] - mx) + s * (p[1] - my), c * (p[1] - my) - s * (p[0] - mx)};
    low = {std::min(low.x, at.x), std::min(low.y, at.y)};
    high = {std::max(high.x, at.x), std::max(high.y, at.y)};
    out.push_back(at);
  }
  const auto part = [](double x, double from, double to) {
    return to > from ? (x - from) / (to - from) : 0.5;
  };
  for (PlaceOnPage& at : out) at = {part(at.x, low.x, high.x), part(at.y, low.y, high.y)};
  return out;
}

}  // namespace

std::vector<PlaceOnPage> spring_layout(std::size_t nodes,
                                       const std::vector<std::pair<std::size_t, std::size_t>>& ties) {
  if (nodes == 0) return {};
  using Net = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
  const Net net(ties.begin(), ties.end(), nodes);
  const auto n = static_cast<double>(nodes);
  const double side = std::sqrt(n);
  const auto iterations =
      std::clamp(static_cast<std::size_t>(most_pairs_repelled / (n * n)), fewest_iterations, most_iterations);
  Stream stream(1, Purpose::graph);
  const Plane plane(stream, -side, -side, side, side);
  Points points(nodes);
  for (auto& p : points) p[0] = stream.uniform(-side, side), p[1] = stream.uniform(-side, side);
  boost::fruchterman_reingold_force_directed_layout(
      net, boost::make_iterator_property_map(points.begin(), boost::get(boost::vertex_index, net)), plane,
      boost::cooling(boost::linear_cooling<double>(iterations)).force_pairs(boost::all_force_pairs()));
  return stretched(points);
}

}  // namespace heed::analysis
