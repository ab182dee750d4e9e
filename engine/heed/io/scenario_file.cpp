#include "heed/io/scenario_file.hpp"

#include "heed/core/limits.hpp"
#include "heed/core/text_file.hpp"
#include "heed/io/key_depth.hpp"
#include "heed/io/toml_reader.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace heed {

struct ScenarioFile::Document {
  toml::table table;
  std::set<std::string> loose;  ///< places said for a kind that something above has changed
};

namespace {

namespace fs = std::filesystem;

std::string slurp(const std::string& path, const std::string& named_by) {
  if (const std::string why = why_not_opened(path); !why.empty())
    throw FileErrors(
        {{path, 0, 0, 1, "cannot open it: " + why, named_by.empty() ? "" : "it is the base of " + named_by}});
  std::ifstream in(path, std::ios::binary);
  std::string text;
  std::array<char, 1 << 16> block;
  do {
    in.read(block.data(), block.size());
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
  } while (in && text.size() <= limit::scenario_bytes);
  if (text.size() > limit::scenario_bytes)
    throw FileErrors(
        {{path, 0, 0, 1, "it is larger than " + std::to_string(limit::scenario_bytes / limit::mib) + " MiB",
          "is it a scenario file? networks and tables stand in files of their own"}});
  if (text.starts_with("\x89HDF"))
    throw FileErrors({{path, 0, 0, 1, "it is an HDF5 file and no scenario",
                       "of what heed wrote, heed analyze or heed report says what is in it"}});
  return text;
}

toml::table parsed(const std::string& text, const std::string& name) {
  if (const auto deep = nested_too_deep(text)) {
    const auto before = text.begin() + static_cast<std::ptrdiff_t>(*deep);
    const auto line = static_cast<std::size_t>(std::count(text.begin(), before, '\n')) + 1;
    const std::size_t column = *deep - (line > 1 ? text.rfind('\n', *deep - 1) : std::string::npos);
    throw FileErrors({{name, line, column, 1, too_deep_message(), ""}});
  }
  try {
    return toml::parse(text, name);
  } catch (const toml::parse_error& e) {
    const auto at = e.source().begin;
    throw FileErrors({{name, at.line, at.column, 1, std::string(e.description()), ""}});
  }
}

toml::table text_value_of(const Setting& setting) {
  std::string text = setting.value;
  try {
    return toml::parse("value = " + to_toml(Place(&text)), setting.where);
  } catch (const toml::parse_error&) {
    throw Error(ErrorKind::usage, setting.where + ": this is no text in UTF-8");
  }
}

/// The value of a setting under key "value"; what is not TOML is text.
toml::table value_of(const Setting& setting) {
  if (nested_too_deep(setting.value) || nested_too_deep(setting.path))
    throw Error(ErrorKind::usage, setting.where + ": " + too_deep_message());
  try {
    return toml::parse("value = " + setting.value, setting.where);
  } catch (const toml::parse_error&) {
    return text_value_of(setting);
  }
}

bool is_said_by_user(std::string_view where) { return where.starts_with("--set "); }

std::string kind_of(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* table = node.as_table())
    if (const auto kind = (*table)["kind"].value<std::string>()) return *kind;
  return "";
}

std::string place(const std::string& above, std::string_view key) {
  return above.empty() ? std::string(key) : above + "." + std::string(key);
}

/// Lays `over` on top of `under`: tables merge, all else is replaced. Where the kind of a part changes, what
/// was said for the one below becomes loose.
void merge(toml::table& under, toml::table&& over, const std::string& above, std::set<std::string>& loose) {
  for (auto&& [key, node] : over) {
    const std::string here = place(above, key.str());
    loose.erase(here);
    toml::node* below = under.get(key);
    if (auto* part = node.as_table(); part && below) {
      const std::string before = kind_of(*below), after = kind_of(node);
      const bool same = after.empty() || before == after;
      if (below->is_string() && same) {  // "similarity" is short for { kind = "similarity" }
        toml::table whole;
        whole.insert("kind", before);
        under.insert_or_assign(key, std::move(whole));
        below = under.get(key);
      }
      if (auto* table = below->as_table()) {
        if (!same)
          for (auto&& [name, unused] : *table) loose.insert(place(here, name.str()));
        merge(*table, std::move(*part), here, loose);
        continue;
      }
    }
    under.erase(key);  // with its place: what is said now is said elsewhere
    node.visit([&, &name = key](auto& value) { under.insert_or_assign(name, std::move(value)); });
  }
}

/// {value = v} at "a.b.c" as nested tables, its keys carrying the place of the setting.
toml::table nested(const Setting& setting) {
  if (!is_key_path(setting.path))
    throw Error(is_said_by_user(setting.where) ? ErrorKind::usage : ErrorKind::data,
                setting.where + ": '" + setting.path +
                    "' is no place in a scenario file: names of letters, digits, '_' and '-' with dots "
                    "between them, such as attention.temperature");
  toml::table inner = value_of(setting);
  std::string rest = setting.path;
  bool first = true;
  while (true) {
    const auto dot = rest.rfind('.');
    const std::string name = dot == std::string::npos ? rest : rest.substr(dot + 1);
    // A key made by parsing carries its source; one made by hand does not.
    toml::table outer = toml::parse("\"" + name + "\" = 0", setting.where);
    const toml::key& key = outer.begin()->first;  // of the map itself, not of the iterator
    if (first)
      inner.begin()->second.visit([&](auto& value) { outer.insert_or_assign(key, std::move(value)); });
    else
      outer.insert_or_assign(key, std::move(inner));
    inner = std::move(outer);
    first = false;
    if (dot == std::string::npos) return inner;
    rest = rest.substr(0, dot);
  }
}

}  // namespace

