#pragma once
#include <string>
#include <utility>
#include <vector>

namespace heed {

/// The version of heed, such as "0.1.0".
std::string version();

/// The libraries heed was built with, each with its version; HDF5 is named by io.
std::vector<std::pair<std::string, std::string>> libraries();

}  // namespace heed
