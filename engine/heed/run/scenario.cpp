#include "heed/run/scenario.hpp"

#include <array>

namespace heed {

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

}  // namespace heed
