#pragma once
#include <array>
#include <string_view>

namespace heed {

/// How what is heard is weighed in continuous time, with k_ij = exp(s_ij / T + b_ij):
/// `softmax`: a_ij = k_ij / Σ_l k_il, rows sum to 1. `none`: k_ij over the number of those heard, so that
/// those who are close to many move faster. `sinkhorn`: f_i k_ij f_j with f such that rows and columns sum to
/// 1, which conserves the mean opinion.
enum class Normalization { softmax, none, sinkhorn };

inline constexpr std::array<std::string_view, 3> normalization_words{"softmax", "none", "sinkhorn"};

}  // namespace heed
