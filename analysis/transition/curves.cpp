#include "analysis/transition/curves.hpp"

#include "analysis/runs.hpp"
#include "analysis/statistics/equilibration.hpp"
#include "analysis/transition/schedule.hpp"
#include "analysis/transition/size.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// The order parameter asked for, or the first of these that the file has.
std::size_t order_series(const Results& results, const std::string& asked) {
  std::vector<std::string> known;
  for (const Series& s : results.series) known.push_back(s.name);
  if (asked.empty()) {
    for (const char* name : {"order_parameter", "magnetization"})
      if (std::find(known.begin(), known.end(), name) != known.end()) return find_series(results, {name})[0];
    throw Error(
        ErrorKind::usage,
        fmt::format("'{}' has neither 'order_parameter' nor 'magnetization'; name the observable that tells "
                    "order with '--observable'; it has {}",
                    results.file, join(known)));
  }
  const std::vector<std::size_t> found = find_series(results, {asked});
  if (found.size() > 1)
    throw Error(ErrorKind::usage, fmt::format("'{}' has {} parts; name one, such as '{}'", asked,
                                              found.size(), known[found[0]]));
  return found[0];
}

/// Is this point one of those asked for?
bool is_asked(const Results& results, std::size_t point, const std::vector<std::string>& where) {
  return std::all_of(where.begin(), where.end(), [&](const std::string& condition) {
    const auto equals = condition.find('=');
    if (equals == std::string::npos)
      throw Error(ErrorKind::usage,
                  fmt::format("--where {}: write parameter=value, such as --where rate=0.5", condition));
    const SweptParameter& parameter =
        results.parameters[find_parameter(results, condition.substr(0, equals))];
    return is_value(parameter.values[point], condition.substr(equals + 1));
  });
}

/// The places of parameters that are neither the one asked along, nor the size, nor the same at all points
/// asked for.
std::vector<std::string> other_parameters(const Results& results, const std::vector<std::size_t>& points,
                                          std::size_t by) {
  std::vector<std::string> out;
  for (std::size_t p = 0; p < results.parameters.size(); ++p) {
    const SweptParameter& parameter = results.parameters[p];
    const bool varies = std::any_of(points.begin(), points.end(), [&](std::size_t point) {
      return parameter.values[point] != parameter.values[points[0]];
    });
    if (p != by && varies && !is_size(parameter)) out.push_back(parameter.name);
  }
  return out;
}

/// The parameter to look along: the one named, or the only one of numbers that is not the size.
std::size_t parameter_along(const Results& results, const std::string& asked) {
  if (!asked.empty()) return find_parameter(results, asked);
  std::vector<std::size_t> found;
  std::vector<std::string> names;
  for (std::size_t p = 0; p < results.parameters.size(); ++p) {
    const SweptParameter& parameter = results.parameters[p];
    if (is_size(parameter) || !std::holds_alternative<double>(parameter.values.at(0))) continue;
    found.push_back(p);
    names.push_back(parameter.name);
  }
  if (found.size() == 1) return found[0];
  throw Error(ErrorKind::usage,
              found.empty()
                  ? fmt::format("'{}' sweeps no number that order could be lost along, and its temperature "
                                "is no schedule (steps or ramp)",
                                results.file)
                  : fmt::format("'{}' sweeps {}; choose one with '--by', and a value of the others with "
                                "'--where'",
                                results.file, join(names)));
}

/// Warnings, runs of a sweep that are left out, and a single run that stopped on its way.
std::vector<std::string> remarks_on(const Results& results) {
  std::vector<std::string> out = results.warnings;
  if (results.is_sweep())
    for (std::string& remark : left_out_remarks(results)) out.push_back(std::move(remark));
  else if (!finished(results.runs[0].status))
    out.emplace_back("the run did not end; its last plateau may be cut short");
  return out;
}

/// Puts what runs say where it belongs, for one file.
class Gatherer {
 public:
  Gatherer(const Results& results, const TransitionOptions& options, OrderCurves& out)
      : results_(results),
        options_(options),
        out_(out),
        series_(order_series(results, options.observable)),
        seeds_([&] {
          std::set<double> seeds;
          for (const RunEnd& run : results.runs) seeds.insert(run.seed);
          return std::vector<double>(seeds.begin(), seeds.end());
        }()) {
    const std::string& observable = results.series[series_].name;
    if (!out.observable.empty() && out.observable != observable)
      throw Error(ErrorKind::usage,
                  fmt::format("'{}' has '{}' but the files before it '{}'; name one that all have "
                              "with '--observable'",
                              results.file, observable, out.observable));
    out.observable = observable;
  }

  void along_schedule(const std::vector<Leg>& legs) {
    name_parameter("temperature");
    for_each_run(results_, [&](std::size_t r, const OneRun& numbers) {
      const RunEnd& end = results_.runs[r];
      if (!counts(r)) return;
      for (std::size_t leg = 0; leg < legs.size(); ++leg)
        for (const Plateau& plateau : legs[leg].plateaus)
          add(r, {agents_at(results_, end.point), leg}, plateau.temperature,
              order_over(numbers, plateau.first, plateau.last));
    });
    finish(&legs);
  }

