#pragma once
#include "heed/core/error.hpp"
#include "heed/core/fields.hpp"
#include "heed/draw/law.hpp"

#include <cmath>
#include <string>
#include <vector>

namespace heed::laws {

/// A column of the network: read with the graph from node attributes or from `graph.columns`.
/// Throws Error (data) where the column is missing, holds text, or has no value for an agent.
struct Column {
  static constexpr std::string_view summary = "a column that came with the graph";

  std::vector<std::string> names{"opinion"};

  void fields(Fields& f) {
    f("names", names, any(), "the column; for opinions on several topics one for each");
  }
  double draw(const Subject& s, Stream&) const {
    if (s.topic >= names.size())
      throw Error(ErrorKind::data, "law 'column': no column named for topic " + std::to_string(s.topic + 1));
    const double value = s.network.numbers(names[s.topic])[static_cast<std::size_t>(s.agent)];
    if (std::isfinite(value)) return value;
    throw Error(ErrorKind::data,
                "column '" + names[s.topic] + "' has no number for agent " + std::to_string(s.agent));
  }
};

}  // namespace heed::laws
