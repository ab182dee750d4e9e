#pragma once
#include "heed/core/fields.hpp"

#include <functional>
#include <string>

namespace heed {

/// The JSON Schema (draft 2020-12) of files with these parameters, for editors that complete and check TOML.
std::string json_schema(const std::function<void(Fields&)>& declare, const std::string& title);

}  // namespace heed
