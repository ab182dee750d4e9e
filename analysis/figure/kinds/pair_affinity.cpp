#include "analysis/figure/figure.hpp"
#include "analysis/figure/scenario_words.hpp"
#include "analysis/figure/spec.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t most_assets = 60, most_periods = 12, most_methods = 12;

std::string lacks(const FigureSource& source) {
  const std::string why = lacks_states(source, "market",
                                       {{"affinity", {"time", "asset", "asset_other"}},
                                        {"partner", {"time", "pairing", "asset"}},
                                        {.name = "group", .axes = {"asset"}, .optional = true}});
  if (!why.empty()) return why;
  const std::vector<std::size_t>& shape = source.reader().shape("affinity");
  return shape[1] == shape[2]
             ? ""
             : fmt::format("'affinity' should be of as many assets both ways, and is of {} to {}", shape[1],
                           shape[2]);
}

/// The first assets, those of one group beside each other.
std::vector<std::size_t> assets_in_order(const FigureSource& source, std::size_t count) {
  std::vector<std::size_t> out(count);
  std::iota(out.begin(), out.end(), std::size_t{0});
  if (!source.has("group")) return out;
  const std::vector<std::string> group = source.reader().texts("group");
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) { return group[a] < group[b]; });
  return out;
}

/// A row for each two assets with their affinity in each period: v0, v1 …
FigureData cells(const FigureSource& source, const std::vector<std::size_t>& periods,
                 const std::vector<std::string>& names) {
  const TimeSlices affinity(source, "affinity");
  const std::size_t assets = affinity.size(1);
  FigureData data{{"asset", true}, {"other", true}};
  std::vector<std::vector<double>> all;
  for (std::size_t k = 0; k < periods.size(); ++k) {
    data.add_field("v" + std::to_string(k));
    all.push_back(affinity.at(periods[k]));
  }
  for (std::size_t a = 0; a < names.size(); ++a)
    for (std::size_t b = 0; b < names.size(); ++b) {
      if (a == b) continue;
      std::vector<Cell> row{names[a], names[b]};
      for (const auto& now : all) row.emplace_back(to_digits(now[a * assets + b], 3));
      data.add(row);
    }
  return data;
}

FigureData pairs(const FigureSource& source, const std::vector<std::size_t>& periods, std::size_t methods,
                 const std::vector<std::string>& names) {
  const TimeSlices partner(source, "partner");
  const std::size_t assets = partner.size(2);
  FigureData data{{"period"}, {"method"}, {"asset", true}, {"other", true}};
  for (std::size_t k = 0; k < periods.size(); ++k) {
    const std::vector<double> now = partner.at(periods[k]);
    for (std::size_t m = 0; m < methods; ++m)
      for (std::size_t a = 0; a < names.size(); ++a)
        if (const double b = now[m * assets + a]; b >= 0 && b < static_cast<double>(names.size()))
          data.add(
              {static_cast<double>(k), static_cast<double>(m), names[a], names[static_cast<std::size_t>(b)]});
  }
  return data;
}

Figure make(const FigureSource& source) {
  const std::vector<std::string> names = names_along(source, "asset", most_assets),
                                 methods = names_along(source, "pairing", most_methods);
  const std::size_t assets = TimeSlices(source, "affinity").size(1);
  const std::size_t recorded = source.recorded();
  const std::vector<std::size_t> periods = even_places(recorded, most_periods);
  const FigureData marks = pairs(source, periods, methods.size(), names);
  std::vector<std::string> order, labels;
  for (const std::size_t a : assets_in_order(source, names.size())) order.push_back(names[a]);
  for (const std::size_t k : periods) labels.push_back(short_number(source.results().times[k], 6));
  Figure out{
      .name = {},
      .title = "Which assets belong together",
      .caption = fmt::format(
          "Attention of assets to each other in the formation of a period; circles are the pairs "
          "of the method chosen. {}.{}",
          assets > names.size() ? fmt::format("The first {} of {} assets are shown", names.size(), assets)
                                : fmt::format("All {} assets", assets),
          source.has("group") ? " Assets are ordered by group." : ""),
      .description =
          fmt::format("Heat map of affinity between {} assets with a slider over {} periods; {} pairs are "
                      "marked in all.",
                      names.size(), periods.size(), marks.rows() / 2),
      .spec = specification(cells(source, periods, names), 460)};
  Json& spec = out.spec;
  add_slider(spec, "period", "period", labels, periods.size() - 1);
  add_choice(spec, "method", "pairs of", methods);
  const auto axis = [&](const char* field) {
    Json channel = text_of(field, "");
    channel["title"] = nullptr;
    channel["sort"] = order;
    channel["axis"] = {{"labelOverlap", true}, {"labelLimit", 70}};
    return channel;
  };
  const Json x = axis("other"), y = axis("asset");
  const Json tooltip = std::vector<Json>{text_of("asset", "asset"), text_of("other", "with"),
                                         number_of("affinity", "affinity")};
  spec["layer"] = {
      {{"transform", Json::array({calculate("affinity", "datum['v' + period]")})},
       {"mark", {{"type", "rect"}}},
       {"encoding",
        {{"x", x}, {"y", y}, {"color", density_colour("affinity", "affinity")}, {"tooltip", tooltip}}}},
      {{"data", marks.json()},
       {"transform", Json::array({filter("datum.period === period && datum.method === method")})},
       {"mark",
        {{"type", "point"}, {"color", "#ffffff"}, {"size", 40}, {"strokeWidth", 1.6}, {"opacity", 1}}},
       {"encoding", {{"x", x}, {"y", y}}}}};
  return out;
}

}  // namespace

FigureKind pair_affinity() {
  return {.summary = "attention between assets and the pairs made of it, with a slider over periods (market)",
          .place = 10,
          .lacks = lacks,
          .make = make};
}

}  // namespace heed::analysis::figures
