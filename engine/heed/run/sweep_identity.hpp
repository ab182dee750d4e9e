#pragma once
#include "heed/run/shard.hpp"

#include <string>
#include <utility>
#include <vector>

namespace heed {

/// What must be the same for results to belong to one sweep, by name: the version of heed, the text of the
/// scenario as run, the contents of the files it reads, the shard.
struct SweepIdentity {
  std::vector<std::pair<std::string, std::string>> facts;

  /// Empty where the two are the same, else the first difference, such as "its scenario differs: there
  /// 'steps = 20', here 'steps = 30'".
  std::string difference(const SweepIdentity& here) const;
};

/// `inputs` are the files that runs read, as Inputs describes them: their contents count, not their places.
SweepIdentity identity_of(const std::string& version, const std::string& scenario, const std::string& inputs,
                          const Shard& shard);

}  // namespace heed
