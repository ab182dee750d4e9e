#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace heed {

/// Where in a TOML text keys are nested deeper than limit::nesting, a.b.c being three deep and each { or [ in
/// a value one more; nothing where they are not. Parsers of TOML call themselves for each. O(length).
std::optional<std::size_t> nested_too_deep(std::string_view toml);

/// "keys are nested deeper than 64".
std::string too_deep_message();

}  // namespace heed
