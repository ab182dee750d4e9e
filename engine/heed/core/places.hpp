#pragma once
#include "heed/core/fields.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace heed {

/// The place of a parameter of this name in a table, whose own place is "" for the whole file:
/// "attention.temperature".
inline std::string place_below(const std::string& table, std::string_view name) {
  return table.empty() ? std::string(name) : table + "." + std::string(name);
}

/// Calls visit(kind) for each kind there is while that is chosen, with its defaults. The choice is of its
/// kind again then, with the defaults of that.
template <class Visit> void for_each_kind(AnyChoice& choice, Visit visit) {
  const std::string_view before = choice.kind();
  for (const Kind& kind : choice.kinds()) {
    choice.choose(kind.name);
    visit(kind);
  }
  choice.choose(before);  // defaults of what is declared later may follow the kind
}

/// Every place that `--set` may name, of all kinds there are, in the order declared: "attention.temperature",
/// "graph.agents". Every part has its defaults then.
std::vector<std::string> places(const std::function<void(Fields&)>& declare);

/// Those whose last word this is: "attention.temperature" of "temperature".
std::vector<std::string> places_called(std::string_view name, const std::vector<std::string>& places);

}  // namespace heed
