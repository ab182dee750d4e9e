#include "heed/io/key_depth.hpp"

#include "heed/core/limits.hpp"

#include <algorithm>
#include <vector>

namespace heed {
namespace {

/// The place after the text in quotes that begins at `at`: one line of it, or all where three quotes open it.
std::size_t after_quotes(std::string_view toml, std::size_t at) {
  const char quote = toml[at];
  const std::string three(3, quote);
  const bool whole = toml.substr(at).starts_with(three);
  for (at += whole ? 3 : 1; at < toml.size(); ++at) {
    if (toml[at] == '\\' && quote == '"')
      ++at;
    else if (whole && toml.substr(at).starts_with(three))
      return std::min(toml.find_first_not_of(quote, at), toml.size());
    else if (!whole && (toml[at] == quote || toml[at] == '\n'))
      return at + (toml[at] == quote);
  }
  return toml.size();
}

}  // namespace

std::optional<std::size_t> nested_too_deep(std::string_view toml) {
  std::vector<int> opened;  // how deep each bracket that is open began
  int depth = 0;
  for (std::size_t at = 0; at < toml.size();) {
    const char c = toml[at];
    if (c == '"' || c == '\'') {
      at = after_quotes(toml, at);
      continue;
    }
    if (c == '#') {
      at = std::min(toml.find('\n', at), toml.size());
      continue;
    }
    if (c == '[' || c == '{') opened.push_back(depth);
    if (c == '[' || c == '{' || c == '.') ++depth;
    if (c == ',' || c == '\n') depth = opened.empty() ? 0 : opened.back() + 1;
    if ((c == ']' || c == '}') && !opened.empty()) {
      depth = opened.back();
      opened.pop_back();
    }
    if (depth > limit::nesting) return at;
    ++at;
  }
  return std::nullopt;
}

std::string too_deep_message() { return "keys are nested deeper than " + std::to_string(limit::nesting); }

}  // namespace heed
