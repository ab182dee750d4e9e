#include "scenarios/estimate.hpp"

#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"
#include "heed/io/trajectory.hpp"
#include "heed/run/checkpoint.hpp"
#include "heed/run/replay.hpp"
#include "heed/run/sweep.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <new>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace heed::scenarios {
namespace {

/// What a trial is left by.
struct Over {};

/// Follows a trial, and ends it when its time is up.
class Trial final : public Monitor {
 public:
  explicit Trial(double seconds) : most_(seconds) {}

  /// Who asks to stop is answered by what is tried here, not by the trial.
  void between(std::int64_t, std::int64_t, const Carry&) override {}
  void progress(std::int64_t /*step*/, std::int64_t steps, double, std::string_view, double) override {
    now_ = seconds();
    if (tried_++ == 0) first_ = now_;
    horizon_ = steps;
    if (now_ >= most_) throw Over{};
  }

  std::int64_t tried() const { return tried_; }
  std::int64_t horizon() const { return horizon_; }
  /// Making everything and the first step, then the steps after it at the pace of those tried.
  double seconds_for(std::int64_t steps) const {
    if (tried_ == 0) return seconds();
    const double step = tried_ > 1 ? (now_ - first_) / static_cast<double>(tried_ - 1) : first_;
    return first_ + step * static_cast<double>(std::max<std::int64_t>(steps - 1, 0));
  }

 private:
  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

  using Clock = std::chrono::steady_clock;
  Clock::time_point start_ = Clock::now();
  double most_, first_ = 0, now_ = 0;
  std::int64_t tried_ = 0, horizon_ = 0;
};

/// How many places a growing axis gets over so many steps.
double places_on(const Frame& frame, std::int64_t steps, const Axis& axis) {
  if (const std::size_t each = places_per_step_of(axis))
    return static_cast<double>(each) * static_cast<double>(steps);
  std::int64_t every = axis.name == "snapshot" ? frame.states_every : frame.every;
  for (const auto& [name, its] : frame.every_on)
    if (name == axis.name) every = its;
  if (every == 0) return 1;
  return static_cast<double>(steps / every + 1 + (steps % every != 0 ? 1 : 0));
}

/// Variables of a run that a sweep keeps, each with the bytes of its values in one run.
std::vector<std::pair<Variable, double>> swept(const FileSize& size, const Frame& frame, std::int64_t steps,
                                               Keep states) {
  std::vector<std::pair<Variable, double>> out;
  for (const Variable& v : size.variables()) {
    if (v.axes.empty() || v.type == Type::text) continue;
    const bool over = v.axes[0] == "time" || (v.state && v.axes[0] == "snapshot");
    if (!over || (v.state && states == Keep::none)) continue;
    double numbers = v.state && states == Keep::last ? 1 : places_on(frame, steps, size.axes().at(v.axes[0]));
    for (std::size_t a = 1; a < v.axes.size(); ++a)
      numbers *= static_cast<double>(size.length_of(v, v.axes[a]));
    out.emplace_back(v, numbers * (v.type == Type::float32 ? 4 : 8));
  }
  return out;
}

/// The bytes of a sweep's file beside its values: what a run writes once, such as its network, is not in it.
double bytes_beside_values(const Loaded& loaded, const Design& design,
                           const std::vector<std::pair<Variable, double>>& kept) {
  FileSize size;
  write_identity(size, loaded);
  for (const auto& [variable, bytes] : kept)
    size.variable({variable.name, variable.type, {}, variable.attributes});
  for (const std::string& name : design.names) size.variable({name, Type::float64, {}, {}});
  for (const char* name : {"seed", "time", "status", "steps"}) size.variable({name, Type::float64, {}, {}});
  size.variable({"message", Type::text, {}, {}});
  const std::vector<std::string> message{" "};  // there is room for a page of them, or none
  size.write("message", std::span<const std::string>(message));
  return size.bytes([](const std::string&) { return 0.0; });
}

/// Runs a scenario until the trial ends it; what went wrong, if anything. `message` is what it says at its
/// end, where it got there.
std::string try_out(Scenario& scenario, const ScenarioFile& file, FileSize& size, Trial& trial,
                    std::string& message) {
  try {
    message = join(scenario.run(file, size, trial).warnings, "\n");
  } catch (const Over&) {
  } catch (const Error& e) {
    if (e.kind() != ErrorKind::numeric) throw;
    return e.what();
  }
  return "";
}

/// What this process holds now, in bytes; from here on its peak is that of what follows. Where the system
/// does not let it, its peak so far.
double memory_now() {
  std::ofstream("/proc/self/clear_refs") << 5;
  return peak_memory();
}

/// What may wait to be written.
double queue_of(double disk) { return std::min(disk, static_cast<double>(TrajectoryOptions{}.queue_bytes)); }

/// Says that so many bytes more are not there, where that is so.
std::string shortage(double bytes, const Room& room) {
  if (bytes <= room.bytes) return "";
  return fmt::format("it takes about {} more of memory, and {} leaves {}", bytes_text(bytes), room.limit,
                     bytes_text(room.bytes));
}

std::int64_t horizon_of(const Frame& frame, const Trial& trial) {
  return frame.steps > 0 ? frame.steps : trial.horizon();
}

/// `instead`: what to do about it.
void refuse(double bytes, const std::filesystem::path& output, const std::string& instead) {
  const Room room = disk_left(output);
  if (bytes > room.bytes)
    throw Error(ErrorKind::usage,
                fmt::format("the output takes {}, and there are {} free in '{}'; {}", bytes_text(bytes),
                            bytes_text(room.bytes), room.limit, instead));
}

/// The bytes of the file and of the journal; 0 where the first run fails, which the sweep will say of it: the
/// others go on.
double disk_of(const Loaded& loaded, const Design& design) try {
  return estimate_sweep(loaded, design, 0).disk;
} catch (const Error&) {
  return 0;
} catch (const std::bad_alloc&) {
  return 0;
} catch (const std::length_error&) {
  return 0;
}

}  // namespace

