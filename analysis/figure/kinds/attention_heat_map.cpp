#include "analysis/figure/figure.hpp"
#include "analysis/figure/opinion_words.hpp"
#include "analysis/figure/spec.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t most_rows = 90;

/// Agents in the order of rows and columns, cut into pieces that are a row and a column each.
struct Order {
  std::vector<std::size_t> row_of;     ///< by agent
  std::vector<double> size;            ///< of rows: agents in them
  std::vector<double> border, middle;  ///< of communities, in rows
  std::vector<std::string> names;      ///< of the communities
};

/// By community, and within one by opinion; where there are too many agents, neighbours in this order share a
/// row, never across communities.
Order order_of(const FigureSource& source, const Matrix<double>& opinions) {
  const Groups& groups = source.groups();
  std::vector<std::size_t> agents = counted(groups.of.size());
  std::stable_sort(agents.begin(), agents.end(), [&](std::size_t a, std::size_t b) {
    if (groups.of[a] != groups.of[b]) return groups.of[a] < groups.of[b];
    return opinions(static_cast<Eigen::Index>(a), 0) < opinions(static_cast<Eigen::Index>(b), 0);
  });
  Order out;
  out.row_of.resize(agents.size());
  const double share = std::min(1.0, static_cast<double>(most_rows) / static_cast<double>(agents.size()));
  for (std::size_t first = 0; first < agents.size();) {
    const std::size_t group = groups.of[agents[first]];
    std::size_t end = first;
    while (end < agents.size() && groups.of[agents[end]] == group) ++end;
    const auto before = static_cast<double>(out.size.size());
    const auto rows =
        static_cast<std::size_t>(std::max(1.0, std::round(static_cast<double>(end - first) * share)));
    out.size.resize(out.size.size() + rows);
    for (std::size_t k = first; k < end; ++k) {
      const std::size_t row = static_cast<std::size_t>(before) + (k - first) * rows / (end - first);
      out.row_of[agents[k]] = row;
      ++out.size[row];
    }
    out.border.push_back(before + static_cast<double>(rows));
    out.middle.push_back(before + static_cast<double>(rows) / 2);
    out.names.push_back(groups.names[group]);
    first = end;
  }
  return out;
}

/// Who a row or a column is of, by name where it is one agent; else "mean of 6 agents", with their community.
std::vector<std::string> who_is_in(const FigureSource& source, const Order& order, std::string_view merged) {
  const Groups& groups = source.groups();
  std::vector<std::string> out(order.size.size());
  for (std::size_t i = 0; i < order.row_of.size(); ++i) {
    const std::size_t row = order.row_of[i];
    out[row] = order.size[row] > 1 ? fmt::format("{} of {} agents", merged, order.size[row])
                                   : source.label_of(static_cast<Agent>(i));
    if (groups.names.size() > 1) out[row] += ", community " + groups.names[groups.of[i]];
  }
  return out;
}

/// Attention that the agents of a row pay to those of a column, mean over those of the row.
Matrix<double> merged(const std::vector<Tie>& attention, const Order& order) {
  const auto rows = static_cast<Eigen::Index>(order.size.size());
  Matrix<double> out = Matrix<double>::Zero(rows, rows);
  for (const Tie& tie : attention) {
    const std::size_t row = order.row_of[static_cast<std::size_t>(tie.hearer)];
    out(static_cast<Eigen::Index>(row),
        static_cast<Eigen::Index>(order.row_of[static_cast<std::size_t>(tie.heard)])) +=
        tie.weight / order.size[row];
  }
  return out;
}

FigureData cells(const Matrix<double>& attention) {
  FigureData data{{"hearer"}, {"heard"}, {"attention"}};
  for (Eigen::Index r = 0; r < attention.rows(); ++r)
    for (Eigen::Index c = 0; c < attention.cols(); ++c)
      if (attention(r, c) > 0)
        data.add({static_cast<double>(r), static_cast<double>(c), to_digits(attention(r, c), 3)});
  return data;
}

double share_within(const FigureSource& source, const std::vector<Tie>& attention) {
  double within = 0, all = 0;
  for (const Tie& tie : attention) {
    all += tie.weight;
    if (source.groups().of[static_cast<std::size_t>(tie.hearer)] ==
        source.groups().of[static_cast<std::size_t>(tie.heard)])
      within += tie.weight;
  }
  return all > 0 ? within / all : 0;
}

