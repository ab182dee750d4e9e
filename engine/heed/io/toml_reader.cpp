#include "heed/io/toml_reader.hpp"

#include "heed/core/places.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <sstream>

namespace heed {
namespace {

std::string kind_name(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table: return "a table";
    case toml::node_type::array: return "a list";
    case toml::node_type::string: return "text";
    case toml::node_type::integer: return "a whole number";
    case toml::node_type::floating_point: return "a number";
    case toml::node_type::boolean: return "true or false";
    default: return "a date";
  }
}

std::string formatted(const toml::node& node) {
  std::ostringstream out;
  node.visit([&](const auto& n) { out << toml::toml_formatter(n); });
  return out.str();
}

/// What is wrong with one value, and what to do about it.
struct Wrong {
  std::string message, hint;
};
using Verdict = std::optional<Wrong>;

std::string must_be(std::string_view name, const std::string& value, const Range& range) {
  const std::string says = range.says();
  return "'" + std::string(name) + "' is " + value + " but must be " + (says.empty() ? "a number" : says);
}

Verdict wrong_type(const toml::node& node, std::string_view name, std::string_view wanted,
                   std::string hint = "") {
  return Wrong{"'" + std::string(name) + "' takes " + std::string(wanted) + ", not " + kind_name(node),
               std::move(hint)};
}

Verdict read(const toml::node& node, std::string_view name, double& out, const Range& range) {
  if (!node.is_number())
    return wrong_type(node, name, "a number", node.is_string() ? "remove the quotes" : "");
  const double v = *node.value<double>();
  if (!range.holds(v)) return Wrong{must_be(name, to_text(v), range), ""};
  out = v;
  return {};
}

Verdict read(const toml::node& node, std::string_view name, std::int64_t& out, const Range& range) {
  if (!node.is_integer())
    return wrong_type(node, name, "a whole number", node.is_string() ? "remove the quotes" : "");
  const std::int64_t v = *node.value<std::int64_t>();
  if (!range.holds(static_cast<double>(v))) return Wrong{must_be(name, std::to_string(v), range), ""};
  out = v;
  return {};
}

Verdict read(const toml::node& node, std::string_view name, bool& out, const Range&) {
  if (!node.is_boolean()) return wrong_type(node, name, "true or false");
  out = *node.value<bool>();
  return {};
}

Verdict read(const toml::node& node, std::string_view name, std::string& out, const Range& range) {
  const auto* text = node.as_string();
  if (!text) return wrong_type(node, name, "text", "put it in quotes");
  const std::string& v = text->get();
  if (!range.words.empty() && std::find(range.words.begin(), range.words.end(), v) == range.words.end()) {
    const std::string near = nearest(v, range.words);
    return Wrong{"'" + v + "' is not a choice for '" + std::string(name) + "'",
                 near.empty() ? "choose one of " + join(range.words) : "did you mean '" + near + "'?"};
  }
  out = v;
  return {};
}

bool has_constant(const AnyChoice& choice) {
  const auto kinds = choice.kinds();
  return std::any_of(kinds.begin(), kinds.end(), [](const Kind& k) { return k.name == "constant"; });
}

/// What may stand for a choice, where only its name can, or a plain number too.
std::string choices(const AnyChoice& choice, bool number) {
  std::vector<std::string> names;
  for (const Kind& k : choice.kinds()) names.emplace_back(k.name);
  return "choose one of " + join(names) + (number && has_constant(choice) ? ", or write a plain number" : "");
}

/// Relative to the folder of the file that says it; what a setting says, to the current folder.
Verdict read(const toml::node& node, std::string_view name, Path& out, const Range& range) {
  std::string text;
  if (auto wrong = read(node, name, text, range)) return wrong;
  const auto& source = node.source().path;
  const bool from_file = source && source->rfind("--set ", 0) != 0;
  const std::filesystem::path folder = from_file ? std::filesystem::path(*source).parent_path() : "";
  out.written = text;
  out.resolved = text.empty() ? "" : (folder / text).lexically_normal().string();
  return {};
}

template <class T>
Verdict read(const toml::node& node, std::string_view name, std::vector<T>& out, const Range& range) {
  const auto* array = node.as_array();
  if (!array) {
    T one{};  // a bare value is a list of one
    if (auto wrong = read(node, name, one, range))
      return wrong_type(node, name, "a list", "put it in brackets");
    out = {one};
    return {};
  }
  std::vector<T> list;
  for (const toml::node& item : *array)
    if (auto wrong = read(item, name, list.emplace_back(), range)) return wrong;
  out = std::move(list);
  return {};
}

/// Is this table a value, rather than a step on the way to one? A range, or a part with its kind.
bool is_value(const toml::table& table, const std::string& path) {
  const bool part = table["kind"].is_string() && path.find('.') != std::string::npos;
  return table["from"].is_number() || part;
}

void flatten(const toml::table& table, const std::string& above, const std::string& file,
             std::vector<Setting>& out) {
  for (auto&& [key, node] : table) {
    const std::string path = above.empty() ? std::string(key.str()) : above + "." + std::string(key.str());
    const auto* inner = node.as_table();
    if (inner && !is_value(*inner, path)) {
      flatten(*inner, path, file, out);
      continue;
    }
    const Problem at = problem_at(key.source(), 1, file, "", "");
    out.push_back(
        {path, formatted(node),
         at.line ? at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) : at.file});
  }
}

