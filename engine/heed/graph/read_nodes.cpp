#include "heed/graph/read_nodes.hpp"

#include "heed/core/text_file.hpp"

#include <algorithm>
#include <numeric>

namespace heed {

const std::string* ReadRecord::find(std::string_view name) const {
  const auto found =
      std::find_if(values.rbegin(), values.rend(), [&](const auto& v) { return v.first == name; });
  return found == values.rend() ? nullptr : &found->second;
}

ReadNodes::ReadNodes(std::string file, const ReadOptions& options)
    : options_(options), most_(believed_values(file)) {
  out_.file = std::move(file);
}

std::int64_t ReadNodes::place(const std::string& id) {
  const auto [found, added] = places_.try_emplace(id, static_cast<std::int64_t>(nodes_.size()));
  if (added) {
    nodes_.emplace_back();
    out_.texts.push_back(id);
  }
  return found->second;
}

void ReadNodes::add(ReadRecord& attributes, std::string name, std::string value) const {
  check_bytes(attributes.bytes += name.size() + value.size(), attributes.line);
  attributes.values.emplace_back(std::move(name), std::move(value));
}

void ReadNodes::node(const std::string& id, const ReadRecord& attributes) {
  const auto i = static_cast<std::size_t>(place(id));
  if (nodes_[i].declared > 0)
    throw error_at(
        out_.file, attributes.line,
        "there is a second node '" + id + "'; the first is on line " + std::to_string(nodes_[i].declared));
  nodes_[i].declared = attributes.line;
  for (const auto& [name, value] : attributes.values)
    if (name != "id") set(i, name, value, attributes.line);
}

void ReadNodes::set(std::size_t node, const std::string& name, const std::string& value, std::size_t line) {
  const auto [found, added] = column_.try_emplace(name, column_names_.size());
  if (added) {
    column_names_.push_back(name);
    column_values_.emplace_back();
    bytes_ += name.size();
  }
  check_size(line);
  check_bytes(bytes_ += value.size(), line);
  auto& values = column_values_[found->second];
  if (values.size() <= node) values.resize(node + 1);
  values[node] = value;
}

void ReadNodes::check_size(std::size_t line) const {
  if (column_names_.size() * nodes_.size() <= most_) return;
  throw error_at(out_.file, line,
                 counted(static_cast<std::int64_t>(column_names_.size()), "attribute") + " of " +
                     counted(static_cast<std::int64_t>(nodes_.size()), "node") +
                     " are far more than a file of this size tells; is it the file that was meant?");
}

void ReadNodes::check_bytes(std::size_t bytes, std::size_t line) const {
  if (bytes > most_)
    throw error_at(out_.file, line,
                   "up to here the attributes of nodes and edges take more than " + std::to_string(most_) +
                       " bytes, the most that is believed of a file of this size; leave out defaults or "
                       "attributes that are long");
}

std::int64_t ReadNodes::end_of(const std::string& id, std::size_t line) {
  const std::int64_t i = place(id);
  auto& mentioned = nodes_[static_cast<std::size_t>(i)].mentioned;
  if (mentioned == 0) mentioned = line;
  return i;
}

bool ReadNodes::weighs(std::string_view name) const {
  return options_.weights && (name == "weight" || name == "value");
}

std::optional<double> ReadNodes::weight(const ReadRecord& attributes) const {
  if (!options_.weights) return std::nullopt;
  const std::string* text = attributes.find("weight");
  if (!text) text = attributes.find("value");
  return text ? std::optional(read_weight(*text, out_.file, attributes.line)) : std::nullopt;
}

void ReadNodes::edge(const std::string& source, const std::string& target, bool directed, std::size_t line,
                     std::optional<double> weight) {
  const std::int64_t a = end_of(source, line), b = end_of(target, line);
  weighted_ = weighted_ || weight;
  out_.pairs.push_back({a, b});
  out_.weights.push_back(weight.value_or(1.0));
  directed_.push_back(directed);
}

Listing ReadNodes::listing() {
  for (std::size_t i = 0; i < nodes_.size(); ++i)
    if (nodes_[i].declared == 0)
      throw error_at(out_.file, nodes_[i].mentioned,
                     "an edge names node '" + out_.texts[i] + "', which the file does not have");
  if (std::find(directed_.begin(), directed_.end(), true) != directed_.end()) {
    out_.direction = Listing::Direction::directed;
    const std::size_t count = out_.pairs.size();
    for (std::size_t e = 0; e < count; ++e)
      if (const auto [a, b] = out_.pairs[e]; !directed_[e] && a != b) add_pair(b, a, out_.weights[e]);
  }
  if (!weighted_) out_.weights.clear();
  check_size(0);
  out_.agents.resize(nodes_.size());
  std::iota(out_.agents.begin(), out_.agents.end(), std::int64_t{0});
  for (std::size_t c = 0; c < column_names_.size(); ++c) {
    column_values_[c].resize(nodes_.size());
    out_.columns.push_back(typed_column(column_names_[c], std::move(column_values_[c])));
  }
  return std::move(out_);
}

void ReadNodes::add_pair(std::int64_t hearer, std::int64_t heard, double weight) {
  out_.pairs.push_back({hearer, heard});
  out_.weights.push_back(weight);
}

}  // namespace heed
