#include "heed/graph/read.hpp"

#include "heed/core/text_fields.hpp"
#include "heed/core/text_file.hpp"
#include "heed/graph/read_formats.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace heed {
namespace {

std::string format_of_name(const std::string& path) {
  static constexpr std::array<std::array<std::string_view, 2>, 6> known = {{{".gml", "gml"},
                                                                            {".graphml", "graphml"},
                                                                            {".xml", "graphml"},
                                                                            {".graph", "metis"},
                                                                            {".metis", "metis"},
                                                                            {".mtx", "matrix_market"}}};
  std::string name = file_name(path);
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  for (const auto& [ending, format] : known)
    if (name.ends_with(ending)) return std::string(format);
  return "";
}

/// By the first line that is not empty.
std::string format_of_content(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (text.starts_with("%%MatrixMarket")) return "matrix_market";
  if (text.starts_with('<')) return "graphml";
  std::string_view rest = text;
  const std::string_view word = next_word(rest);
  if (word == "graph[" || (word == "graph" && (trimmed(rest).empty() || trimmed(rest) == "["))) return "gml";
  return word == "Creator" ? "gml" : "edges";
}

std::string format_of(const std::string& path, const std::string& asked) {
  TextFile file(path);
  do {
    if (!file.next()) throw error_at(path, 0, "the file is empty");
  } while (trimmed(file.text()).empty());
  if (asked != "auto") return asked;
  const std::string named = format_of_name(path);
  return named.empty() ? format_of_content(file.text()) : named;
}

/// Calls agents by the attribute "label", else "name", where it is a text that each has and no two share.
Network called_by_name(Network network) {
  for (const char* attribute : {"label", "name"}) {
    const Column* column = network.column(attribute);
    const auto* names = column ? std::get_if<std::vector<std::string>>(&column->values) : nullptr;
    if (!names || std::unordered_set<std::string>(names->begin(), names->end()).size() != names->size() ||
        std::find(names->begin(), names->end(), "") != names->end())
      continue;
    network.ids = std::move(network.labels);
    for (Agent i = static_cast<Agent>(network.ids.size()); i < network.agents(); ++i)
      network.ids.push_back(std::to_string(i));
    network.labels = *names;
    return network;
  }
  return network;
}

}  // namespace

const std::vector<std::string>& network_formats() {
  static const std::vector<std::string> formats = {"auto",    "edges",         "gml",
                                                   "graphml", "matrix_market", "metis"};
  return formats;
}

Network read_network(const std::string& path, const ReadOptions& options) {
  const auto& formats = network_formats();
  if (std::find(formats.begin(), formats.end(), options.format) == formats.end()) {
    const std::string near = nearest(options.format, formats);
    throw Error(ErrorKind::data,
                "there is no network format '" + options.format + "'; " +
                    (near.empty() ? "one of " + join(formats) : "did you mean '" + near + "'?"));
  }
  const std::string format = format_of(path, options.format);
  if (format == "gml") return called_by_name(to_network(read_gml(path, options), options));
  if (format == "graphml") return called_by_name(to_network(read_graphml(path, options), options));
  if (format == "metis") return to_network(read_metis(path, options), options);
  if (format == "matrix_market") return to_network(read_matrix_market(path, options), options);
  return to_network(read_edges(path, options), options);
}

}  // namespace heed