  void along(std::size_t parameter) {
    const SweptParameter& swept = results_.parameters[parameter];
    name_parameter(swept.name);
    std::vector<std::size_t> points;
    for (std::size_t p = 0; p < results_.points; ++p)
      if (is_asked(results_, p, options_.where)) points.push_back(p);
    if (points.empty())
      throw Error(ErrorKind::usage,
                  fmt::format("no point of '{}' has {}", results_.file, join(options_.where)));
    if (const auto others = other_parameters(results_, points, parameter); !others.empty())
      throw Error(ErrorKind::usage, fmt::format("'{}' also sweeps {}; choose one value of each with '--where "
                                                "parameter=value'",
                                                results_.file, join(others)));
    for_each_run(results_, [&](std::size_t r, const OneRun& numbers) {
      const std::size_t point = results_.runs[r].point;
      const auto* value = std::get_if<double>(&swept.values[point]);
      if (!value || !std::binary_search(points.begin(), points.end(), point) || !counts(r)) return;
      add(r, {agents_at(results_, point), 0}, *value, order_over(numbers, 0, recorded_times(numbers)));
    });
    finish(nullptr);
  }

 private:
  using Which = std::pair<double, std::size_t>;  // agents, leg

  void name_parameter(const std::string& name) {
    if (!out_.parameter.empty() && out_.parameter != name)
      throw Error(ErrorKind::usage, fmt::format("'{}' sweeps '{}' but the files before it '{}'",
                                                results_.file, name, out_.parameter));
    out_.parameter = name;
  }

  bool counts(std::size_t r) const { return !results_.is_sweep() || finished(results_.runs[r].status); }

  std::vector<double> order_over(const OneRun& numbers, std::size_t first, std::size_t last) const {
    std::vector<double> out;
    for (std::size_t t = first; t < last; ++t) {
      const double m = numbers(static_cast<Eigen::Index>(t), static_cast<Eigen::Index>(series_));
      if (!std::isnan(m) && (!options_.from || results_.times[t] >= *options_.from))
        out.push_back(std::abs(m));
    }
    return out;
  }

  void add(std::size_t r, const Which& which, double value, const std::vector<double>& order) {
    if (order.empty()) return;
    const StationaryPart part = options_.from ? part_from(order, 0) : stationary_part(order);
    if (!part.holds()) unsettled_.insert(r);
    used_.insert(r);
    const auto seed = std::lower_bound(seeds_.begin(), seeds_.end(), results_.runs[r].seed) - seeds_.begin();
    auto& runs = found_[which][value];
    runs.resize(seeds_.size());
    runs[static_cast<std::size_t>(seed)] = order_moments(std::span(order).subspan(part.first));
  }

  void finish(const std::vector<Leg>* legs) {
    for (auto& [which, by_value] : found_) {
      OrderCurve curve{
          .file = results_.file, .agents = which.first, .values = {}, .seeds = seeds_, .runs = {}};
      curve.falling = legs && (*legs)[which.second].falling;
      for (auto& [value, runs] : by_value) {
        curve.values.push_back(value);
        curve.runs.push_back(std::move(runs));
      }
      out_.curves.push_back(std::move(curve));
    }
    if (unsettled_.empty()) return;
    out_.remarks.push_back(
        fmt::format("{}: {} of {} runs hold fewer than {} effective samples once they forgot their start; "
                    "they are counted as they "
                    "are, so let them run longer: {}",
                    results_.file, unsettled_.size(), used_.size(), least_effective_samples,
                    run_names(results_, {unsettled_.begin(), unsettled_.end()}, RunNames::only)));
  }

  const Results& results_;
  const TransitionOptions& options_;
  OrderCurves& out_;
  std::size_t series_;
  std::vector<double> seeds_;
  std::map<Which, std::map<double, std::vector<std::optional<OrderMoments>>>> found_;
  std::set<std::size_t> unsettled_, used_;
};

}  // namespace

OrderMoments OrderCurve::mean(std::size_t value, std::span<const std::size_t> places) const {
  OrderMoments sum;
  double n = 0;
  for (const std::size_t place : places)
    if (const std::optional<OrderMoments>& run = runs[value][place]) {
      sum += *run;
      ++n;
    }
  constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  return n > 0 ? sum / n : OrderMoments{missing, missing, missing};
}

OrderCurves read_order_curves(const TransitionOptions& options) {
  OrderCurves out;
  for (const std::string& file : options.files) {
    const Results results = read_results(file);
    if (out.title.empty()) out.title = results.title;
    for (const std::string& remark : remarks_on(results)) out.remarks.push_back(file + ": " + remark);
    Gatherer gatherer(results, options, out);
    const bool asks_time =
        options.by.empty() || options.by == "temperature" || options.by == "attention.temperature";
    const bool sweeps_it =
        std::any_of(results.parameters.begin(), results.parameters.end(),
                    [](const auto& p) { return p.path.starts_with("attention.temperature"); });
    const std::vector<Leg> legs = asks_time && !sweeps_it ? temperature_legs(results) : std::vector<Leg>();
    if (legs.empty())
      gatherer.along(parameter_along(results, options.by));
    else
      gatherer.along_schedule(legs);
  }
  std::stable_sort(out.curves.begin(), out.curves.end(),
                   [](const OrderCurve& a, const OrderCurve& b) { return a.agents < b.agents; });
  for (const OrderCurve& curve : out.curves)
    if (curve.values.size() < 2)
      throw Error(ErrorKind::usage,
                  fmt::format("'{}' has one value of '{}' only; a transition lies between several",
                              curve.file, out.parameter));
  return out;
}

}  // namespace heed::analysis
