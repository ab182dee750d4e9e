#pragma once
#include "heed/graph/network.hpp"

#include <concepts>
#include <cstdint>
#include <string_view>
#include <vector>

namespace heed {

/// A temperature for all that may change with the step, or one for each agent that does not. One file of the
/// catalogue `temperatures`. All values are above 0, in units of the score.
template <class T>
concept TemperatureSchedule = requires(const T t, std::int64_t step) {
  { T::summary } -> std::convertible_to<std::string_view>;
  { t.at(step) } -> std::same_as<double>;
  { t.changes_after(step) } -> std::same_as<bool>;  // a run does not converge before its last change
};
template <class T>
concept TemperaturePerAgent = requires(const T t, const Network& network, std::uint64_t seed) {
  { T::summary } -> std::convertible_to<std::string_view>;
  { t.each(network, seed) } -> std::same_as<std::vector<double>>;
};

}  // namespace heed
