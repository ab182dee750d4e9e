#pragma once
#include "heed/core/error.hpp"
#include "heed/core/fields.hpp"
#include "heed/draw/law.hpp"

#include <vector>

namespace heed::laws {

/// Each community around a mean of its own: mean_c + sd ξ. Without `means` the communities are spaced evenly
/// from -separation/2 to separation/2. Throws Error (data) where an agent has no community.
struct Camps {
  static constexpr std::string_view summary = "each community around its own mean";

  double separation = 2, sd = 0.3;
  std::vector<double> means;

  void fields(Fields& f) {
    f("separation", separation, any(), "distance between the means of the first and the last community");
    f("sd", sd, at_least(0), "standard deviation within a community");
    f("means", means, any(), "a mean for each community; replaces separation");
  }
  double draw(const Subject& s, Stream& stream) const {
    return mean(s) + (sd > 0 ? sd * stream.normal() : 0.0);
  }

 private:
  double mean(const Subject& s) const {
    const auto& community = s.network.community;
    const auto c = community.empty() ? -1 : community[static_cast<std::size_t>(s.agent)];
    if (c < 0)
      throw Error(ErrorKind::data,
                  "law 'camps': agent " + std::to_string(s.agent) +
                      " has no community; name the column that holds it as graph.community, use a "
                      "graph with communities, or another law");
    const auto place = static_cast<std::size_t>(c), count = s.network.community_names.size();
    if (means.empty())
      return count > 1 ? separation * (static_cast<double>(place) / static_cast<double>(count - 1) - 0.5)
                       : 0.0;
    if (count != means.size())
      throw Error(ErrorKind::data, "law 'camps': " + std::to_string(means.size()) + " means for " +
                                       std::to_string(count) + " communities");
    return means[place];
  }
};

}  // namespace heed::laws
