#include "scenarios/sensor_fusion/file.hpp"

#include "heed/core/calendar.hpp"
#include "heed/core/text_file.hpp"
#include "heed/io/table.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace heed::scenarios::sensors {
namespace {

/// In the place of a sensor's number, and of an entry's.
constexpr std::size_t the_reference = static_cast<std::size_t>(-1), no_entry = the_reference;

/// One reading of one sensor.
struct Entry {
  std::size_t line, sensor;
  double time, value, variance;
};

class Read final : public Readings {
 public:
  explicit Read(const File& settings) : settings_(settings), table_(read_table(settings.file.resolved)) {
    correlation = settings.correlation;
    name_sensors();
    read_entries();
    table_.rows.clear();
    find_moments();
  }

  std::int64_t moments() const override { return static_cast<std::int64_t>(first_.size()); }

  void next(Moment& moment) override {
    moment.truth = missing;
    moment.value.assign(sensors.size(), missing);
    moment.variance.assign(sensors.size(), missing);
    const std::size_t end = moment_ + 1 < first_.size() ? first_[moment_ + 1] : entries_.size();
    for (std::size_t k = first_[moment_]; k < end; ++k) {
      const Entry& e = entries_[k];
      moment.time = e.time;
      if (e.sensor == the_reference) {
        moment.truth = e.value;
      } else {
        moment.value[e.sensor] = e.value;
        moment.variance[e.sensor] = e.variance;
      }
    }
    ++moment_;
  }

 private:
  Error error(const Entry& e, const std::string& message) const {
    return error_at(table_.file, e.line, message);
  }

  /// Sensors are numbered as they come, but for the reference, which is none of those that are fused.
  void name_sensors() {
    std::map<std::string, std::size_t> number;
    for (const std::string& name : table_.texts("sensor")) {
      if (!settings_.reference.empty() && name == settings_.reference) {
        truth_known = true;
        sensor_.push_back(the_reference);
        continue;
      }
      const auto [at, is_new] = number.try_emplace(name, sensors.size());
      if (is_new) sensors.push_back(name);
      sensor_.push_back(at->second);
    }
    if (!settings_.reference.empty() && !truth_known) {
      const std::string near = nearest(settings_.reference, sensors);
      throw error_at(table_.file, 0,
                     "there is no sensor '" + settings_.reference +
                         "' to be the reference (leave sensors.reference "
                         "empty where there is none); " +
                         (near.empty() ? "sensors here: " + join(sensors) : "did you mean '" + near + "'?"));
    }
    if (sensors.empty()) throw error_at(table_.file, 0, "there are no readings in it");
  }

  void read_entries() {
    const std::vector<std::string> times = table_.texts("time");
    const std::vector<double> values = table_.numbers("value");
    const bool stated = table_.has("variance");
    const std::vector<double> variances = stated ? table_.numbers("variance") : std::vector<double>();
    if (!stated && settings_.variance == 0)
      throw error_at(table_.file, 0,
                     "there is no column 'variance'; add it, or say the one of all sensors as "
                     "sensors.variance");
    std::vector<std::size_t> latest(sensors.size() + 1,
                                    no_entry);  // the entry of each, of the reference last
    for (std::size_t k = 0; k < times.size(); ++k) {
      Entry e{table_.rows[k].line, sensor_[k], 0, values[k], stated ? variances[k] : settings_.variance};
      e.time = time_of(times[k], e);
      check_once(e, std::exchange(latest[std::min(e.sensor, sensors.size())], k));
      check(e);
      entries_.push_back(e);
    }
  }

  double time_of(const std::string& text, const Entry& e) {
    const auto seconds = to_seconds(text);
    const auto number = seconds ? seconds : to_number(text);
    if (entries_.empty()) dated = seconds.has_value();
    if (!number || !std::isfinite(*number))
      throw error(e, "the time '" + text + "' is neither a number nor a date such as 2024-02-29 06:30");
    if (seconds.has_value() != dated)
      throw error(e, "the time '" + text + "' is " + (dated ? "a number" : "a date") +
                         ", but those before are " + (dated ? "dates" : "numbers"));
    if (!entries_.empty() && *number < entries_.back().time)
      throw error(e, "the time '" + text + "' is before that of the row above; sort the rows by time");
    return *number;
  }

  const std::string& name_of(const Entry& e) const {
    return e.sensor == the_reference ? settings_.reference : sensors[e.sensor];
  }

  /// `before` is the place of the entry of that sensor before this one.
  void check_once(const Entry& e, std::size_t before) const {
    if (before != no_entry && entries_[before].time == e.time)
      throw error(e, "sensor '" + name_of(e) + "' speaks twice at this time, also on line " +
                         std::to_string(entries_[before].line) + "; leave one out, or take their mean");
  }

  void check(const Entry& e) const {
    const std::string& name = name_of(e);
    if (std::isnan(e.value)) return;
    if (!std::isfinite(e.value))
      throw error(e, "the value of sensor '" + name + "' is " + to_text(e.value) +
                         "; leave it empty where there is none");
    if (e.sensor != the_reference && !(e.variance > 0 && std::isfinite(e.variance)))
      throw error(e, "the variance of sensor '" + name + "' is " + to_text(e.variance) +
                         " but must be above 0: the square of the error it usually makes");
  }

  void find_moments() {
    std::int64_t silent = 0;
    for (std::size_t k = 0; k < entries_.size();) {
      first_.push_back(k);
      bool speaks = false;
      const double time = entries_[k].time;
      for (; k < entries_.size() && entries_[k].time == time; ++k)
        speaks |= entries_[k].sensor != the_reference && !std::isnan(entries_[k].value);
      silent += !speaks;
    }
    if (silent > 0)
      notes.push_back("'" + file_name(table_.file) + "': at " + counted(silent, "moment") +
                      " no sensor says anything; estimates stay as they were");
  }

  File settings_;
  Table table_;
  std::vector<std::size_t> sensor_;
  std::vector<Entry> entries_;
  std::vector<std::size_t> first_;  ///< by moment, the place of its first entry
  std::size_t moment_ = 0;
};

}  // namespace

void File::fields(Fields& f) {
  f("file", file, any(), "the CSV; its rows in the order of their times");
  f("variance", variance, at_least(0), "of every sensor, where the file has no column of that name");
  f("correlation", correlation, between(-1, 1), "ρ: correlation of the errors of any two sensors, for blue");
  f("reference", reference, any(),
    "a sensor of the file that is taken for the truth, to measure the others against; empty: none");
  f.require("file", !file.empty(), "'file' must say where the readings are");
}

std::unique_ptr<Readings> File::make(std::uint64_t) const { return std::make_unique<Read>(*this); }

}  // namespace heed::scenarios::sensors
