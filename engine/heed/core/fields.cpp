#include "heed/core/fields.hpp"

#include "heed/core/error.hpp"

#include <cmath>

#include <fmt/format.h>

namespace heed {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + '"';
}

std::string toml(double v) {
  if (std::isinf(v)) return v > 0 ? "inf" : "-inf";
  if (std::isnan(v)) return "nan";
  std::string out = to_text(v);
  if (out.find_first_of(".e") == std::string::npos) out += ".0";
  return out;
}
std::string toml(std::int64_t v) { return std::to_string(v); }
std::string toml(bool v) { return v ? "true" : "false"; }
std::string toml(const std::string& v) { return quoted(v); }
std::string toml(const Path& v) { return quoted(v.written); }
std::string toml(const Setting& v) { return quoted(v.path) + " = " + v.value; }

template <class T> std::string toml(const std::vector<T>& list) {
  std::vector<std::string> parts;
  for (const T& v : list) parts.push_back(toml(v));
  if constexpr (std::is_same_v<T, Setting>) return "{ " + join(parts) + " }";
  return "[" + join(parts) + "]";
}

}  // namespace

bool Range::holds(double v) const {
  if (std::isnan(v)) return false;
  return (low_open ? v > low : v >= low) && (high_open ? v < high : v <= high);
}

std::string Range::says() const {
  if (!words.empty()) return "one of " + join(words);
  const bool below = std::isfinite(high), over = std::isfinite(low);
  if (over && below && !low_open && !high_open) return "between " + to_text(low) + " and " + to_text(high);
  std::string out;
  if (over) out = (low_open ? "above " : "at least ") + to_text(low);
  if (below)
    out += (out.empty() ? "" : " and ") + std::string(high_open ? "below " : "at most ") + to_text(high);
  return out;
}

Range any() { return {}; }
Range above(double low) { return {.low = low, .low_open = true, .words = {}}; }
Range at_least(double low) { return {.low = low, .words = {}}; }
Range between(double low, double high) { return {.low = low, .high = high, .words = {}}; }
Range one_of(std::vector<std::string> words) { return {.words = std::move(words)}; }

std::string_view type_name(const Place& place) {
  static constexpr std::array<std::string_view, 10> names{"a number",
                                                          "a whole number",
                                                          "true or false",
                                                          "text",
                                                          "a file",
                                                          "a list of numbers",
                                                          "a list of whole numbers",
                                                          "a list of texts",
                                                          "a list of number lists",
                                                          "a table of settings"};
  return names[place.index()];
}

std::string to_toml(const Place& place) {
  return std::visit([](const auto* v) { return toml(*v); }, place);
}

std::string to_text(double value) { return fmt::format("{}", value); }

}  // namespace heed
