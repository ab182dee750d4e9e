#include "analysis/figure/sweep_words.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/section.hpp"
#include "analysis/run_report.hpp"
#include "heed/core/error.hpp"

#include <filesystem>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// A term and what it is, for a list of them.
void add(std::string& out, std::string_view term, std::string_view what) {
  if (!what.empty()) out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escaped(term), escaped(what));
}

std::string attribute_text(const Attribute& attribute) {
  return std::visit(
      []<class T>(const T& value) -> std::string {
        if constexpr (std::is_same_v<T, std::string>) {
          return value;
        } else {
          std::vector<std::string> words;
          for (const auto v : value) words.push_back(short_number(static_cast<double>(v), 8));
          return join(words);
        }
      },
      attribute.value);
}

std::string text_of(const Results& results, std::string_view name) {
  for (const Attribute& attribute : results.reader.attributes())
    if (attribute.name == name) return attribute_text(attribute);
  return "";
}

/// Settings are the attributes with a dot: "graph.p_in".
std::string settings(const Results& results) {
  Table table{.columns = {{.name = "setting", .left = true}, {.name = "value", .left = true}}, .rows = {}};
  for (const Attribute& attribute : results.reader.attributes())
    if (attribute.name.find('.') != std::string::npos)
      table.rows.push_back({attribute.name, attribute_text(attribute)});
  if (table.rows.empty()) return "";
  return "<details><summary>All settings, defaults too</summary>\n" +
         html_table(table, "Settings by their place in the scenario file") + "</details>\n";
}

std::string swept_text(const Results& results, std::size_t p) {
  const std::vector<std::string> values = value_texts(results.parameters[p]);
  if (values.size() <= 12) return join(values);
  return is_numeric(results.parameters[p])
             ? fmt::format("{} values, from {} to {}", values.size(), values.front(), values.back())
             : fmt::format("{} values, such as {} and {}", values.size(), values.front(), values.back());
}

std::string scenario_text(const Results& results) {
  if (!results.reader.has_variable("scenario_text")) return "";
  const std::string verb = results.is_sweep() ? "sweep" : "run";
  return fmt::format(
      "<details><summary>The scenario file, and how to run it again</summary>\n"
      "<p>Save the text below as <code>scenario.toml</code>, then: <code>heed {} scenario.toml</code></p>\n"
      "<pre>{}</pre>\n</details>\n",
      verb, escaped(results.reader.texts("scenario_text").at(0)));
}

}  // namespace

std::string lead_of(const Results& results) {
  if (!results.is_sweep()) {
    const std::string agents = results.agents > 0 ? fmt::format("{} agents, ", results.agents) : "";
    return fmt::format("A run: {}{}.", agents, ending_text(results.runs[0]));
  }
  std::vector<std::string> names;
  for (const SweptParameter& parameter : results.parameters) names.push_back(parameter.name);
  return fmt::format("A sweep over {}: {} points with {} seeds each, {} runs.", join(names, " and "),
                     results.points, results.seeds, results.runs.size());
}

Section what_was_run(const Results& results) {
  std::string list;
  add(list, "file", std::filesystem::path(results.file).filename().string());
  add(list, "scenario", results.scenario);
  add(list, "made by", text_of(results, "source"));
  add(list, "seed", text_of(results, "seed"));
  if (results.agents > 0) add(list, "agents", std::to_string(results.agents));
  if (!results.is_sweep()) add(list, "ended", ending_text(results.runs[0]));
  for (std::size_t p = 0; p < results.parameters.size(); ++p)
    add(list, results.parameters[p].name, swept_text(results, p));
  if (results.is_sweep()) {
    add(list, "design", results.design);
    add(list, "seeds at each point", std::to_string(results.seeds));
  }
  return {"run", "What was run", "<dl>\n" + list + "</dl>\n" + scenario_text(results) + settings(results)};
}

}  // namespace heed::analysis
