#pragma once
#include <nlohmann/json.hpp>

namespace heed::analysis {

/// What is said in JSON, each object in the order it was written.
using Json = nlohmann::ordered_json;

}  // namespace heed::analysis
