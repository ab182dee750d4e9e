#pragma once
#include "heed/graph/read.hpp"

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "unit/core/temporary_folder.hpp"

namespace heed::tests {

/// A tie as (hearer, heard, weight).
using Triple = std::tuple<Agent, Agent, double>;
using Triples = std::vector<Triple>;
using Texts = std::vector<std::string>;

inline Triples triples(const Network& network) {
  Triples out;
  for (const Tie& t : network.graph.ties()) out.emplace_back(t.hearer, t.heard, t.weight);
  return out;
}

/// The network of a file of that name and text.
inline Network read_text(const std::string& name, std::string_view text, const ReadOptions& options = {}) {
  const TemporaryFolder folder;
  return read_network(folder.write(name, text), options);
}

/// What is said of a file of that name and text when it is refused.
inline std::string refusal(const std::string& name, std::string_view text, const ReadOptions& options = {}) {
  const TemporaryFolder folder;
  const std::string path = folder.write(name, text);
  return folder.message([&] { read_network(path, options); });
}

}  // namespace heed::tests
