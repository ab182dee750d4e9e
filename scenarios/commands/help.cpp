#include "scenarios/commands/help.hpp"

#include "heed/core/error.hpp"
#include "heed/core/utf8.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

namespace heed::scenarios {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

bool is_indented(const std::string& line) { return !line.empty() && line.front() == ' '; }

/// "INT in [1 - 4096]" as CLI11 says it becomes "1 to 4096"; of anything else nothing is left.
std::string bounds(const std::string& check) {
  const auto open = check.find(" in ["), dash = check.find(" - "), close = check.rfind(']');
  if (open == check.npos || dash == check.npos || close == check.npos) return "";
  return check.substr(open + 5, dash - open - 5) + " to " + check.substr(dash + 3, close - dash - 3);
}

/// What CLI11 calls the type is the name of the value, and after ':' what its checks say.
std::string checks_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const auto colon = type.find(':');
  return colon == type.npos ? "" : type.substr(colon + 1);
}

/// A name, and beside or below it the lines of what it means.
std::string entry(const std::string& name, const std::string& meaning, std::size_t column) {
  std::string out = "  " + name;
  std::size_t at = characters_in(out);
  for (const std::string& line : wrapped(meaning, help_width - column)) {
    if (at + 2 > column) {
      out += '\n';
      at = 0;
    }
    out += std::string(column - at, ' ') + line;
    at = help_width;  // so that the next one starts a line
  }
  return out + '\n';
}

}  // namespace

std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::vector<std::string> out;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    if (!out.empty() && characters_in(out.back()) + 1 + characters_in(word) <= width) {
      out.back() += ' ' + word;
      continue;
    }
    for (auto comma = word.rfind(',', width - 1);
         characters_in(word) > width && comma != word.npos && comma > 0; comma = word.rfind(',', width - 1)) {
      out.push_back(word.substr(0, comma + 1));
      word.erase(0, comma + 1);
    }
    out.push_back(word);
  }
  return out;
}

std::vector<std::string> allowed_words(const CLI::Option& option) {
  const std::string checks = checks_of(option);
  if (checks.size() < 2 || checks.front() != '{' || checks.back() != '}') return {};
  return CLI::detail::split(checks.substr(1, checks.size() - 2), ',');
}

OptionText option_text(const CLI::Option& option) {
  OptionText out;
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  out.names = option.get_positional() ? option.get_name(true, false) : join(names);
  if (option.get_positional() && option.get_expected_max() > 1) out.names += " …";
  if (!option.get_positional() && option.get_items_expected_max() > 0) {
    const std::string type = option.get_type_name();
    out.value = type.substr(0, type.find(':'));
  }
  out.description = option.get_description();
  std::vector<std::string> remarks;
  if (const auto words = allowed_words(option); !words.empty()) remarks.push_back(join(words));
  if (const std::string range = bounds(checks_of(option)); !range.empty()) remarks.push_back(range);
  if (option.get_required() && !option.get_positional()) remarks.emplace_back("required");
  if (!remarks.empty()) out.description += " [" + join(remarks, "; ") + "]";
  return out;
}

std::vector<OptionText> required_options(const CLI::App& command) {
  std::vector<OptionText> out;
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_positional() || !option->get_required()) continue;
    out.push_back(option_text(*option));
    out.back().names.resize(std::min(out.back().names.find(','), out.back().names.size()));
  }
  return out;
}

Footer footer_of(const CLI::App& command) {
  Footer out;
  const std::vector<std::string> lines = lines_of(command.get_footer());
  bool examples = false, over = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i] == "Examples:" || lines[i] == "Start here:") {
      examples = true;
      continue;
    }
    over = over || (examples && !lines[i].empty() && !is_indented(lines[i]));
    (examples && !over ? out.examples : out.words).push_back(lines[i]);
  }
  return out;
}

HelpFormatter::HelpFormatter() {
  column_width(26);
  label("Positionals", "Arguments");
  label("SUBCOMMAND", "COMMAND …");
}

std::string HelpFormatter::make_description(const CLI::App* app) const {
  return join(wrapped(app->get_description(), help_width), "\n") + "\n\n";
}

std::string HelpFormatter::make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const {
  std::vector<std::string> groups = app->get_groups();
  // What has no group of its own, such as --help, comes last.
  std::stable_partition(groups.begin(), groups.end(), [](const std::string& g) { return g != "Options"; });
  std::string out = make_description(app) + make_usage(app, std::move(name)) + make_positionals(app);
  for (const std::string& group : groups) {
    const auto options =
        app->get_options([&](const CLI::Option* o) { return o->get_group() == group && o->nonpositional(); });
    if (!group.empty() && !options.empty()) out += make_group(group, false, options);
  }
  return out + make_subcommands(app, mode) + "\n" + make_footer(app);
}

std::string HelpFormatter::make_usage(const CLI::App* app, std::string name) const {
  std::string out = Formatter::make_usage(app, std::move(name)), required;
  for (const OptionText& text : required_options(*app)) required += " " + text.names + " " + text.value;
  return out.insert(out.find(']') + 1, required);  // behind [OPTIONS], which every command has
}

std::string HelpFormatter::make_option_usage(const CLI::Option* option) const {
  const std::string names = option_text(*option).names;
  return option->get_required() ? names : "[" + names + "]";
}

std::string HelpFormatter::make_option(const CLI::Option* option, bool) const {
  const OptionText text = option_text(*option);
  const std::string gap = option->get_snames().empty() && !option->get_positional() ? "    " : "";
  return entry(gap + text.names + (text.value.empty() ? "" : " " + text.value), text.description,
               get_column_width());
}

std::string HelpFormatter::make_subcommand(const CLI::App* sub) const {
  return entry(sub->get_name(), sub->get_description(), 15);
}

std::string HelpFormatter::make_footer(const CLI::App* app) const {
  std::string out;
  for (const std::string& line : lines_of(app->get_footer()))
    if (!out.empty() || !line.empty())
      out += (is_indented(line) ? line : join(wrapped(line, help_width), "\n")) + '\n';
  return out;
}

}  // namespace heed::scenarios