Json axis_of(const std::string& field, const std::string& title, const Order& order) {
  const auto rows = static_cast<double>(order.size.size());
  Json out = number_of(field, title);
  out["scale"] = {{"domain", {0, rows}}, {"nice", false}};
  if (field.starts_with("hearer")) out["scale"]["reverse"] = true;
  out["axis"] = {{"grid", false}, {"ticks", false}, {"values", order.middle}};
  out["axis"]["labelExpr"] = "middle_names[indexof(middles, datum.value)]";
  if (order.names.size() < 2) out["axis"]["labels"] = false;
  return out;
}

Json border_layer(const Order& order, const char* channel, const Json& axis) {
  FigureData borders{{"at"}};
  for (std::size_t k = 0; k + 1 < order.border.size(); ++k) borders.add({order.border[k]});
  Json place = axis;
  place["field"] = "at";
  return {{"data", borders.json()},
          {"mark", {{"type", "rule"}, {"color", "#ffffff"}, {"opacity", 0.8}}},
          {"encoding", {{channel, place}}}};
}

Figure make(const FigureSource& source) {
  const std::size_t last = source.snapshots().size() - 1;
  const std::vector<Tie> attention = source.attention(last);
  const Order order = order_of(source, source.opinions(last));
  const std::size_t agents = order.row_of.size(), rows = order.size.size();
  const bool several = source.groups().names.size() > 1;
  Figure out{
      .name = {},
      .title = "Who heeds whom",
      .caption = fmt::format(
          "Attention at time {}, {}. {}{}", short_number(source.snapshots()[last], 6),
          several ? "by community and within each by opinion, from low to high"
                  : "by opinion, from low to high",
          rows < agents
              ? fmt::format("{} agents are too many for rows of their own: {} rows of about {} agents; a "
                            "cell is the share of attention of one in the row for all of the column.",
                            agents, rows, (agents + rows / 2) / rows)
              : "A row and a column for each agent; rows sum to 1.",
          source.has("graph/attention") ? "" : " It was found again from the opinions and the model."),
      .description = fmt::format("Heat map of attention from hearers, rows, to those heard, columns.{}",
                                 several ? fmt::format(" {} % of all attention stays within communities.",
                                                       short_number(100 * share_within(source, attention)))
                                         : ""),
      .spec = specification(cells(merged(attention, order)), 460)};
  Json& spec = out.spec;
  spec["params"].push_back({{"name", "middles"}, {"value", order.middle}});
  spec["params"].push_back({{"name", "middle_names"}, {"value", order.names}});
  spec["params"].push_back({{"name", "hearers"}, {"value", who_is_in(source, order, "mean")}});
  spec["params"].push_back({{"name", "all_heard"}, {"value", who_is_in(source, order, "all")}});
  const Json x = axis_of("heard", "heard", order), y = axis_of("hearer", "hearer", order);
  spec["view"] = density_ground();
  spec["layer"] = {
      {{"params", Json::array({zoom({"x", "y"})})},
       {"transform",
        {calculate("hearer_end", "datum.hearer + 1"), calculate("heard_end", "datum.heard + 1"),
         calculate("who", "hearers[datum.hearer]"), calculate("whom", "all_heard[datum.heard]")}},
       {"mark", {{"type", "rect"}, {"clip", true}}},
       {"encoding",
        {{"x", x},
         {"x2", {{"field", "heard_end"}}},
         {"y", y},
         {"y2", {{"field", "hearer_end"}}},
         {"color", density_colour("attention", "attention")},
         {"tooltip",
          {text_of("who", "hearer"), text_of("whom", "heard"), number_of("attention", "attention")}}}}}};
  if (several) {
    spec["layer"].push_back(border_layer(order, "x", x));
    spec["layer"].push_back(border_layer(order, "y", y));
  }
  return out;
}

std::string lacks(const FigureSource& source) {
  const std::string why = lacks_opinions(source);
  return why.empty() ? source.lacks_attention() : why;
}

}  // namespace

FigureKind attention_heat_map() {
  return {.summary = "who heeds whom at the end of a run, ordered by community",
          .place = 32,
          .lacks = lacks,
          .make = make};
}

}  // namespace heed::analysis::figures
