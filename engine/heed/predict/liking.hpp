#pragma once
#include "heed/predict/conditions.hpp"

namespace heed {

/// The score is a fixed liking by community at one temperature, and agents move at once towards the mean.
inline Reason unless_liking_by_community(const Case& c) {
  const auto* affinity = c.attention().score.get<scores::Affinity>();
  const bool by_community = affinity && affinity->of == scores::Affinity::Of::community;
  const bool uniform = c.attention().score.get<scores::Uniform>() != nullptr;
  return first_of({unless_averaging(c), unless_hears_mean(c), unless_synchronous(c),
                   unless_one_temperature(c),
                   by_community || uniform ? "" : "the score is not a fixed liking by community"});
}

/// How much an agent of community `hearer` likes one of `heard`.
inline double liking(const Case& c, std::int32_t hearer, std::int32_t heard) {
  const auto* affinity = c.attention().score.get<scores::Affinity>();
  return affinity ? (*affinity)(TieFacts{0, 0, 1, 1, hearer, heard, 1}) : 0.0;
}

}  // namespace heed
