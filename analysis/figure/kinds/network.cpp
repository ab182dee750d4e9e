#include "analysis/figure/drawn_network.hpp"
#include "analysis/figure/figure.hpp"
#include "analysis/figure/opinion_words.hpp"
#include "analysis/figure/spec.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t most_numbers = 40000, least_times = 4, most_times = 40;

std::string lacks(const FigureSource& source) {
  std::string why = lacks_opinions(source);
  if (!why.empty()) return why;
  if (!source.has_ties()) return "the file holds no network (record.graph)";
  return source.reader().shape("graph/source")[0] == 0 ? "nobody hears anybody" : "";
}

/// Mean opinion by node; NaN where a node has none.
std::vector<double> opinions_of(const DrawnNetwork& drawn, const Matrix<double>& opinions,
                                std::size_t topic) {
  std::vector<double> out(drawn.nodes());
  for (std::size_t i = 0; i < drawn.node_of.size(); ++i)
    if (const std::size_t node = drawn.node_of[i]; node != DrawnNetwork::none)
      out[node] += opinions(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(topic)) /
                   static_cast<double>(drawn.agents[node]);
  return out;
}

/// Attention that the agents of each node get from all others, in units of the attention one agent has.
std::vector<double> received(const DrawnNetwork& drawn, const std::vector<Tie>& attention) {
  std::vector<double> out(drawn.nodes());
  for (const Tie& tie : attention)
    if (const std::size_t node = drawn.node_of[static_cast<std::size_t>(tie.heard)];
        node != DrawnNetwork::none && tie.heard != tie.hearer)
      out[node] += tie.weight;
  return out;
}

/// A row for each node, with its opinion on each topic at each time (o0_0, o0_1 …) and the attention it gets.
FigureData nodes(const FigureSource& source, const DrawnNetwork& drawn, const std::vector<std::size_t>& times,
                 bool sized) {
  FigureData data{{"x"}, {"y"}, {"agents"}, {"label", true}, {"group", true}};
  std::vector<std::vector<double>> columns;
  std::vector<int> digits;  // of opinions, by topic
  for (std::size_t topic = 0; topic < source.topics().size(); ++topic)
    digits.push_back(std::apply(digits_between, source.range(times, topic)) - 1);
  for (std::size_t k = 0; k < times.size(); ++k) {
    const Matrix<double> opinions = source.opinions(times[k]);
    for (std::size_t topic = 0; topic < source.topics().size(); ++topic) {
      data.add_field(fmt::format("o{}_{}", topic, k));
      columns.push_back(opinions_of(drawn, opinions, topic));
      for (double& x : columns.back()) x = to_digits(x, digits[topic]);
    }
    data.add_field("a" + std::to_string(k));
    columns.push_back(sized ? received(drawn, source.attention(times[k]))
                            : std::vector<double>(drawn.nodes(), 1.0));
    for (double& x : columns.back()) x = to_digits(x, 3);
  }
  for (std::size_t node = 0; node < drawn.nodes(); ++node) {
    std::vector<Cell> row{to_digits(drawn.places[node].x, 4), to_digits(drawn.places[node].y, 4),
                          static_cast<double>(drawn.agents[node]), drawn.labels[node], drawn.groups[node]};
    for (const auto& column : columns) row.emplace_back(column[node]);
    data.add(row);
  }
  return data;
}

Json tie_layer(const DrawnNetwork& drawn, const Json& x, const Json& y) {
  FigureData ties{{"x"}, {"y"}, {"x2"}, {"y2"}, {"first"}, {"last"}};
  for (const auto& [first, last, pairs] : drawn.ties)
    for (const auto& [a, b] : pairs)
      ties.add({to_digits(drawn.places[a].x, 4), to_digits(drawn.places[a].y, 4),
                to_digits(drawn.places[b].x, 4), to_digits(drawn.places[b].y, 4), static_cast<double>(first),
                static_cast<double>(last)});
  return {{"data", ties.json()},
          {"params", Json::array({zoom({"x", "y"})})},
          {"transform", Json::array({filter("datum.first <= moment && moment <= datum.last")})},
          {"mark", {{"type", "rule"}, {"clip", true}, {"color", "#888888"}, {"opacity", 0.22}}},
          {"encoding", {{"x", x}, {"y", y}, {"x2", {{"field", "x2"}}}, {"y2", {{"field", "y2"}}}}}};
}

