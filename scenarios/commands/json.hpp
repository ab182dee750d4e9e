#pragma once
#include <string>

#include <nlohmann/json.hpp>

namespace heed::scenarios {

/// As it is printed; bytes that are not UTF-8, as names of files may have, become U+FFFD.
inline std::string json_text(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace heed::scenarios