Estimate estimate_run(Loaded& loaded, double seconds) {
  const Room room = memory_left();
  const double before = memory_now();
  Trial trial(seconds);
  FileSize size;
  write_identity(size, loaded);
  std::string message;
  Estimate out{.trouble = try_out(*loaded.scenario, loaded.file, size, trial, message), .shortage = {}};
  const Frame frame = loaded.scenario->frame();
  const std::int64_t steps = horizon_of(frame, trial);
  out.disk =
      size.bytes([&](const std::string& axis) { return places_on(frame, steps, size.axes().at(axis)); });
  const double more = std::max(peak_memory() - before, loaded.scenario->least_memory()) + queue_of(out.disk);
  out.memory = before + more;
  out.shortage = shortage(more, room);
  out.seconds = trial.seconds_for(steps);
  out.tried = trial.tried();
  return out;
}

Estimate estimate_sweep(const Loaded& loaded, const Design& design, double seconds, std::size_t run) {
  const ScenarioFile file = loaded.file.with(design.settings(run));
  const std::unique_ptr<Scenario> scenario = checked_scenario(make_point, file);
  scenario->keep_states(loaded.sweep.states);
  const Room room = memory_left();
  const double before = memory_now();
  const OneThread alone;  // as each run of a sweep is
  Trial trial(seconds);
  FileSize size;
  std::string message;
  Estimate out{.trouble = try_out(*scenario, file, size, trial, message), .shortage = {}};
  const Frame frame = scenario->frame();
  const std::int64_t steps = horizon_of(frame, trial);
  const auto runs = static_cast<double>(design.runs());
  const double at_once = std::min(runs, static_cast<double>(threads()));
  const auto kept = swept(size, frame, steps, loaded.sweep.states);
  double values = 0;
  for (const auto& [variable, bytes] : kept) values += bytes;
  // Status, steps, and the message with its length in a heap, rounded up to 8.
  const double facts = 25 + (message.empty() ? 0 : 24 + static_cast<double>(message.size()));
  out.disk = bytes_beside_values(loaded, design, kept) + runs * (values + facts);
  const double each = std::max(peak_memory() - before, scenario->least_memory()) + 2 * values;
  const double more = at_once * each + queue_of(out.disk);
  out.memory = before + more;
  out.shortage = shortage(more, room);
  out.seconds = std::ceil(runs / at_once) * trial.seconds_for(steps);
  out.tried = trial.tried();
  return out;
}

double bytes_there(const std::filesystem::path& path) {
  std::error_code none;
  const auto bytes = std::filesystem::file_size(path, none);
  return none ? 0 : static_cast<double>(bytes);
}

double part_bytes(const std::filesystem::path& output) {
  const std::string part = output.string() + ".part";
  return bytes_there(part) + bytes_there(part + ".new");
}

void refuse_too_little_disk(double bytes, const std::filesystem::path& output) {
  refuse(bytes, output,
         CheckpointFiles(output).any()
             ? "make room: the run goes on only where it was, with what it recorded"
             : "record less (record.every, record.opinions_every, sweep.states), or write elsewhere with -o");
}

void refuse_too_little_disk(const Loaded& loaded, const Design& design, const std::string& output,
                            bool resume) {
  const double disk = disk_of(loaded, design), part = part_bytes(output),
               journal = bytes_there(output + ".runs");
  const double more = std::max(resume ? disk : 0, 2 * disk - part - journal);
  if (!resume || journal == 0) return refuse_too_little_disk(more, output);
  refuse(more, output,
         part > 0 ? fmt::format("make room: '{0}.part' may go, for '{0}.runs' has all that is in it", output)
                  : "make room: the sweep goes on only where its runs are, with what they recorded");
}

void RoomyRecorder::attribute(const Attribute& attribute) {
  size_.attribute(attribute);
  file_.attribute(attribute);
}

void RoomyRecorder::axis(const Axis& axis) {
  size_.axis(axis);
  file_.axis(axis);
}

void RoomyRecorder::variable(const Variable& variable) {
  size_.variable(variable);
  file_.variable(variable);
}

void RoomyRecorder::write(std::string_view variable, Values values) {
  size_.write(variable, values);
  file_.write(variable, values);
}

void RoomyRecorder::append(std::string_view axis, double label, std::span<const Entry> slices) {
  if (!std::exchange(checked_, true) && frame_.steps > 0)
    refuse_too_little_disk(size_.bytes([&](const std::string& name) {
      return places_on(frame_, frame_.steps, size_.axes().at(name));
    }) - part_bytes(output_),
                           output_);
  file_.append(axis, label, slices);
}

}  // namespace heed::scenarios
