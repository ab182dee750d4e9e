#include "analysis/figure/spec.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr int paper_width = 640, paper_columns = 3;

/// What the sliders and lists of a figure stand at: "time 500, topic climate".
std::string choices_text(const Json& spec) {
  std::vector<std::string> out;
  for (const Json& param : spec.value("params", Json::array())) {
    if (!param.contains("bind") || !param["bind"].is_object()) continue;
    for (const Json& labels : spec["params"])
      if (labels["name"] == param["name"].get<std::string>() + "_labels")
        out.push_back(param["bind"]["name"].get<std::string>() + " " +
                      labels["value"].at(param["value"].get<std::size_t>()).get<std::string>());
  }
  return join(out);
}

/// A setting on the page that a figure on paper does not need.
void unbind(Json& spec) {
  if (!spec.contains("params")) return;
  for (Json& param : spec["params"]) param.erase("bind");
}

}  // namespace

Json specification(const FigureData& data, int height) {
  return {{"$schema", "https://vega.github.io/schema/vega-lite/v6.json"},
          {"width", "container"},
          {"height", height},
          {"params", Json::array()},
          {"data", data.json()}};
}

Json number_of(std::string_view field, std::string_view title) {
  return {{"field", field}, {"type", "quantitative"}, {"title", title}};
}

Json text_of(std::string_view field, std::string_view title) {
  return {{"field", field}, {"type", "nominal"}, {"title", title}};
}

Json number_on(std::string_view field, std::string_view title, bool logarithmic) {
  Json out = number_of(field, title);
  out["scale"] =
      logarithmic ? Json{{"type", "log"}, {"nice", false}} : Json{{"zero", false}, {"nice", false}};
  return out;
}

Json date_on(std::string_view field, std::string_view title) {
  return {{"field", field}, {"type", "temporal"}, {"title", title}, {"scale", {{"type", "utc"}}}};
}

Json opinion_colour(std::string_view field, double low, double high, std::string_view title) {
  Json out = number_of(field, title);
  out["scale"] = {{"domain", {low, high}},
                  {"range", {"#2166ac", "#67a9cf", "#b9b9b9", "#ef8a62", "#b35806"}},
                  {"clamp", true}};
  return out;
}

Json density_colour(std::string_view field, std::string_view title) {
  Json out = number_of(field, title);
  out["scale"] = {{"scheme", "viridis"}, {"type", "sqrt"}, {"domainMin", 0}};
  return out;
}

Json density_ground() { return {{"fill", "#440154"}}; }

Json category_colour(std::string_view field, std::string_view title, const std::vector<std::string>& order) {
  Json out = text_of(field, title);
  out["scale"] = {
      {"domain", order},
      {"range", {"#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8C8C8C", "#B5A900"}}};
  out["legend"] = order.size() < 2 ? Json(nullptr) : Json{{"symbolOpacity", 1}};
  return out;
}

Json filter(std::string_view test) { return {{"filter", test}}; }

Json calculate(std::string_view field, std::string_view expression) {
  return {{"calculate", expression}, {"as", field}};
}

void add_slider(Json& spec, std::string_view name, std::string_view what,
                const std::vector<std::string>& labels, std::size_t at) {
  Json param{{"name", name}, {"value", at}};
  if (labels.size() > 1)
    param["bind"] = {{"input", "range"}, {"min", 0}, {"max", labels.size() - 1}, {"step", 1}, {"name", what}};
  spec["params"].push_back(param);
  spec["params"].push_back({{"name", std::string(name) + "_labels"}, {"value", labels}});
}

void add_choice(Json& spec, std::string_view name, std::string_view what,
                const std::vector<std::string>& labels) {
  Json param{{"name", name}, {"value", 0}};
  if (labels.size() > 1) {
    const std::vector<std::size_t> places = even_places(labels.size(), labels.size());
    param["bind"] = {{"input", "select"}, {"options", places}, {"labels", labels}, {"name", what}};
  }
  spec["params"].push_back(param);
  spec["params"].push_back({{"name", std::string(name) + "_labels"}, {"value", labels}});
}

void head_with_choice(Json& spec, const std::string& name) {
  spec["title"] = {
      {"text", {{"expr", fmt::format("{0}_labels[{0}]", name)}}}, {"anchor", "start"}, {"fontSize", 12}};
}

Json zoom(const std::vector<std::string>& channels) {
  return {
      {"name", "zoom"},
      {"select",
       {{"type", "interval"}, {"encodings", channels}, {"zoom", "wheel![event.ctrlKey || event.metaKey]"}}},
      {"bind", "scales"}};
}

bool is_geometric(std::vector<double> values) {
  std::stable_sort(values.begin(), values.end());  // std::sort may leave them where one is NaN
  values.erase(std::unique(values.begin(), values.end()), values.end());
  if (values.size() < 3 || !(values.front() > 0) || values.back() < 8 * values.front()) return false;
  const auto unevenness = [&](auto step) {
    double low = std::numeric_limits<double>::infinity(), high = 0;
    for (std::size_t k = 1; k < values.size(); ++k) {
      low = std::min(low, step(values[k - 1], values[k]));
      high = std::max(high, step(values[k - 1], values[k]));
    }
    return high / low;
  };
  return unevenness([](double a, double b) { return std::log(b / a); }) <
         unevenness([](double a, double b) { return b - a; });
}

std::vector<std::size_t> even_places(std::size_t count, std::size_t most) {
  std::vector<std::size_t> out;
  const std::size_t places = std::min(count, most);
  for (std::size_t i = 0; i < places; ++i)
    out.push_back(places == 1 ? count - 1 : i * (count - 1) / (places - 1));
  return out;
}

std::string part_text(std::size_t shown, std::size_t all) {
  return shown == all ? fmt::format("all {}", all) : fmt::format("{} of {}, evenly spaced", shown, all);
}

std::string observables_text(std::size_t shown, std::size_t all) {
  return shown == all ? "" : fmt::format(" {} of {} observables are shown.", shown, all);
}

std::string first_text(std::size_t shown, std::size_t all) {
  return shown == all ? fmt::format("all {}", all) : fmt::format("the first {} of {}", shown, all);
}

std::string first_sentence(std::size_t shown, std::size_t all, std::string_view what) {
  return shown == all ? "" : fmt::format(" Drawn are the first {} of {} {}.", shown, all, what);
}

Json standing_alone(Json spec, const std::string& title) {
  const Json ink = "#1a1d21";
  if (!spec.contains("title"))
    spec["title"] = {{"text", title}, {"anchor", "start"}, {"fontSize", 15}, {"offset", 10}};
  if (spec.contains("width")) spec["width"] = paper_width;
  if (spec.contains("facet")) {
    spec["columns"] = paper_columns;
    spec["spec"]["width"] = paper_width / paper_columns - 40;
  }
  spec["padding"] = 12;
  spec["config"] = {
      {"background", "white"},
      {"font", "DejaVu Sans, Helvetica, Arial, sans-serif"},
      {"view", {{"stroke", nullptr}}},
      {"axis", {{"labelColor", ink}, {"titleColor", ink}, {"gridColor", "#e3e6ea"}, {"labelOverlap", true}}},
      {"legend", {{"labelColor", ink}, {"titleColor", ink}}}};
  return spec;
}

Json for_paper(Json spec, const std::string& title) {
  spec.erase("title");
  Json out = standing_alone(std::move(spec), title);
  if (const std::string choices = choices_text(out); !choices.empty()) out["title"]["subtitle"] = choices;
  unbind(out);
  return out;
}

}  // namespace heed::analysis
