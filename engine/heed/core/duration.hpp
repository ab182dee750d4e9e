#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace heed {

/// A time span as people write it: "10 min", "90 s", "500 ms", "2 h", "1.5 d". Nothing where it is none, is
/// below 0, or longer than 100 years.
std::optional<std::chrono::nanoseconds> duration_of(std::string_view text);

}  // namespace heed