/// From the lowest to the highest; as far to both sides of 0 where opinions lie on both.
std::pair<double, double> colour_range(const FigureSource& source, const std::vector<std::size_t>& times) {
  auto [low, high] = source.range(times, 0);
  for (std::size_t topic = 1; topic < source.topics().size(); ++topic) {
    const auto [l, h] = source.range(times, topic);
    low = std::min(low, l), high = std::max(high, h);
  }
  const double far = std::max(-low, high);
  return low < 0 && high > 0 ? std::pair{to_digits(-far, 4), to_digits(far, 4)}
                             : std::pair{to_digits(low, 4), to_digits(high, 4)};
}

std::string most_heeded(const FigureSource& source, const DrawnNetwork& drawn) {
  const std::vector<double> got = received(drawn, source.attention(source.snapshots().size() - 1));
  const auto best = std::max_element(got.begin(), got.end());
  if (best == got.end()) return "";
  return fmt::format(" Most attention at the end goes to {}: {} times what one agent has to give.",
                     drawn.labels[static_cast<std::size_t>(best - got.begin())], short_number(*best));
}

Figure make(const FigureSource& source) {
  DrawnNetwork drawn = drawn_network(source);
  const std::string unsized_because = source.lacks_attention();
  const bool sized = unsized_because.empty();
  const std::size_t room =
      most_numbers / std::max<std::size_t>(1, drawn.nodes() * (source.topics().size() + 1));
  const std::size_t most = std::clamp(room, least_times, most_times);
  const std::vector<std::size_t> times = sized || source.has_graphs()
                                             ? source.attention_snapshots(most)
                                             : even_places(source.snapshots().size(), most);
  draw_ties(drawn, source, times);
  Figure out{.name = {},
             .title = "Who hears whom, and what they think",
             .caption = drawn.how + " Colour is the opinion. " +
                        (sized ? "Size is the attention received, area by weight."
                               : "All dots have one size: " + unsized_because + "."),
             .description = fmt::format("Network of {} dots coloured by opinion, with a slider over time. ",
                                        drawn.nodes()) +
                            end_in_words(source) + (sized ? most_heeded(source, drawn) : ""),
             .spec = specification(nodes(source, drawn, times, sized), 460)};
  Json& spec = out.spec;
  add_slider(spec, "moment", "time", time_labels(source, times), times.size() - 1);
  add_choice(spec, "topic", "topic", source.topics());
  const auto axis = [](const char* field) {
    Json channel = number_of(field, "");
    channel["axis"] = nullptr;
    channel["scale"] = {{"domain", {-0.04, 1.04}}, {"nice", false}};
    return channel;
  };
  const auto [low, high] = colour_range(source, times);
  Json size = number_of("attention", "attention received");
  size["scale"] = {{"type", "linear"}, {"domainMin", 0}, {"range", {8, drawn.merged ? 1800 : 420}}};
  size["legend"] = {{"symbolFillColor", "#888888"}, {"tickCount", 3}};
  std::vector<Json> tooltip{text_of("label", drawn.merged ? "community" : "agent"),
                            number_of("opinion", "opinion")};
  if (!drawn.merged && source.groups().names.size() > 1) tooltip.push_back(text_of("group", "community"));
  if (drawn.merged) tooltip.push_back(number_of("agents", "agents"));
  if (sized) tooltip.push_back(number_of("attention", "attention received"));
  Json encoding{{"x", axis("x")},
                {"y", axis("y")},
                {"color", opinion_colour("opinion", low, high)},
                {"tooltip", tooltip}};
  if (sized) encoding["size"] = size;
  Json mark{
      {"type", "circle"}, {"clip", true}, {"opacity", 0.9}, {"stroke", "#00000055"}, {"strokeWidth", 0.5}};
  if (!sized) mark["size"] = 60;
  spec["layer"] = {tie_layer(drawn, axis("x"), axis("y")),
                   {{"transform",
                     {calculate("opinion", "datum['o' + topic + '_' + moment]"),
                      calculate("attention", "datum['a' + moment]")}},
                    {"mark", mark},
                    {"encoding", encoding}}};
  return out;
}

}  // namespace

FigureKind network() {
  return {
      .summary = "the network of a run, coloured by opinion and sized by attention, with a slider over time",
      .place = 30,
      .lacks = lacks,
      .make = make};
}

}  // namespace heed::analysis::figures
