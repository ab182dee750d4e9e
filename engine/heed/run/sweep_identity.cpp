#include "heed/run/sweep_identity.hpp"

#include <sstream>

#include <fmt/format.h>

namespace heed {
namespace {

/// The first lines that differ, "there '…', here '…'".
std::string first_difference(const std::string& there, const std::string& here) {
  std::istringstream a(there), b(here);
  std::string x, y;
  bool more = true;
  while (more && x == y) {
    const bool in_a = static_cast<bool>(std::getline(a, x)), in_b = static_cast<bool>(std::getline(b, y));
    if (!in_a) x.clear();
    if (!in_b) y.clear();
    more = in_a || in_b;
  }
  return fmt::format("there '{}', here '{}'", x, y);
}

}  // namespace

std::string SweepIdentity::difference(const SweepIdentity& here) const {
  if (facts.size() != here.facts.size()) return "it says other things of itself";
  for (std::size_t k = 0; k < facts.size(); ++k) {
    const auto& [name, value] = facts[k];
    if (facts[k] != here.facts[k])
      return fmt::format("its {} differs: {}", name, first_difference(value, here.facts[k].second));
  }
  return "";
}

SweepIdentity identity_of(const std::string& version, const std::string& scenario, const std::string& inputs,
                          const Shard& shard) {
  return {{{"version", version}, {"scenario", scenario}, {"inputs", inputs}, {"shard", shard.words()}}};
}

}  // namespace heed
