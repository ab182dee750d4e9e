#include "analysis/moment.hpp"

#include "analysis/statistics/summary.hpp"
#include "heed/core/error.hpp"
#include "heed/core/fields.hpp"
#include "heed/core/text_fields.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

double column_mean(const OneRun& run, std::size_t first, std::size_t last, Eigen::Index series) {
  std::vector<double> numbers;
  for (std::size_t t = first; t < last; ++t)
    if (const double v = run(static_cast<Eigen::Index>(t), series); !std::isnan(v)) numbers.push_back(v);
  return mean(numbers);
}

}  // namespace

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
  std::size_t last = recorded_times(run), window = moment.kind == Moment::Kind::mean ? moment.window : 1;
  if (moment.kind == Moment::Kind::step) {
    const auto place =
        static_cast<std::size_t>(std::find(times.begin(), times.end(), moment.step) - times.begin());
    const bool stays = end.status == RunStatus::converged && place >= last;
    last = place < last ? place + 1 : stays ? last : 0;
  }
  std::vector<double> out(static_cast<std::size_t>(run.cols()), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t s = 0; s < out.size(); ++s)
    out[s] = column_mean(run, last - std::min(window, last), last, static_cast<Eigen::Index>(s));
  return out;
}

}  // namespace heed::analysis
