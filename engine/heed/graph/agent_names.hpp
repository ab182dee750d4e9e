#pragma once
#include "heed/core/text_fields.hpp"
#include "heed/graph/network.hpp"

#include <string>
#include <unordered_map>

namespace heed {

/// The agents of a network by their labels or ids as texts, or by their numbers where they have neither. A
/// label that is another's id is a label. O(1) for an id.
class AgentNames {
 public:
  explicit AgentNames(const Network& network) : count_(network.agents()) {
    for (const auto* names : {&network.labels, &network.ids})
      for (std::size_t i = 0; i < names->size(); ++i) places_.emplace((*names)[i], static_cast<Agent>(i));
    for (const std::string& id : network.ids.empty() ? network.labels : network.ids)
      whole_numbers_ = whole_numbers_ && to_integer(id);
    numbered_ = network.labels.empty();
  }

  /// The agent of that id, or -1.
  Agent find(const std::string& id) const {
    if (numbered_) {
      const auto i = to_integer(id);
      return i && *i >= 0 && *i < count_ ? static_cast<Agent>(*i) : -1;
    }
    const auto found = places_.find(id);
    return found == places_.end() ? -1 : found->second;
  }

  /// Whether a row that begins so can only be the names of the columns.
  bool in_header(const std::string& first) const {
    return find(first) < 0 && !(whole_numbers_ && to_integer(first));
  }

 private:
  std::unordered_map<std::string, Agent> places_;
  Agent count_;
  bool numbered_ = false, whole_numbers_ = true;
};

}  // namespace heed