Verdict read(const toml::node& node, std::string_view name, std::vector<Setting>& out, const Range&) {
  const auto* table = node.as_table();
  if (!table) return wrong_type(node, name, "a table of settings", "write path = value in it");
  out.clear();
  flatten(*table, "", "", out);
  return {};
}

}  // namespace

Problem problem_at(const toml::source_region& at, std::size_t width, const std::string& file,
                   std::string message, std::string hint) {
  const std::string name = at.path ? *at.path : file;
  Problem said = problem_said(name, message, hint);  // of a setting
  if (said.line > 0 || name.starts_with("--set ") || !at.begin) return said;
  if (width == 1 && at.end.line == at.begin.line && at.end.column > at.begin.column)
    width = at.end.column - at.begin.column;
  return {name, at.begin.line, at.begin.column, width, std::move(message), std::move(hint)};
}

void TomlReader::value(std::string_view name, Place place, const Range& range, std::string_view) {
  const toml::node* node = find(name);
  if (!node) return;
  const Verdict wrong = std::visit([&](auto* v) { return read(*node, name, *v, range); }, place);
  if (!wrong) return;
  wrong_.emplace_back(name);
  report(*node, wrong->message, wrong->hint);
}

void TomlReader::group(std::string_view name, std::string_view, const std::function<void(Fields&)>& inner) {
  static const toml::table nothing;
  const toml::node* node = find(name);
  if (node && !node->is_table())
    return report(*node, "'" + std::string(name) + "' takes a table, not " + kind_name(*node),
                  "write [" + below(name) + "] on a line of its own");
  TomlReader reader(node ? *node->as_table() : nothing, below(name), file_, problems_, loose_);
  inner(reader);
  reader.finish();
}

void TomlReader::choice(std::string_view name, AnyChoice& choice, std::string_view) {
  if (const toml::node* node = find(name)) read_choice(*node, name, choice);
}

void TomlReader::read_choice(const toml::node& node, std::string_view name, AnyChoice& choice) {
  if (node.is_string()) {
    pick(node, choice, true);
  } else if (const auto* table = node.as_table()) {
    TomlReader reader(*table, below(name), file_, problems_, loose_);
    reader.kinds(choice, "");
    reader.finish();
  } else if (node.is_number() && has_constant(choice)) {  // a bare number is a constant
    choice.choose("constant");
    toml::table constant;
    node.visit([&](const auto& n) { constant.insert("value", n); });
    std::vector<Problem> found;
    TomlReader reader(constant, below(name), file_, found, loose_);
    choice.fields(reader);
    for (Problem& p : found) {
      if (const auto at = p.message.find("'value'"); at != std::string::npos)
        p.message.replace(at, 7, "'" + std::string(name) + "'");
      report(node, p.message, p.hint);
    }
  } else {
    report(node, "'" + std::string(name) + "' takes the name of a kind or a table, not " + kind_name(node),
           choices(choice, true));
  }
}

bool TomlReader::pick(const toml::node& node, AnyChoice& choice, bool number) {
  std::vector<std::string> names;
  for (const Kind& k : choice.kinds()) names.emplace_back(k.name);
  const std::string word = node.is_string() ? node.as_string()->get() : "";
  if (std::find(names.begin(), names.end(), word) != names.end()) {
    if (choice.kind() != word) choice.choose(word);
    return true;
  }
  const std::string near = nearest(word, names);
  report(node, "'" + word + "' is not one of the " + std::string(choice.catalogue()),
         near.empty() ? choices(choice, number) : "did you mean '" + near + "'?");
  return false;
}

void TomlReader::kinds(AnyChoice& choice, std::string_view) {
  if (const toml::node* node = find("kind"))
    if (!pick(*node, choice, false)) {
      all_known_ = true;  // of an unknown kind the parameters are unknown too
      return;
    }
  choice_ = &choice;
  choice.fields(*this);
}

void TomlReader::list(std::string_view name, AnyList& list, std::string_view) {
  const toml::node* node = find(name);
  if (!node) return;
  list.clear();
  const auto add = [&](const toml::node& item) {
    list.add();
    const std::size_t index = list.size() - 1;
    if (AnyChoice* choice = list.choice(index)) return read_choice(item, name, *choice);
    if (const auto* table = item.as_table()) {
      TomlReader reader(*table, below(name), file_, problems_, loose_);
      list.fields(index, reader);
      return reader.finish();
    }
    report(item, "'" + std::string(name) + "' takes tables, not " + kind_name(item),
           "write [[" + below(name) + "]]");
  };
  if (const auto* array = node->as_array())
    for (const toml::node& item : *array) add(item);
  else
    add(*node);
}

void TomlReader::require(std::string_view name, bool holds, const std::string& message) {
  if (holds || std::find(wrong_.begin(), wrong_.end(), name) != wrong_.end()) return;
  const toml::node* node = table_.get(name);
  report(node ? *node : table_, message);
}

const toml::node* TomlReader::find(std::string_view name) {
  known_.emplace_back(name);
  return table_.get(name);
}

std::string TomlReader::below(std::string_view name) const { return place_below(where_, name); }

void TomlReader::report(const toml::node& node, std::string message, std::string hint) {
  problems_.push_back(problem_at(node.source(), 1, file_, std::move(message), std::move(hint)));
}

}  // namespace heed
