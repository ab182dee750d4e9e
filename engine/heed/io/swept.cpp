#include "heed/io/swept.hpp"

#include "heed/core/limits.hpp"
#include "heed/io/key_depth.hpp"
#include "heed/io/toml_reader.hpp"

#include <array>
#include <cmath>
#include <sstream>

namespace heed {
namespace {

/// { from, to, count, scale, whole } as written in a file.
struct SpanFields {
  double from = 0, to = 1;
  std::int64_t count = 0;
  enum class Scale { linear, log } scale = Scale::linear;
  bool whole = false;

  void fields(Fields& f) {
    static constexpr std::array<std::string_view, 2> words{"linear", "log"};
    f("from", from, any(), "first value");
    f("to", to, any(), "last value");
    f("count", count, between(0, static_cast<double>(limit::points)), "how many values, both ends included");
    f.word("scale", scale, words, "even steps in the value, or in its logarithm");
    f("whole", whole, any(), "rounded to whole numbers");
    f.require("from", scale == Scale::linear || (from > 0 && to > 0),
              "a log scale needs 'from' and 'to' above 0");
    f.require("count", count != 1 || from == to, "a 'count' of 1 has room for one of 'from' and 'to' only");
  }
};

std::string number_text(double v) {
  return std::floor(v) == v && std::abs(v) < 1e15 ? std::to_string(static_cast<std::int64_t>(v)) : to_text(v);
}

toml::table value_table(const std::string& text) {
  if (nested_too_deep(text)) return {};
  try {
    return toml::parse("value = " + text);
  } catch (const toml::parse_error&) {
    return {};
  }
}

}  // namespace

std::string Swept::at(double share) const {
  double v = log ? from * std::pow(to / from, share) : from + share * (to - from);
  if (share <= 0) v = from;
  if (share >= 1) v = to;
  return number_text(whole ? std::round(v) : v);
}

Swept read_swept(const Setting& over, std::vector<Problem>& problems) {
  Swept out{.path = over.path, .where = over.where, .values = {}};
  const auto wrong = [&](const std::string& message, std::string hint) {
    problems.push_back(problem_said(over.where, "'" + over.path + "' " + message, std::move(hint)));
  };
  const toml::table table = value_table(over.value);
  const toml::node* value = table.get("value");
  if (const auto* list = value ? value->as_array() : nullptr) {
    for (const toml::node& item : *list) {
      std::ostringstream text;
      item.visit([&](const auto& n) { text << toml::toml_formatter(n); });
      out.values.push_back(text.str());
    }
    if (out.values.empty()) wrong("has an empty list of values", "name at least one");
  } else if (const auto* span = value ? value->as_table() : nullptr) {
    SpanFields fields;
    const std::set<std::string> none;
    std::vector<std::string> left_over;
    TomlReader reader(*span, over.path, over.where, problems, {none, left_over});
    fields.fields(reader);
    reader.finish();
    if (const auto count = (*span)["count"].value<std::int64_t>(); count == 0)
      wrong("has a 'count' of 0", say_how_many);
    out.has_range = true;
    out.from = fields.from;
    out.to = fields.to;
    out.log = fields.scale == SpanFields::Scale::log;
    out.whole = fields.whole;
    for (std::int64_t k = 0; k < fields.count; ++k)
      out.values.push_back(
          out.at(fields.count == 1 ? 0 : static_cast<double>(k) / static_cast<double>(fields.count - 1)));
  } else {
    wrong("takes a list of values or a range",
          "write [0.1, 0.2] or { from = 0.1, to = 10, count = 5, scale = \"log\" }");
  }
  return out;
}

std::optional<double> as_number(const std::string& toml) {
  return value_table(toml)["value"].value<double>();
}

std::string as_text(const std::string& toml) {
  const auto text = value_table(toml)["value"].value_exact<std::string>();
  return text ? *text : toml;
}

}  // namespace heed
