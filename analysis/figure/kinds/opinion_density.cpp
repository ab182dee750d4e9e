#include "analysis/figure/figure.hpp"
#include "analysis/figure/opinion_words.hpp"
#include "analysis/figure/spec.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t bins = 60, most_times = 120;

/// For each topic and time, the share of agents in each bin of opinion that is not empty.
FigureData shares(const FigureSource& source, const std::vector<std::size_t>& chosen,
                  const std::vector<std::pair<double, double>>& ranges) {
  FigureData data{{"topic"}, {"time"}, {"until"}, {"low"}, {"high"}, {"share"}};
  const std::vector<double>& times = source.snapshots();
  for (std::size_t k = 0; k < chosen.size(); ++k) {
    const double time = times[chosen[k]];
    const double until = k + 1 < chosen.size() ? times[chosen[k + 1]]
                         : k > 0               ? 2 * time - times[chosen[k - 1]]
                                               : time + 1;
    const Matrix<double> opinions = source.opinions(chosen[k]);
    for (std::size_t topic = 0; topic < ranges.size(); ++topic) {
      const auto [low, high] = ranges[topic];
      const double width = (high - low) / static_cast<double>(bins);
      const int digits = digits_between(low, high);
      std::vector<double> count(bins);
      for (const double x : opinions.col(static_cast<Eigen::Index>(topic)))
        if (std::isfinite(x)) count[bin_at((x - low) / width, bins)] += 1;
      for (std::size_t b = 0; b < bins; ++b)
        if (count[b] > 0)
          data.add({static_cast<double>(topic), time, until,
                    to_digits(low + static_cast<double>(b) * width, digits),
                    to_digits(low + static_cast<double>(b + 1) * width, digits),
                    to_digits(count[b] / static_cast<double>(opinions.rows()), 3)});
    }
  }
  return data;
}

Figure make(const FigureSource& source) {
  const std::vector<std::size_t> chosen =
      even_places(source.snapshots().size(), most_times / std::min<std::size_t>(2, source.topics().size()));
  std::vector<std::pair<double, double>> ranges;
  for (std::size_t topic = 0; topic < source.topics().size(); ++topic)
    ranges.push_back(source.range(chosen, topic));
  Figure out{.name = {},
             .title = "Where opinions are, over time",
             .caption = fmt::format("Share of agents by opinion, from dark (few) to bright (many), at {} "
                                    "snapshots; {} bins of opinion. Dark violet is where nobody is.",
                                    part_text(chosen.size(), source.snapshots().size()), bins),
             .description = "Heat map of opinion against time. " + end_in_words(source),
             .spec = specification(shares(source, chosen, ranges))};
  Json& spec = out.spec;
  add_choice(spec, "topic", "topic", source.topics());
  spec["params"].push_back(zoom({"x", "y"}));
  spec["transform"] = Json::array({filter("datum.topic === topic")});
  spec["view"] = density_ground();
  spec["mark"] = {{"type", "rect"}, {"clip", true}};
  spec["encoding"] = {{"x", number_on("time", "time")},
                      {"x2", {{"field", "until"}}},
                      {"y", number_on("low", "opinion")},
                      {"y2", {{"field", "high"}}},
                      {"color", density_colour("share", "share of agents")},
                      {"tooltip",
                       {number_of("time", "time"), number_of("low", "opinion from"), number_of("high", "to"),
                        number_of("share", "share of agents")}}};
  return out;
}

}  // namespace

FigureKind opinion_density() {
  return {.summary = "where opinions are over time, as a heat map of a run",
          .place = 10,
          .lacks = lacks_opinions,
          .make = make};
}

}  // namespace heed::analysis::figures
