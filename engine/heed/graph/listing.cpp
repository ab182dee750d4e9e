#include "heed/graph/listing.hpp"

#include "heed/core/parallel.hpp"
#include "heed/core/text_fields.hpp"
#include "heed/core/text_file.hpp"
#include "heed/graph/id_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace heed {
namespace {

/// The ids of a listing in increasing order, and the place of each among them: the number of the agent.
class Numbering {
 public:
  explicit Numbering(const Listing& listing) {
    std::int64_t low = 0, high = -1;
    for_ids(listing, [&](std::int64_t id) {
      low = std::min(low, id);
      high = std::max(high, id);
    });
    const auto dense = static_cast<std::int64_t>(4 * listing.pairs.size() + listing.agents.size()) + 1000000;
    if (low >= 0 && high < std::min(dense, most_agents))
      use_table(listing, high);
    else
      use_hashes(listing);
    check_agents(static_cast<std::int64_t>(ids_.size()), listing.file, 0);
  }

  const std::vector<std::int64_t>& ids() const { return ids_; }

  Agent operator()(std::int64_t id) const {
    if (!table_.empty()) return table_[static_cast<std::size_t>(id)];
    return hashes_[id];
  }

 private:
  template <class Visit> static void for_ids(const Listing& listing, Visit visit) {
    for (const std::int64_t id : listing.agents) visit(id);
    for (const auto [hearer, heard] : listing.pairs) {
      visit(hearer);
      visit(heard);
    }
  }

  void use_table(const Listing& listing, std::int64_t high) {
    table_.assign(static_cast<std::size_t>(high + 1), -1);
    for_ids(listing, [&](std::int64_t id) { table_[static_cast<std::size_t>(id)] = 0; });
    for (std::size_t id = 0; id < table_.size(); ++id)
      if (table_[id] == 0) {
        table_[id] = static_cast<Agent>(ids_.size());
        ids_.push_back(static_cast<std::int64_t>(id));
      }
  }

  void use_hashes(const Listing& listing) {
    for_ids(listing, [this](std::int64_t id) { hashes_.insert(id); });
    ids_ = hashes_.number();
  }

  std::vector<std::int64_t> ids_;
  std::vector<Agent> table_;  // by id; empty when ids are too far apart for it
  IdTable hashes_;            // then this
};

/// Texts that are whole numbers, all of them, become ids of that value.
void use_integers(Listing& listing) {
  std::vector<std::int64_t> value;
  for (const std::string& text : listing.texts) {
    const auto number = to_integer(text);
    if (!number || std::to_string(*number) != text) return;
    value.push_back(*number);
  }
  if (value.empty()) return;
  for (auto& [hearer, heard] : listing.pairs) {
    hearer = value[static_cast<std::size_t>(hearer)];
    heard = value[static_cast<std::size_t>(heard)];
  }
  for (std::int64_t& id : listing.agents) id = value[static_cast<std::size_t>(id)];
  listing.texts.clear();
}

std::vector<std::string> labels_of(const Listing& listing, const std::vector<std::int64_t>& ids) {
  if (!listing.texts.empty()) return listing.texts;
  std::vector<std::string> out;
  if (ids.empty() || (ids.front() == 0 && ids.back() == static_cast<std::int64_t>(ids.size()) - 1))
    return out;
  out.reserve(ids.size());
  for (const std::int64_t id : ids) out.push_back(std::to_string(id));
  return out;
}

/// The columns of a listing in the order of the agents.
std::vector<Column> ordered_columns(const Listing& listing, const Numbering& number) {
  std::vector<Column> out = listing.columns;
  for (std::size_t c = 0; c < out.size(); ++c)
    std::visit(
        [&]<class T>(const std::vector<T>& values) {
          auto& placed = std::get<std::vector<T>>(out[c].values);
          for (std::size_t k = 0; k < values.size(); ++k)
            placed[static_cast<std::size_t>(number(listing.agents[k]))] = values[k];
        },
        listing.columns[c].values);
  return out;
}

/// The ties by agent, without those of an agent with itself unless asked for.
std::vector<Tie> numbered_ties(Listing& listing, const Numbering& number, const ReadOptions& options,
                               bool reverse, std::vector<std::string>& notes) {
  std::vector<Tie> ties(listing.pairs.size());
  const bool weighted = options.weights && !listing.weights.empty();
  for_each_index(ties.size(), [&](std::size_t e) {
    const auto [a, b] = listing.pairs[e];
    ties[e] = {number(reverse ? b : a), number(reverse ? a : b), weighted ? listing.weights[e] : 1.0};
  });
  listing.pairs = {};
  listing.weights = {};
  if (options.self_loops) return ties;
  const auto dropped = std::erase_if(ties, [](const Tie& t) { return t.hearer == t.heard; });
  if (dropped > 0)
    notes.push_back("'" + file_name(listing.file) +
                    "': " + counted(static_cast<std::int64_t>(dropped), "tie") + " of an agent with itself " +
                    (dropped == 1 ? "was" : "were") + " left out");
  return ties;
}

std::string name_of(const Network& network, Agent i) {
  return network.labels.empty() ? std::to_string(i) : network.labels[static_cast<std::size_t>(i)];
}

/// Where ties are listed from both ends, each must be there from both, with one weight.
void check_mutual(const Network& network, const std::string& file) {
  const Graph& graph = network.graph;
  for (Agent i = 0; i < graph.agents(); ++i)
    for (Edge e = graph.first(i); e < graph.first(i + 1); ++e) {
      const Agent j = graph.hears(i)[static_cast<std::size_t>(e - graph.first(i))];
      const auto back = graph.hears(j);
      const auto found = std::lower_bound(back.begin(), back.end(), i);
      const std::string tie = "the tie of '" + name_of(network, i) + "' and '" + name_of(network, j) + "' ";
      if (found == back.end() || *found != i)
        throw error_at(file, 0,
                       tie + "is listed by '" + name_of(network, i) +
                           "' only, and should be listed by both; directed = true reads it as it is");
      if (graph.weight(graph.first(j) + (found - back.begin())) != graph.weight(e))
        throw error_at(file, 0, tie + "has two different weights; directed = true reads them as they are");
    }
}

}  // namespace

