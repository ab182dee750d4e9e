#include "heed/core/version.hpp"

#include "heed/core/parallel.hpp"

#include <Eigen/Core>
#include <boost/version.hpp>
#include <fmt/format.h>

namespace heed {

std::string version() { return HEED_VERSION; }

std::vector<std::pair<std::string, std::string>> libraries() {
  return {{"Eigen", fmt::format("{}.{}.{}", EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION)},
          {"oneTBB", threads_library_version()},
          {"Boost", fmt::format("{}.{}", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000)},
          {"fmt", fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100)}};
}

}  // namespace heed
