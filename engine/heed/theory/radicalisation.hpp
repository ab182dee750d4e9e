#pragma once
#include "heed/predict/law.hpp"

#include <vector>

namespace heed::theory {

/// Active agents without homophily: consensus at 0 is stable iff α < α_c = 2 / (K m λ [(1 + r) <a> +
/// √((1 - r)² <a>² + 4 r <a²>)]), from the two non-zero eigenvalues of the expected contacts m (a_i + r a_j)
/// / N, with the activities as drawn; λ is the largest eigenvalue of the overlap of topics, 1 + cos δ for two
/// at an angle δ. Small opinions grow at the rate α / α_c - 1.
struct Radicalisation {
  static constexpr std::string_view summary =
      "active agents: from which controversialness consensus at 0 ends";
  static constexpr std::string_view source =
      "Baumann et al. 2020, for activities of any law; Baumann et al. 2021";

  Answer operator()(const Case& c) const;
};

/// α_c of given activities; `strength` is K m λ.
double radicalisation_threshold(const std::vector<double>& activity, double strength, double reciprocity);

}  // namespace heed::theory
