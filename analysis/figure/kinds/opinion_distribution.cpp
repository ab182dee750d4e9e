#include "analysis/figure/figure.hpp"
#include "analysis/figure/opinion_words.hpp"
#include "analysis/figure/spec.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t bins = 40, most_times = 60;

using Ranges = std::vector<std::pair<double, double>>;

/// A row for each topic, group and bin that is ever taken, with the number of agents at each time: n0, n1 …
FigureData counts(const FigureSource& source, const std::vector<std::size_t>& chosen, const Ranges& ranges) {
  const Groups& groups = source.groups();
  const std::size_t rows = ranges.size() * groups.names.size() * bins;
  std::vector<std::vector<double>> count(rows, std::vector<double>(chosen.size()));
  for (std::size_t k = 0; k < chosen.size(); ++k) {
    const Matrix<double> opinions = source.opinions(chosen[k]);
    for (std::size_t topic = 0; topic < ranges.size(); ++topic) {
      const auto [low, high] = ranges[topic];
      for (Eigen::Index i = 0; i < opinions.rows(); ++i) {
        const double place = (opinions(i, static_cast<Eigen::Index>(topic)) - low) / (high - low);
        if (!std::isfinite(place)) continue;
        const std::size_t bin = bin_at(place * bins, bins);
        const std::size_t group = groups.of[static_cast<std::size_t>(i)];
        count[(topic * groups.names.size() + group) * bins + bin][k] += 1;
      }
    }
  }
  FigureData data{{"topic"}, {"group", true}, {"low"}, {"high"}};
  for (std::size_t k = 0; k < chosen.size(); ++k) data.add_field("n" + std::to_string(k));
  for (std::size_t r = 0; r < rows; ++r) {
    if (std::all_of(count[r].begin(), count[r].end(), [](double n) { return n == 0; })) continue;
    const std::size_t topic = r / (groups.names.size() * bins), group = r / bins % groups.names.size();
    const auto [low, high] = ranges[topic];
    const double width = (high - low) / bins, bin = static_cast<double>(r % bins);
    const int digits = digits_between(low, high);
    std::vector<Cell> row{static_cast<double>(topic), groups.names[group],
                          to_digits(low + bin * width, digits), to_digits(low + (bin + 1) * width, digits)};
    row.insert(row.end(), count[r].begin(), count[r].end());
    data.add(row);
  }
  return data;
}

Figure make(const FigureSource& source) {
  const std::vector<std::size_t> chosen = even_places(source.snapshots().size(), most_times);
  Ranges ranges;
  for (std::size_t topic = 0; topic < source.topics().size(); ++topic)
    ranges.push_back(source.range(chosen, topic));
  Figure out{
      .name = {},
      .title = "How many think what",
      .caption = fmt::format("Agents by opinion in {} bins{}. The slider goes through {} snapshots; the "
                             "height adapts to each.",
                             bins, source.groups().names.size() > 1 ? ", stacked by community" : "",
                             part_text(chosen.size(), source.snapshots().size())),
      .description = "Histogram of opinions with a slider over time. " + end_in_words(source),
      .spec = specification(counts(source, chosen, ranges), 280)};
  Json& spec = out.spec;
  add_slider(spec, "moment", "time", time_labels(source, chosen), chosen.size() - 1);
  add_choice(spec, "topic", "topic", source.topics());
  spec["transform"] = {filter("datum.topic === topic"), calculate("agents", "datum['n' + moment]")};
  spec["mark"] = {{"type", "bar"}, {"binSpacing", 1}};
  Json x = number_on("low", "opinion");
  x["bin"] = "binned";
  spec["encoding"] = {{"x", x},
                      {"x2", {{"field", "high"}}},
                      {"y", number_of("agents", "agents")},
                      {"color", category_colour("group", "community", source.groups().names)},
                      {"tooltip",
                       {text_of("group", "community"), number_of("low", "opinion from"),
                        number_of("high", "to"), number_of("agents", "agents")}}};
  spec["encoding"]["y"]["stack"] = "zero";
  return out;
}

}  // namespace

FigureKind opinion_distribution() {
  return {.summary = "how many agents of a run think what, with a slider over time",
          .place = 20,
          .lacks = lacks_opinions,
          .make = make};
}

}  // namespace heed::analysis::figures
