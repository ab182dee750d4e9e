#include "scenarios/sensor_fusion/fusion.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>

namespace heed::scenarios {

void FusionSettings::fields(Fields& f) {
  f.list("methods", methods, "ways to fuse, side by side");
  parameters.fields(f);
  std::vector<std::string> all = names();
  std::sort(all.begin(), all.end());
  f.require("methods", !all.empty(), "'methods' must name at least one");
  f.require("methods", std::adjacent_find(all.begin(), all.end()) == all.end(), "'methods' must all differ");
}

std::vector<std::string> FusionSettings::names() const {
  std::vector<std::string> out;
  for (const auto& method : methods) out.emplace_back(method.kind());
  return out;
}

Fusion::Fusion(const FusionSettings& settings, std::unique_ptr<Readings> readings)
    : names_(settings.names()),
      readings_(std::move(readings)),
      fused_(names_.size()),
      squared_errors_(names_.size()),
      counts_(names_.size()),
      listener_(readings_->sensors.size()),
      watch_(readings_->sensors.size()) {
  for (const auto& method : settings.methods) {
    fusers_.push_back(
        std::visit([&](const auto& m) { return m.make(settings.parameters, *readings_); }, method.part()));
    if (const auto* learned = dynamic_cast<const LearnedFuser*>(fusers_.back().get())) learned_ = learned;
  }
}

void Fusion::step() {
  readings_->next(moment_);
  ++steps_;
  const bool silent =
      std::all_of(moment_.value.begin(), moment_.value.end(), [](double y) { return std::isnan(y); });
  for (std::size_t m = 0; m < fusers_.size(); ++m) {
    if (silent)
      fused_[m].weight.assign(moment_.value.size(), 0.0);
    else
      fusers_[m]->fuse(moment_, fused_[m]);
    const double off = fused_[m].value - moment_.truth;
    if (std::isnan(off)) continue;  // no truth, or no estimate yet
    squared_errors_[m] += off * off;
    ++counts_[m];
  }
  if (!silent) check_finite();
  judge_sensors();
}

/// Of estimates what stays while no sensor says anything.
void Fusion::carried(Carried& c, std::int64_t most) {
  c.count("steps", steps_, most);
  readings_->carried(c, steps_);
  for (std::size_t m = 0; m < fusers_.size(); ++m) {
    fusers_[m]->carried(c);
    c("estimate", fused_[m].value);
    c("estimate_variance", fused_[m].variance);
  }
  c("squared_errors", squared_errors_);
  c("counts", counts_);
  watch_.carried(c);
}

void Fusion::check_finite() const {
  for (std::size_t m = 0; m < fused_.size(); ++m)
    if (!std::isfinite(fused_[m].value))
      throw Error(ErrorKind::numeric, "step " + std::to_string(steps_) + ": the estimate of '" + names_[m] +
                                          "' is no longer a finite number; scale the readings so that their "
                                          "squares and variances stay within 1e±300");
}

void Fusion::judge_sensors() {
  innovations_.assign(moment_.value.size(), missing);
  watch_.look(moment_);
  const auto speaking =
      std::count_if(moment_.value.begin(), moment_.value.end(), [](double y) { return !std::isnan(y); });
  if (speaking < 2) return;
  stated_keys(moment_, keys_);
  listener_.hear(moment_, keys_);
  const double mean = listener_.heed(1);
  const double variance = variance_of(moment_, listener_.weights());
  for (std::size_t i = 0; i < innovations_.size(); ++i) {
    if (std::isnan(moment_.value[i])) continue;
    // Without i: the mean moves by a (y - mean) / (1 - a), and its variance is (var - a² v) / (1 - a)².
    const double a = listener_.weights()[i], v = moment_.variance[i], rest = 1 - a;
    innovations_[i] =
        (moment_.value[i] - mean) / rest / std::sqrt(v + (variance - a * a * v) / (rest * rest));
  }
}

std::vector<double> Fusion::mean_squared_errors() const {
  std::vector<double> out;
  for (std::size_t m = 0; m < counts_.size(); ++m)
    out.push_back(counts_[m] > 0 ? squared_errors_[m] / counts_[m] : missing);
  return out;
}

std::vector<double> Fusion::learned_keys() const {
  return learned_ ? learned_->keys() : std::vector<double>();
}

}  // namespace heed::scenarios
