#include "scenarios/graph/tasks/words.hpp"

#include "heed/core/error.hpp"
#include "heed/core/text_fields.hpp"
#include "heed/core/text_file.hpp"
#include "heed/graph/agent_names.hpp"
#include "scenarios/graph/parts.hpp"

#include <map>
#include <set>

namespace heed::scenarios::graph::tasks {
namespace {

/// What a file says of all agents.
struct Said {
  std::vector<std::string> label;
  std::vector<Part> part;
  std::vector<std::set<std::string>> words;
};

Said read(const std::string& path, const Network& network) {
  const auto n = static_cast<std::size_t>(network.agents());
  Said out{std::vector<std::string>(n), std::vector<Part>(n, Part::none),
           std::vector<std::set<std::string>>(n)};
  const AgentNames agents(network);
  std::vector<std::size_t> line_of(n);
  TextFile file(path);
  while (file.next()) {
    std::string_view rest = trimmed(file.text());
    if (rest.empty() || rest.front() == '#') continue;
    const std::string id(next_word(rest)), label(next_word(rest)), word(next_word(rest));
    if (word.empty())
      throw file.error("a line should say id, class and part before the words; this one is shorter");
    const Agent agent = agents.find(id);
    if (agent < 0)
      throw file.error("there is no agent '" + id +
                       "' in the graph; take the line out, or add the agent's ties");
    const auto i = static_cast<std::size_t>(agent);
    if (line_of[i] > 0)
      throw file.error("agent '" + id + "' has a second line; the first is line " +
                       std::to_string(line_of[i]));
    line_of[i] = file.line();
    const auto part = part_of(word);
    if (!part) throw file.error("'" + word + "' is no part; it should be train, validation, test or none");
    if (label != "-") out.label[i] = label;
    if (label != "-") out.part[i] = *part;
    for (std::string_view w = next_word(rest); !w.empty(); w = next_word(rest)) out.words[i].emplace(w);
  }
  return out;
}

}  // namespace

Task Words::make(Network network, std::uint64_t) const {
  if (file.empty())
    throw Error(ErrorKind::data, "task 'words': no file is named; set task.file to the path of one");
  Task out{.network = std::move(network)};
  Said said = read(file.resolved.empty() ? file.written : file.resolved, out.network);
  set_labels(out, said.label);
  out.part = std::move(said.part);
  std::map<std::string, int> column;
  for (const auto& words : said.words)
    for (const std::string& word : words) column.emplace(word, 0);
  int next = 0;
  for (auto& [word, c] : column) c = next++;
  std::vector<Eigen::Triplet<float>> entries;
  for (std::size_t i = 0; i < said.words.size(); ++i)
    for (const std::string& word : said.words[i])
      entries.emplace_back(static_cast<int>(i), column.at(word),
                           1.0F / static_cast<float>(said.words[i].size()));
  if (column.empty()) throw error_at(file.resolved, 0, "no agent has a word");
  out.features.resize(out.agents(), static_cast<int>(column.size()));
  out.features.setFromTriplets(entries.begin(), entries.end());
  return out;
}

}  // namespace heed::scenarios::graph::tasks
