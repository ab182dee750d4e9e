#include "analysis/figure/figure.hpp"
#include "analysis/figure/opinion_words.hpp"
#include "analysis/figure/spec.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t most_agents = 120, most_numbers = 12000;

std::string lacks(const FigureSource& source) {
  const std::string why = lacks_opinions(source);
  return why.empty() && source.snapshots().size() < 2
             ? "opinions were kept at one time only (record.opinions)"
             : why;
}

/// Agents evenly spaced within each group, each group by its size, so that none is forgotten.
std::vector<std::size_t> chosen_agents(const FigureSource& source) {
  std::vector<std::size_t> order = counted(source.results().agents), out;
  const std::vector<std::size_t>& group = source.groups().of;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return group[a] < group[b]; });
  for (const std::size_t place : even_places(order.size(), most_agents)) out.push_back(order[place]);
  return out;
}

FigureData lines(const FigureSource& source, const std::vector<std::size_t>& agents,
                 const std::vector<std::size_t>& times) {
  FigureData data{{"topic"}, {"agent"}, {"time"}, {"opinion"}};
  std::vector<int> digits;
  for (std::size_t topic = 0; topic < source.topics().size(); ++topic)
    digits.push_back(std::apply(digits_between, source.range(times, topic)));
  for (const std::size_t s : times) {
    const Matrix<double> opinions = source.opinions(s);
    for (std::size_t topic = 0; topic < source.topics().size(); ++topic)
      for (const std::size_t i : agents) {
        const double x = opinions(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(topic));
        data.add({static_cast<double>(topic), static_cast<double>(i), source.snapshots()[s],
                  to_digits(x, digits[topic])});
      }
  }
  return data;
}

Figure make(const FigureSource& source) {
  const std::vector<std::size_t> agents = chosen_agents(source);
  const std::vector<std::size_t> times =
      even_places(source.snapshots().size(),
                  std::max<std::size_t>(8, most_numbers / agents.size() / source.topics().size()));
  FigureData people{{"agent"}, {"label", true}, {"group", true}};
  for (const std::size_t i : agents)
    people.add({static_cast<double>(i), source.label_of(static_cast<Agent>(i)),
                source.groups().names[source.groups().of[i]]});
  Figure out{
      .name = {},
      .title = "The way of each opinion",
      .caption = fmt::format("A line for each agent ({}), {} snapshots{}.",
                             part_text(agents.size(), source.results().agents) +
                                 (agents.size() < source.results().agents && source.groups().names.size() > 1
                                      ? " within communities"
                                      : ""),
                             part_text(times.size(), source.snapshots().size()),
                             source.groups().names.size() > 1 ? "; colour is the community" : ""),
      .description = "Lines of opinions over time. " + end_in_words(source),
      .spec = specification(lines(source, agents, times))};
  Json& spec = out.spec;
  add_choice(spec, "topic", "topic", source.topics());
  spec["params"].push_back(zoom({"x", "y"}));
  spec["transform"] = {
      filter("datum.topic === topic"),
      {{"lookup", "agent"},
       {"from", {{"data", people.json()}, {"key", "agent"}, {"fields", {"label", "group"}}}}}};
  spec["mark"] = {{"type", "line"}, {"clip", true}, {"strokeWidth", 1}, {"opacity", 0.5}};
  spec["encoding"] = {{"x", number_on("time", "time")},
                      {"y", number_on("opinion", "opinion")},
                      {"detail", {{"field", "agent"}}},
                      {"color", category_colour("group", "community", source.groups().names)},
                      {"tooltip", {text_of("label", "agent"), text_of("group", "community")}}};
  return out;
}

}  // namespace

FigureKind trajectories() {
  return {.summary = "opinions of the agents of a run as lines over time, by community",
          .place = 15,
          .lacks = lacks,
          .make = make};
}

}  // namespace heed::analysis::figures
