#pragma once
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

namespace heed::analysis {

/// What is said in JSON, each object in the order it was written. A list of one value is
/// Json::array({value}): of `Json x = {value}` g++ makes a list, clang the value.
using Json = nlohmann::ordered_json;

/// Adds to an object what it does not have yet, at once; `object[name] = value` first looks through all of
/// it.
inline void add(Json& object, std::string name, Json value) {
  object.get_ref<Json::object_t&>().emplace_back(std::move(name), std::move(value));
}

/// As it is printed; bytes that are not UTF-8, as names of files may have, become U+FFFD.
inline std::string json_text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace heed::analysis
