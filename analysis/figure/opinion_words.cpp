#include "analysis/figure/opinion_words.hpp"

#include "analysis/statistics/summary.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace heed::analysis {

std::string lacks_opinions(const FigureSource& source) {
  if (source.is_sweep()) return "it is of one run, and this is a sweep";
  if (!source.has("opinion")) return "the file holds no opinions (record.opinions)";
  if (source.reader().variable("opinion").axes != std::vector<std::string>{"snapshot", "agent", "topic"} ||
      source.topics().empty() || source.results().agents == 0)
    return "its opinions are not by snapshot, agent and topic";
  return source.snapshots().empty() ? "no snapshot of opinions was written" : "";
}

std::vector<std::string> time_labels(const FigureSource& source, const std::vector<std::size_t>& snapshots) {
  std::vector<std::string> out;
  for (const std::size_t s : snapshots) out.push_back(short_number(source.snapshots()[s], 6));
  return out;
}

std::size_t bin_at(double place, std::size_t bins) {
  return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(bins - 1)));
}

std::vector<std::size_t> counted(std::size_t count) {
  std::vector<std::size_t> out(count);
  std::iota(out.begin(), out.end(), std::size_t{0});
  return out;
}

std::string end_in_words(const FigureSource& source) {
  const std::size_t last = source.snapshots().size() - 1;
  const Matrix<double> opinions = source.opinions(last);
  std::vector<double> first(opinions.col(0).begin(), opinions.col(0).end());
  std::erase_if(first, [](double x) { return !std::isfinite(x); });
  const std::string time = short_number(source.snapshots()[last], 6),
                    topic = source.topics().size() > 1 ? fmt::format(" on {}", source.topics()[0]) : "";
  if (first.empty()) return fmt::format("At time {} no opinion{} is a finite number.", time, topic);
  const auto [low, high] = std::minmax_element(first.begin(), first.end());
  return fmt::format(
      "At time {} opinions{} lie between {} and {}; their mean is {} and their standard deviation {}.", time,
      topic, short_number(*low), short_number(*high), short_number(mean(first)),
      short_number(standard_deviation(first)));
}

}  // namespace heed::analysis
