#include "heed/predict/record.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace heed {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// The places at which an observable has a number.
std::vector<std::size_t> known(const Record& record, const std::string& observable) {
  std::vector<std::size_t> out;
  if (const auto found = record.series.find(observable); found != record.series.end())
    for (std::size_t t = 0; t < found->second.size(); ++t)
      if (!std::isnan(found->second[t])) out.push_back(t);
  return out;
}

}  // namespace

double at_end(const Record& record, const std::string& observable) {
  const auto places = known(record, observable);
  return places.empty() ? none : record.series.at(observable)[places.back()];
}

double at_time(const Record& record, const std::string& observable, double time) {
  const auto found = record.series.find(observable);
  const auto at = std::lower_bound(record.times.begin(), record.times.end(), time);
  if (found == record.series.end() || at == record.times.end()) return none;
  return found->second[static_cast<std::size_t>(at - record.times.begin())];
}

double second_half(const Record& record, const std::string& observable) {
  const auto places = known(record, observable);
  double sum = 0;
  for (std::size_t k = places.size() / 2; k < places.size(); ++k)
    sum += record.series.at(observable)[places[k]];
  const std::size_t count = places.size() - places.size() / 2;
  return count == 0 ? none : sum / static_cast<double>(count);
}

std::optional<Matrix<double>> last_opinions(const Record& record) {
  if (record.snapshots.empty()) return std::nullopt;
  return record.opinions(record.snapshots.size() - 1);
}

double measured_decay(const Record& record, const std::string& topic) {
  const std::string name = "variance" + topic;
  std::vector<std::size_t> clear;
  for (const std::size_t t : known(record, name)) {
    const double v = record.series.at(name)[t];
    // After the last step a sweep goes on with what it ended with.
    if (!(v > 1e-24 * record.series.at(name).front()) || record.times[t] > record.steps) break;
    clear.push_back(t);
  }
  if (clear.size() < 3) return none;
  const std::size_t a = clear[clear.size() / 2], b = clear.back();
  const auto& v = record.series.at(name);
  return std::pow(v[b] / v[a], 0.5 / (record.times[b] - record.times[a]));
}

}  // namespace heed
