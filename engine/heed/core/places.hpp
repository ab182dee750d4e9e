#pragma once
#include "heed/core/fields.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace heed {

/// Every place that `--set` may name, of all kinds there are, in the order declared: "attention.temperature",
/// "graph.agents". Every part has its defaults then.
std::vector<std::string> places(const std::function<void(Fields&)>& declare);

/// Those whose last word this is: "attention.temperature" of "temperature".
std::vector<std::string> places_called(std::string_view name, const std::vector<std::string>& places);

}  // namespace heed
