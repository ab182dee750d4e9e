#pragma once
#include "heed/predict/conditions.hpp"

namespace heed {

/// Communities as theory sees them: how many agents each has, and how many of each community its agents hear
/// on average.
struct Blocks {
  Eigen::VectorXd size;
  Eigen::MatrixXd degree;  ///< (c, d): those of d that an agent of c hears, itself where it does
  bool equitable = true;   ///< the same for all agents of a community: block equations are exact

  Eigen::Index count() const { return size.size(); }
  /// "exact: …" or "mean field: …", for a remark.
  std::string quality() const;
};

/// Every agent is in one of two or more communities, and only ties or everyone say who is heard.
Reason unless_communities(const Case& c);
/// The communities of such a case. O(N + E).
Blocks blocks_of(const Case& c);

/// Half the difference of the means of two communities, the second less the first, on a topic of a state (N,
/// K).
double half_gap(const Network& network, const Matrix<double>& opinions, std::size_t topic);

}  // namespace heed
