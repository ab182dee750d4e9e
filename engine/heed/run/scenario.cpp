#include "heed/run/scenario.hpp"

#include "heed/core/error.hpp"
#include "heed/core/parameters.hpp"
#include "heed/core/resources.hpp"
#include "heed/core/signal.hpp"

#include <array>

#include <fmt/format.h>

namespace heed {

void Monitor::between(std::int64_t step, std::int64_t steps, const Carry&) {
  if (stop_requested())
    throw Interrupted("stopped at step " + std::to_string(step) + " of " + std::to_string(steps));
}

std::string_view ending_word(Ending ending) {
  static constexpr std::array<std::string_view, 3> words{"horizon", "converged", "complete"};
  return words[static_cast<std::size_t>(ending)];
}

void write_outcome(Recorder& recorder, const Outcome& outcome) {
  recorder.attribute(text("status", std::string(ending_word(outcome.ending))));
  recorder.attribute({"steps", std::vector<std::int64_t>{outcome.steps}});
  recorder.attribute({"converged", std::vector<std::int8_t>{static_cast<std::int8_t>(outcome.converged())}});
  recorder.attribute(text("warnings", join(outcome.warnings, "\n")));
}

std::vector<std::pair<std::string, std::string>> files_read(Scenario& scenario) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const Parameter& p : parameters([&](Fields& f) { scenario.fields(f); }))
    if (!p.file.empty() && p.path != "record.file") out.emplace_back(p.path, p.file);  // that one is written
  return out;
}

void refuse_too_little_memory(double least) {
  const Room room = memory_left();
  if (least > room.bytes)
    throw Error(
        ErrorKind::usage,
        fmt::format("this run needs {} of memory or more, and {} leaves {}; try fewer agents or ties, "
                    "or precision = \"float32\"",
                    bytes_text(least), room.limit, bytes_text(room.bytes)));
}

void refuse_too_little_memory(const Scenario& scenario) { refuse_too_little_memory(scenario.least_memory()); }

}  // namespace heed
