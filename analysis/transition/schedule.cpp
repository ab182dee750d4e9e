#include "analysis/transition/schedule.hpp"

#include "heed/core/choice.hpp"
#include "heed/core/fields.hpp"
#include "heed/io/scenario_file.hpp"
#include "heed/temperatures.hpp"

#include <functional>
#include <variant>

namespace heed::analysis {
namespace {

/// [attention], as far as it is about temperature.
struct TemperatureField {
  Choice<temperatures::Catalogue> temperature = temperatures::Constant{};
  void fields(Fields& f) { f.choice("temperature", temperature, ""); }
};

/// T at a step, where it changes with steps; empty where it does not.
std::function<double(std::int64_t)> schedule_of(const Results& results) {
  if (!results.reader.has_variable("scenario_text")) return {};
  const ScenarioFile file = ScenarioFile::parse(results.reader.texts("scenario_text").at(0), results.file);
  TemperatureField attention;
  std::vector<Problem> ignored;
  file.fill([&](Fields& f) { f.table("attention", attention, ""); }, ignored);
  return std::visit(
      []<class T>(const T& kind) -> std::function<double(std::int64_t)> {
        if constexpr (requires { kind.changes_after(0); })
          if (kind.changes_after(0)) return [kind](std::int64_t step) { return kind.at(step); };
        return {};
      },
      attention.temperature.part());
}

/// The stretches of equal temperature. What is recorded at a step was made at the temperature of the step
/// before it.
std::vector<Plateau> plateaus_of(const std::vector<double>& times,
                                 const std::function<double(std::int64_t)>& temperature) {
  std::vector<Plateau> out;
  for (std::size_t t = 0; t < times.size(); ++t) {
    if (times[t] < 1) continue;
    const double now = temperature(static_cast<std::int64_t>(times[t]) - 1);
    if (out.empty() || out.back().temperature != now) out.push_back({now, t, t});
    out.back().last = t + 1;
  }
  return out;
}

}  // namespace

std::vector<Leg> temperature_legs(const Results& results) {
  const auto temperature = schedule_of(results);
  if (!temperature) return {};
  std::vector<Leg> out;
  for (const Plateau& plateau : plateaus_of(results.times, temperature)) {
    if (out.empty()) out.push_back({});
    std::vector<Plateau>& leg = out.back().plateaus;
    const bool falls = !leg.empty() && plateau.temperature < leg.back().temperature;
    if (leg.size() == 1) out.back().falling = falls;
    if (leg.size() > 1 && falls != out.back().falling)
      out.push_back({.falling = falls, .plateaus = {leg.back()}});
    out.back().plateaus.push_back(plateau);
  }
  return out;
}

}  // namespace heed::analysis