bool is_key_path(std::string_view path) {
  return !path.empty() && path.front() != '.' && path.back() != '.' && path.find("..") == path.npos &&
         path.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") ==
             path.npos;
}

Setting parse_set(const std::string& set) {
  const auto equals = set.find('=');
  const std::string path = set.substr(0, equals);
  if (equals == std::string::npos || !is_key_path(path))
    throw Error(ErrorKind::usage,
                "--set " + set + ": write path=value, such as --set attention.temperature=0.2");
  if (path == "base")
    throw Error(
        ErrorKind::usage,
        "--set " + set + ": the file that this one stands on is said in the file itself; write base there");
  return {path, set.substr(equals + 1), "--set " + set};
}

ScenarioFile::ScenarioFile() : document_(std::make_unique<Document>()) {}
ScenarioFile::~ScenarioFile() = default;
ScenarioFile::ScenarioFile(ScenarioFile&&) noexcept = default;
ScenarioFile& ScenarioFile::operator=(ScenarioFile&&) noexcept = default;

ScenarioFile ScenarioFile::read(const std::string& path, const std::vector<std::string>& sets) {
  if (path.empty()) throw Error(ErrorKind::usage, "the scenario file has no name");
  ScenarioFile out;
  out.path_ = path;
  std::string next = path, named_by;
  while (!next.empty()) {
    if (out.sources_.size() == 16)
      throw FileErrors(
          {{path, 0, 0, 1, "more than 16 files stand on each other as 'base'", "is one its own base?"}});
    out.sources_.insert(out.sources_.begin(), {next, slurp(next, named_by)});
    const toml::table table = parsed(out.sources_.front().second, next);
    const auto base = table["base"].value<std::string>();
    named_by = next;
    next = base ? (fs::path(next).parent_path() / *base).lexically_normal().string() : "";
  }
  for (const std::string& set : sets) out.settings_.push_back(parse_set(set));
  out.build();
  return out;
}

ScenarioFile ScenarioFile::parse(const std::string& text, const std::string& name) {
  ScenarioFile out;
  out.path_ = name;
  out.parsed_ = true;
  out.sources_ = {{name, text}};
  out.build();
  return out;
}

void ScenarioFile::build() {
  toml::table all;
  std::set<std::string> loose;
  for (const auto& [name, text] : sources_) merge(all, parsed(text, name), "", loose);
  for (const Setting& setting : settings_) merge(all, nested(setting), "", loose);
  all.erase("base");
  document_->table = std::move(all);
  document_->loose = std::move(loose);
  write_text();
}

void ScenarioFile::write_text() {
  if (sources_.size() == 1 && settings_.empty()) {
    text_ = sources_.front().second;
    return;
  }
  std::ostringstream out;
  out << toml::toml_formatter(document_->table) << '\n';
  text_ = out.str();
}

void ScenarioFile::drop(const std::vector<std::string>& left_over) {
  for (const std::string& path : left_over) {
    const auto dot = path.rfind('.');
    auto parent = document_->table.at_path(path.substr(0, dot));
    if (auto* table = parent.as_table()) table->erase(path.substr(dot + 1));
  }
  if (!left_over.empty()) write_text();
}

std::vector<std::string> ScenarioFile::files() const {
  std::vector<std::string> out;
  for (const auto& [name, text] : sources_) out.push_back(name);
  return out;
}

ScenarioFile ScenarioFile::with(const std::vector<Setting>& settings) const {
  ScenarioFile out;
  out.path_ = path_;
  out.parsed_ = parsed_;
  out.confined_ = confined_;
  out.sources_ = sources_;
  out.settings_ = settings_;
  out.settings_.insert(out.settings_.end(), settings.begin(), settings.end());
  out.build();
  return out;
}

void ScenarioFile::fill(const std::function<void(Fields&)>& declare, std::vector<Problem>& problems,
                        std::vector<std::string>* left_over, const Places& places) const {
  std::vector<std::string> unused;
  TomlReader reader(document_->table, "", path_, problems,
                    {document_->loose, left_over ? *left_over : unused});
  declare(reader);
  reader.finish(places);
}

bool ScenarioFile::says(const std::string& path) const { return !!document_->table.at_path(path); }

bool ScenarioFile::is_set(const std::string& path) const {
  return std::any_of(settings_.begin(), settings_.end(), [&](const Setting& s) { return s.path == path; });
}

bool ScenarioFile::leads_out(const std::string& path, const Path& file) const {
  if (!confined_) return false;
  const toml::node* said = document_->table.at_path(path).node();
  if (said && said->source().path && is_said_by_user(*said->source().path)) return false;
  const fs::path written(file.written);
  return written.is_absolute() || std::count(written.begin(), written.end(), "..") > 1;
}

Problem ScenarioFile::problem(const std::string& path, std::string message, std::string hint) const {
  const auto found = document_->table.at_path(path);
  if (!found) return {path_, 0, 0, 1, std::move(message), std::move(hint)};
  return problem_at(found.node()->source(), 1, path_, std::move(message), std::move(hint));
}

}  // namespace heed
