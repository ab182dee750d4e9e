#include "scenarios/sensor_fusion/recording.hpp"

#include "heed/core/calendar.hpp"

#include <cmath>

namespace heed::scenarios {

FusionRecording::FusionRecording(const DataRecord& settings, const std::vector<std::string>& methods,
                                 const Fusion& fusion, Recorder& recorder)
    : settings_(settings), methods_(methods), fusion_(fusion), recorder_(recorder) {
  const Readings& readings = fusion.readings();
  recorder_.axis(
      {.name = "time",
       .grows = true,
       .labels = {},
       .attributes = {text("long_name", "moments so far"), text("units", "1"), text("axis", "T")}});
  recorder_.axis({.name = "estimator", .labels = methods_, .attributes = {text("long_name", "way to fuse")}});
  recorder_.axis({.name = "sensor", .labels = readings.sensors, .attributes = {text("long_name", "sensor")}});
  if (readings.truth_known)
    recorder_.variable({"mse",
                        Type::float64,
                        {"time", "estimator"},
                        {text("long_name", "mean squared error of the estimate so far")}});
  recorder_.variable({"variance_ratio",
                      Type::float64,
                      {"time", "sensor"},
                      {text("long_name",
                            "variance of a sensor as measured against the others, over that "
                            "which it states"),
                       text("units", "1")}});
  if (settings_.states) declare_states();
}

void FusionRecording::declare_states() {
  const auto state = [&](std::string name, std::vector<std::string> axes, std::string long_name,
                         std::vector<Attribute> more = {}) {
    more.insert(more.begin(), text("long_name", std::move(long_name)));
    if (fusion_.readings().dated && name != "date") more.push_back(text("coordinates", "date"));
    recorder_.variable({.name = std::move(name),
                        .type = Type::float64,
                        .axes = std::move(axes),
                        .attributes = std::move(more),
                        .state = true});
  };
  if (fusion_.readings().dated)
    state("date", {"time"}, "time of the readings", {text("units", std::string(seconds_unit))});
  else
    state("clock", {"time"}, "time of the readings", {text("units", "1")});
  state("reading", {"time", "sensor"}, "what a sensor says");
  state("stated_variance", {"time", "sensor"}, "variance of its error as a sensor states it");
  state("innovation", {"time", "sensor"},
        "how far a sensor is from what the others say, in standard deviations as stated");
  state("estimate", {"time", "estimator"}, "what a method makes of the readings");
  state("estimate_variance", {"time", "estimator"}, "variance of its error, if sensors are as they state");
  state("weight", {"time", "estimator", "sensor"}, "how much a sensor counts in an estimate",
        {text("units", "1")});
  if (fusion_.readings().truth_known) state("truth", {"time"}, "what is measured");
  if (!fusion_.learned_keys().empty())
    state("learned_key", {"time", "sensor"}, "key of the method 'learned', less the mean of all keys");
}

std::vector<std::string> FusionRecording::names() {
  return {"estimator",       "sensor",     "mse",      "variance_ratio",    "date",   "clock", "reading",
          "stated_variance", "innovation", "estimate", "estimate_variance", "weight", "truth", "learned_key"};
}

void FusionRecording::record() {
  const Moment& moment = fusion_.moment();
  const std::size_t sensors = fusion_.readings().sensors.size();
  const std::vector<double> mse = fusion_.mean_squared_errors(), keys = fusion_.learned_keys(),
                            clock{moment.time}, truth{moment.truth};
  std::vector<double> ratio, estimate, variance, weight;
  for (std::size_t i = 0; i < sensors; ++i) ratio.push_back(fusion_.watch().ratio(i));
  std::vector<Entry> entries;
  if (fusion_.readings().truth_known) entries.push_back({"mse", view(mse)});
  entries.push_back({"variance_ratio", view(ratio)});
  if (settings_.states) {
    for (const Fused& fused : fusion_.fused()) {
      estimate.push_back(fused.value);
      variance.push_back(fused.variance);
      weight.insert(weight.end(), fused.weight.begin(), fused.weight.end());
    }
    entries.push_back({fusion_.readings().dated ? "date" : "clock", view(clock)});
    entries.push_back({"reading", view(moment.value)});
    entries.push_back({"stated_variance", view(moment.variance)});
    entries.push_back({"innovation", view(fusion_.innovations())});
    entries.push_back({"estimate", view(estimate)});
    entries.push_back({"estimate_variance", view(variance)});
    entries.push_back({"weight", view(weight)});
    if (fusion_.readings().truth_known) entries.push_back({"truth", view(truth)});
    if (!keys.empty()) entries.push_back({"learned_key", view(keys)});
  }
  recorder_.append("time", static_cast<double>(fusion_.steps()), entries);
}

std::vector<std::pair<std::string, double>> FusionRecording::measured() const {
  std::vector<std::pair<std::string, double>> out;
  const std::vector<double> mse = fusion_.mean_squared_errors();
  if (fusion_.readings().truth_known)
    for (std::size_t m = 0; m < mse.size(); ++m)
      if (!std::isnan(mse[m])) out.emplace_back("mse[" + methods_[m] + "]", mse[m]);
  for (std::size_t i = 0; i < fusion_.readings().sensors.size(); ++i)
    if (const double ratio = fusion_.watch().ratio(i); !std::isnan(ratio))
      out.emplace_back("variance_ratio[" + fusion_.readings().sensors[i] + "]", ratio);
  return out;
}

}  // namespace heed::scenarios
