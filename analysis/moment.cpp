#include "analysis/moment.hpp"

#include "heed/core/error.hpp"
#include "heed/core/fields.hpp"
#include "heed/core/text_fields.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t times_at_a_time = 4096;
constexpr std::int64_t longest_window = 1000000000;

/// The means of columns that come in pieces, of the numbers that there are; as `mean` has them.
class ColumnMeans {
 public:
  explicit ColumnMeans(std::size_t columns) : first_(columns), beyond_(columns), count_(columns) {}

  void add(const Eigen::Ref<const OneRun>& piece) {
    for (std::size_t c = 0; c < count_.size(); ++c)
      for (const double v : piece.col(static_cast<Eigen::Index>(c))) {
        if (std::isnan(v)) continue;
        if (count_[c]++ == 0) first_[c] = v;
        beyond_[c] += v - first_[c];
      }
  }
  std::vector<double> means() const {
    std::vector<double> out;
    for (std::size_t c = 0; c < count_.size(); ++c)
      out.push_back(count_[c] == 0 ? std::numeric_limits<double>::quiet_NaN()
                                   : first_[c] + beyond_[c] / static_cast<double>(count_[c]));
    return out;
  }

 private:
  std::vector<double> first_, beyond_;
  std::vector<std::size_t> count_;
};

/// The recorded times [first, last) that a moment is made of.
std::pair<std::size_t, std::size_t> places_at(const Moment& moment, const std::vector<double>& times,
                                              const RunEnd& end, std::size_t recorded) {
  std::size_t last = recorded;
  const std::size_t window = moment.kind == Moment::Kind::mean ? moment.window : 1;
  if (moment.kind == Moment::Kind::step) {
    const auto place =
        static_cast<std::size_t>(std::find(times.begin(), times.end(), moment.step) - times.begin());
    const bool stays = end.status == RunStatus::converged && place >= last;
    last = place < last ? place + 1 : stays ? last : 0;
  }
  return {last - std::min(window, last), last};
}

}  // namespace

void add_moment(CLI::App& command, std::string& at, std::size_t& window) {
  command.add_option("--at", at, "Which value of a run: last (default), mean or a step")
      ->type_name("last|mean|STEP");
  command.add_option("--window", window, "With --at mean: how many of the last recorded times")
      ->type_name("W")
      ->check(CLI::Range(std::int64_t{1}, longest_window));
}

Moment parse_moment(const std::string& at, std::size_t window) {
  if (at == "mean" || (at.empty() && window > 0)) {
    if (window == 0)
      throw Error(
          ErrorKind::usage,
          "'--at mean' needs '--window W', how many of the last recorded times to average, 1 or more");
    return {.kind = Moment::Kind::mean, .window = window};
  }
  if (window > 0)
    throw Error(ErrorKind::usage,
                fmt::format("'--window {}' goes with '--at mean', not '--at {}'", window, at));
  if (at.empty() || at == "last") return {};
  const std::optional<double> step = to_number(at);
  if (!step || !(*step >= 0))
    throw Error(ErrorKind::usage, fmt::format("'--at {}' should be last, mean or a step, 0 or more", at));
  return {.kind = Moment::Kind::step, .step = *step};
}

void check_moment(const Results& results, const Moment& moment) {
  if (moment.kind != Moment::Kind::step) return;
  const std::vector<double>& times = results.times;
  if (std::find(times.begin(), times.end(), moment.step) != times.end()) return;
  std::string near = "nothing was";
  if (!times.empty()) {
    const auto at = std::min_element(times.begin(), times.end(), [&](double a, double b) {
      return std::abs(a - moment.step) < std::abs(b - moment.step);
    });
    near = fmt::format("the nearest that was is {}", to_text(*at));
  }
  throw Error(ErrorKind::usage,
              fmt::format("step {} was not recorded in '{}'; {}", to_text(moment.step), results.file, near));
}

std::string moment_text(const Moment& moment) {
  if (moment.kind == Moment::Kind::last) return "at the end";
  if (moment.kind == Moment::Kind::step) return fmt::format("at step {}", to_text(moment.step));
  return moment.window == 1 ? "at the last recorded time"
                            : fmt::format("mean of the last {} recorded times", moment.window);
}

std::vector<double> values_at(const Moment& moment, const std::vector<double>& times, const RunEnd& end,
                              const OneRun& run) {
  const auto [first, last] = places_at(moment, times, end, recorded_times(run));
  ColumnMeans means(static_cast<std::size_t>(run.cols()));
  means.add(run.middleRows(static_cast<Eigen::Index>(first), static_cast<Eigen::Index>(last - first)));
  return means.means();
}

std::vector<double> values_at(const Moment& moment, const Results& results,
                              const std::vector<std::size_t>& series, std::size_t run) {
  const auto [first, last] =
      places_at(moment, results.times, results.runs[run], recorded_times(results, run));
  ColumnMeans means(series.size());
  for (std::size_t t = first; t < last; t += times_at_a_time)
    means.add(read_times(results, series, run, t, std::min(times_at_a_time, last - t)));
  return means.means();
}

}  // namespace heed::analysis