Network to_network(Listing listing, const ReadOptions& options) {
  Network out;
  use_integers(listing);
  const Numbering number(listing);
  if (number.ids().empty()) throw error_at(listing.file, 0, "there are no agents in it");
  out.labels = labels_of(listing, number.ids());
  out.columns = ordered_columns(listing, number);
  const bool weighted = options.weights && !listing.weights.empty();
  const bool directed = options.directed || listing.direction == Listing::Direction::directed;
  const bool mutual = listing.direction == Listing::Direction::mutual;
  std::vector<Tie> ties = numbered_ties(listing, number, options, directed && options.reverse, out.notes);
  const auto listed = static_cast<Edge>(ties.size());
  if (!directed && !mutual) ties = both_ways(std::move(ties));
  const auto given = static_cast<Edge>(ties.size());
  out.graph = Graph(static_cast<Agent>(number.ids().size()), std::move(ties), weighted);
  if (mutual && !options.directed) check_mutual(out, listing.file);
  if (weighted && out.graph.edges() < given)
    out.notes.push_back("'" + file_name(listing.file) + "': some of the " + counted(listed, "tie") +
                        " are repeated; the weights of a repeated tie were added");
  return out;
}

double read_weight(std::string_view text, const std::string& file, std::size_t line) {
  const auto value = to_number(text);
  if (value && std::isfinite(*value) && *value >= 0) return *value;
  const std::string problem = !value                  ? "not a number"
                              : std::isfinite(*value) ? "below 0, and must be at least 0"
                                                      : "not a finite number";
  throw error_at(
      file, line,
      "the weight '" + std::string(text) + "' is " + problem + "; weights = false leaves weights out");
}

Column typed_column(std::string name, std::vector<std::string> values) {
  std::vector<double> numbers;
  numbers.reserve(values.size());
  for (const std::string& text : values) {
    const auto number = text.empty() ? std::numeric_limits<double>::quiet_NaN() : to_number(text);
    if (!number) return {std::move(name), std::move(values)};
    numbers.push_back(*number);
  }
  return {std::move(name), std::move(numbers)};
}

void check_agents(std::int64_t count, const std::string& file, std::size_t line) {
  if (count > most_agents)
    throw error_at(file, line,
                   std::to_string(count) + " agents, but heed holds at most " + std::to_string(most_agents));
}

}  // namespace heed
