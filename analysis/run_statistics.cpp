#include "analysis/run_statistics.hpp"

#include "analysis/json.hpp"
#include "heed/observe/dip.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t least_times = 30, most_times = 1'000'000, most_topics = 4;
constexpr std::size_t numbers_at_a_time = std::size_t{1} << 22;

/// From the first of the series on, those that are of its variable and fit together: what is read for one
/// serves all.
std::span<const std::size_t> together(const Results& run, std::span<const std::size_t> series,
                                      std::size_t times) {
  const std::size_t most = std::min(series.size(), std::max<std::size_t>(1, numbers_at_a_time / times));
  std::size_t count = 1;
  while (count < most && run.series[series[count]].variable == run.series[series[0]].variable) ++count;
  return series.first(count);
}

std::vector<StationarySeries> stationary_of(const Results& run, const std::vector<std::size_t>& series) {
  std::vector<StationarySeries> out;
  if (run.runs[0].status == RunStatus::converged) return out;
  const std::size_t recorded = recorded_times(run, 0), times = std::min(recorded, most_times);
  if (times < least_times) return out;
  for (std::span<const std::size_t> rest = series; !rest.empty();) {
    const std::span<const std::size_t> some = together(run, rest, times);
    const OneRun read = read_times(run, {some.begin(), some.end()}, 0, recorded - times, times);
    for (std::size_t c = 0; c < some.size(); ++c) {
      const Eigen::VectorXd numbers = read.col(static_cast<Eigen::Index>(c));
      if (numbers.array().isNaN().any()) continue;
      const StationaryPart part = stationary_part({numbers.data(), times});
      out.push_back({run.series[some[c]].name, run.times[recorded - times + part.first], part});
    }
    rest = rest.subspan(some.size());
  }
  return out;
}

/// Do all agree but for a millionth, so that a dip would be one of rounding, or is one of them no number?
bool agree(const std::vector<double>& opinions) {
  if (std::any_of(opinions.begin(), opinions.end(), [](double x) { return std::isnan(x); })) return true;
  const auto [low, high] = std::minmax_element(opinions.begin(), opinions.end());
  return opinions.empty() || !(*high - *low > 1e-6 * std::max(1.0, std::abs(*high)));
}

/// The dip, and its test where at least half of the opinions are values of their own.
DipTest test_of(std::vector<double> opinions) {
  std::sort(opinions.begin(), opinions.end());
  std::size_t distinct = 1;
  for (std::size_t i = 1; i < opinions.size(); ++i) distinct += opinions[i] != opinions[i - 1];
  if (2 * distinct < opinions.size()) return {dip(opinions), std::numeric_limits<double>::quiet_NaN()};
  return dip_test(opinions);
}

std::vector<OpinionDip> dips_of(const Results& run) {
  std::vector<OpinionDip> out;
  if (!run.reader.has_variable("opinion")) return out;
  const std::vector<std::size_t>& shape = run.reader.shape("opinion");
  if (shape.size() != 3 || shape[0] == 0) return out;
  const std::vector<double> last = run.reader.numbers("opinion", shape[0] - 1, 1);
  const auto* names = std::get_if<std::vector<std::string>>(&run.reader.axis("topic").labels);
  for (std::size_t k = 0; k < std::min(shape[2], most_topics); ++k) {
    std::vector<double> opinions;
    for (std::size_t i = 0; i < shape[1]; ++i) opinions.push_back(last[i * shape[2] + k]);
    if (agree(opinions)) continue;
    const DipTest test = test_of(opinions);
    if (!std::isnan(test.dip))
      out.push_back({names && shape[2] > 1 ? (*names)[k] : std::string(), shape[1], test});
  }
  return out;
}

}  // namespace

std::vector<std::size_t> first_told(std::vector<std::size_t> series) {
  series.resize(std::min(series.size(), series_told));
  return series;
}

RunStatistics run_statistics(const Results& run, const std::vector<std::size_t>& series) {
  return {.stationary = stationary_of(run, series), .dips = dips_of(run)};
}

Table stationary_table(const RunStatistics& statistics) {
  Table out{.columns = {{.name = "stationary part of", .left = true},
                        {"from"},
                        {.name = "mean", .left = true},
                        {"samples"}},
            .rows = {}};
  for (const StationarySeries& s : statistics.stationary) {
    const bool holds = s.part.holds();
    out.rows.push_back(
        {s.name, holds ? short_number(s.from, 6) : "-",
         holds ? fmt::format("{} ± {}", short_number(s.part.mean, 4), short_number(s.part.error, 2))
               : "still on its way",
         short_number(s.part.effective())});
  }
  return out;
}

std::vector<std::string> dip_sentences(const RunStatistics& statistics) {
  std::vector<std::string> out;
  for (const OpinionDip& d : statistics.dips) {
    const std::string dip = fmt::format("opinion{} at the end: dip {}",
                                        d.topic.empty() ? "" : " on " + d.topic, short_number(d.test.dip));
    const bool least = d.test.p <= 1.0 / (dip_samples + 1);
    if (std::isnan(d.test.p))
      out.push_back(dip + " (few values: no test of peaks)");
    else
      out.push_back(fmt::format("{}, p {} {}: {}", dip, least ? "<" : "=",
                                short_number(least ? 0.001 : d.test.p, 2),
                                d.test.p < 0.05 ? "more than one peak" : "no sign of more than one peak"));
  }
  return out;
}

nlohmann::ordered_json statistics_json(const RunStatistics& statistics) {
  Json out = Json::object();
  if (!statistics.stationary.empty()) out["stationary"] = Json::object();
  for (const StationarySeries& s : statistics.stationary)
    add(out["stationary"], s.name,
        {{"holds", s.part.holds()},
         {"from", to_json(s.from)},
         {"mean", to_json(s.part.mean)},
         {"error", to_json(s.part.error)},
         {"time", to_json(s.part.time)},
         {"effective", to_json(s.part.effective())}});
  for (const OpinionDip& d : statistics.dips)
    out["dip"][d.topic.empty() ? "opinion" : d.topic] = {
        {"dip", to_json(d.test.dip)}, {"p", to_json(d.test.p)}, {"agents", d.agents}};
  return out;
}

}  // namespace heed::analysis
