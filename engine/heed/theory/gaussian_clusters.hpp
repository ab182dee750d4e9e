#pragma once
#include "heed/predict/law.hpp"

namespace heed::theory {

/// Everyone heeds likeness, from a uniform start and without noise: of all patterns in an even spread that of
/// wavelength π √(2 t), t = T w², grows fastest, so there are about L / (π √(2 t)) clusters on a range L
/// early on, after about 10 / α steps, and fewer later: they merge slowly.
struct GaussianClusters {
  static constexpr std::string_view summary = "how many clusters an even spread falls into at first";
  static constexpr std::string_view source = "linear stability of the uniform state";

  Answer operator()(const Case& c) const;
};

}  // namespace heed::theory
