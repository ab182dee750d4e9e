#include "scenarios/market/recording.hpp"

#include "heed/core/calendar.hpp"
#include "heed/run/replay.hpp"

#include <cmath>
#include <numeric>

namespace heed::scenarios {
namespace {

/// A measure of a method in a period: its name in files, what it is, its unit, its value; and whether a
/// summary of the run has it.
struct Measure {
  std::string_view name, long_name, units;
  double (*value)(const PeriodResult&);
  bool summary = false;
};

double total(const std::vector<double>& returns) {
  return std::accumulate(returns.begin(), returns.end(), 0.0);
}

const std::vector<Measure>& measures() {
  static const std::vector<Measure> all{
      {"recall", "share of planted pairs that were found", "1",
       [](const PeriodResult& r) { return r.recall; }, true},
      {"same_group", "share of pairs within one group", "1",
       [](const PeriodResult& r) { return r.same_group; }, true},
      {"same_group_p", "how likely a share as large is by chance", "1",
       [](const PeriodResult& r) { return r.same_group_p; }, true},
      {"pairs", "number of pairs", "1",
       [](const PeriodResult& r) { return static_cast<double>(r.pairs.size()); }},
      {"significant", "pairs that are cointegrated, at most 5 % of them falsely", "1",
       [](const PeriodResult& r) { return r.significant; }, true},
      {"half_life", "median half-life of the spreads in the formation", "d",
       [](const PeriodResult& r) { return r.half_life; }},
      {"opened", "positions opened in the period", "1",
       [](const PeriodResult& r) { return static_cast<double>(r.traded.opened); }},
      {"gross_return", "sum of daily returns in the period, before costs", "1",
       [](const PeriodResult& r) { return total(r.traded.gross); }},
      {"net_return", "sum of daily returns in the period, after costs", "1",
       [](const PeriodResult& r) { return total(r.traded.net); }},
      {"sharpe", "Sharpe ratio of a year after costs, of all days traded so far", "1",
       [](const PeriodResult& r) { return r.sharpe.value; }, true},
      {"sharpe_low", "lower end of its 95 % interval", "1",
       [](const PeriodResult& r) { return r.sharpe.low; }},
      {"sharpe_high", "upper end of its 95 % interval", "1",
       [](const PeriodResult& r) { return r.sharpe.high; }}};
  return all;
}

/// Is a measure one of these prices at all?
bool known(const Measure& measure, const Prices& prices) {
  if (measure.name == "recall") return !prices.partner.empty();
  if (measure.name.starts_with("same_group")) return !prices.group.empty();
  return true;
}

}  // namespace

MarketRecording::MarketRecording(const DataRecord& settings, std::vector<std::string> methods,
                                 const Walk& walk, Recorder& recorder)
    : settings_(settings), methods_(std::move(methods)), walk_(walk), recorder_(recorder) {
  recorder_.axis(
      {.name = "time",
       .grows = true,
       .labels = {},
       .attributes = {text("long_name", "periods so far"), text("units", "1"), text("axis", "T")}});
  recorder_.axis({.name = "pairing", .labels = methods_, .attributes = {text("long_name", "way to pair")}});
  declare_measures();
  if (settings_.states) declare_states();
}

void MarketRecording::declare_measures() {
  for (const Measure& m : measures())
    if (known(m, walk_.prices()))
      recorder_.variable(
          {std::string(m.name),
           Type::float64,
           {"time", "pairing"},
           {text("long_name", std::string(m.long_name)), text("units", std::string(m.units))}});
}

void MarketRecording::declare_states() {
  const Prices& prices = walk_.prices();
  recorder_.axis({.name = "asset", .labels = prices.assets, .attributes = {text("long_name", "asset")}});
  recorder_.axis(
      {.name = "asset_other", .labels = prices.assets, .attributes = {text("long_name", "asset")}});
  const auto state = [&](std::string name, Type type, std::vector<std::string> axes, std::string long_name,
                         std::string units) {
    recorder_.variable(
        {.name = std::move(name),
         .type = type,
         .axes = std::move(axes),
         .attributes = {text("long_name", std::move(long_name)), text("units", std::move(units))},
         .state = true});
  };
  state("affinity", Type::float64, {"time", "asset", "asset_other"},
        "attention of two assets to each other in the formation", "1");
  state("partner", Type::int32, {"time", "pairing", "asset"},
        "number of the asset it is paired with, -1: none", "1");
  state("last_day", Type::float64, {"time"}, "last day of the formation",
        prices.date.empty() ? "d" : std::string(seconds_unit));
  recorder_.axis(
      {.name = "day",
       .grows = true,
       .labels = {},
       .attributes = {text("long_name", "day that is traded"),
                      text("units", prices.date.empty() ? "d" : std::string(seconds_unit)),
                      {std::string(places_per_step), std::vector<std::int64_t>{walk_.days_traded()}}}});
  state("daily_return", Type::float64, {"day", "pairing"}, "return of a day out of sample, after costs", "1");
  if (prices.group.empty()) return;
  recorder_.variable({"group", Type::text, {"asset"}, {text("long_name", "group of the asset")}});
  std::vector<std::string> names;
  for (const std::int32_t g : prices.group)
    names.push_back(g < 0 ? "" : prices.group_names[static_cast<std::size_t>(g)]);
  recorder_.write("group", view(names));
}

std::vector<std::string> MarketRecording::names() {
  std::vector<std::string> out{"pairing", "asset",    "asset_other",  "day",  "affinity",
                               "partner", "last_day", "daily_return", "group"};
  for (const Measure& m : measures()) out.emplace_back(m.name);
  return out;
}

template <class Number> std::vector<double> MarketRecording::by_method(Number number) const {
  std::vector<double> out;
  for (const PeriodResult& r : walk_.results()) out.push_back(number(r));
  return out;
}

void MarketRecording::record() {
  const Prices& prices = walk_.prices();
  std::vector<std::vector<double>> values;
  std::vector<Entry> entries;
  values.reserve(measures().size());
  for (const Measure& m : measures())
    if (known(m, prices)) entries.push_back({m.name, view(values.emplace_back(by_method(m.value)))});
  const std::vector<double> last{prices.date.empty()
                                     ? static_cast<double>(walk_.last_day())
                                     : prices.date[static_cast<std::size_t>(walk_.last_day())]};
  std::vector<std::int32_t> partner;
  if (settings_.states) {
    for (const PeriodResult& r : walk_.results()) {
      std::vector<std::int32_t> of(prices.count(), -1);
      for (const PairOf& pair : r.pairs) {
        of[pair.a] = static_cast<std::int32_t>(pair.b);
        of[pair.b] = static_cast<std::int32_t>(pair.a);
      }
      partner.insert(partner.end(), of.begin(), of.end());
    }
    const Matrix<double>& affinity = walk_.affinity();
    entries.push_back({"affinity", std::span(affinity.data(), static_cast<std::size_t>(affinity.size()))});
    entries.push_back({"partner", view(partner)});
    entries.push_back({"last_day", view(last)});
  }
  recorder_.append("time", static_cast<double>(walk_.steps()), entries);
}

void MarketRecording::record_days() {
  if (!settings_.states) return;
  const std::size_t days = walk_.results().front().traded.net.size();
  for (std::size_t k = 0; k < days; ++k) {
    const std::vector<double> returns = by_method([k](const PeriodResult& r) { return r.traded.net[k]; });
    const Entry entry{"daily_return", view(returns)};
    const auto day = static_cast<std::size_t>(walk_.last_day()) + 1 + k;
    const std::vector<double>& date = walk_.prices().date;
    recorder_.append("day", date.empty() ? static_cast<double>(day) : date[day], std::span(&entry, 1));
  }
}

std::vector<std::pair<std::string, double>> MarketRecording::measured() const {
  std::vector<std::pair<std::string, double>> out;
  for (const Measure& measure : measures()) {
    if (!measure.summary || !known(measure, walk_.prices())) continue;
    const std::vector<double> values = by_method(measure.value);
    for (std::size_t m = 0; m < values.size(); ++m)
      if (!std::isnan(values[m]))
        out.emplace_back(std::string(measure.name) + "[" + methods_[m] + "]", values[m]);
  }
  return out;
}

}  // namespace heed::scenarios
