#pragma once
#include "heed/predict/law.hpp"

namespace heed::theory {

/// Liking by community: the means of K communities obey m' = W m with w_cd ∝ d_cd exp(s_cd / T), rows summing
/// to 1 and d_cd the mean number of those of d that c hears; W has rates and consensus of the whole, up to
/// what single degrees do. For two communities alike this is the law `two_communities`.
struct Communities {
  static constexpr std::string_view summary = "K communities as one matrix: w_cd ~ d_cd exp(s_cd / T)";
  static constexpr std::string_view source = "lumping, Kemeny and Snell 1960, section 6.3";

  /// W of such a case.
  static Eigen::MatrixXd matrix(const Case& c);

  Answer operator()(const Case& c) const;
};

}  // namespace heed::theory
