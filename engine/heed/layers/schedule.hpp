#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <variant>

namespace heed::layers {

/// The same learning rate in every step.
struct ConstantRate {
  double rate = 1e-3;
  double at(std::uint64_t) const { return rate; }
};

/// Up in a line over `warmup` steps, then down along half a cosine, to `least` times the rate at step `steps`
/// and after (Loshchilov and Hutter 2017, eq. 5, without restarts).
struct CosineRate {
  double rate = 1e-3;
  std::uint64_t steps = 1000, warmup = 0;
  double least = 0;  ///< a share of the rate

  double at(std::uint64_t step) const {
    if (step < warmup) return rate * static_cast<double>(step + 1) / static_cast<double>(warmup);
    if (step >= steps) return rate * least;
    const double way = static_cast<double>(step - warmup) / static_cast<double>(steps - warmup);
    return rate * (least + (1 - least) * (1 + std::cos(std::numbers::pi * way)) / 2);
  }
};

/// Times `factor` after every `every` steps.
struct StepRate {
  double rate = 1e-3;
  std::uint64_t every = 1000;
  double factor = 0.1;
  double at(std::uint64_t step) const {
    return rate * std::pow(factor, static_cast<double>(step / std::max<std::uint64_t>(every, 1)));
  }
};

/// What the learning rate is at a step, counted from 0.
using Schedule = std::variant<ConstantRate, CosineRate, StepRate>;

inline double rate_at(const Schedule& schedule, std::uint64_t step) {
  return std::visit([step](const auto& kind) { return kind.at(step); }, schedule);
}

}  // namespace heed::layers
