#include "scenarios/sensor_fusion/remarks.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace heed::scenarios {

std::vector<std::pair<std::string, std::string>> facts_of(const Readings& readings) {
  return {{"sensors", std::to_string(readings.sensors.size())},
          {"moments", std::to_string(readings.moments())}};
}

std::vector<std::string> warnings_of(const Fusion& fusion) {
  std::vector<std::string> out;
  if (fusion.readings().correlation != 0) return out;
  const auto& sensors = fusion.readings().sensors;
  for (std::size_t i = 0; i < sensors.size(); ++i)
    if (const double guilt = fusion.watch().guilt(i); guilt > 1)
      out.push_back(
          fmt::format("sensor '{}' is worse than it says: against the others its errors have {:.3g} ± {:.2g} "
                      "times the variance it states. Correct its variance, leave it out, or use the method "
                      "'watchful' (if errors are correlated, this does not hold: see sensors.correlation)",
                      sensors[i], guilt, fusion.watch().error(i)));
  return out;
}

void add_notes(const Fusion& fusion, const std::vector<std::string>& methods,
               std::vector<std::string>& notes) {
  const auto blue = std::find(methods.begin(), methods.end(), "blue");
  if (blue == methods.end()) return;
  const auto& weights = fusion.fused()[static_cast<std::size_t>(blue - methods.begin())].weight;
  const auto lowest = std::min_element(weights.begin(), weights.end());
  if (lowest == weights.end() || *lowest >= 0) return;
  const auto& sensor = fusion.readings().sensors[static_cast<std::size_t>(lowest - weights.begin())];
  notes.push_back(
      fmt::format("errors are so correlated that the best linear estimate ('blue') gives sensor '{}' the "
                  "weight {:.3f}; weights of attention are never below 0, so attention is not the best here",
                  sensor, *lowest));
}

}  // namespace heed::scenarios
