#include "heed/observe/partition.hpp"

#include "heed/core/parallel.hpp"
#include "heed/observe/moments.hpp"

namespace heed {

std::vector<std::int32_t> Partition::groups(const Observation& seen, std::size_t topic) const {
  if (of == Of::community) return seen.network().community;
  const auto x = seen.on(topic);
  const double between = divide == Divide::mean ? mean(x) : midpoint;
  std::vector<std::int32_t> side(x.size(), -1);
  for_each_index(x.size(), [&](std::size_t i) {
    if (x[i] < between) side[i] = 0;
    if (x[i] > between) side[i] = 1;
  });
  return side;
}

}  // namespace heed
