#pragma once
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "catch.hpp"

namespace heed::tests {

/// The folder of real data files: where HEED_DATA says, else shared/data beside the checkout. None, with a
/// remark in the output of the test, where there is no such folder.
inline std::optional<std::filesystem::path> data_folder() {
  const char* named = std::getenv("HEED_DATA");
  const std::filesystem::path folder = named ? named : HEED_TEST_DATA;
  if (std::filesystem::is_directory(folder)) return folder;
  WARN("skipped: no data folder; name it in HEED_DATA");
  return std::nullopt;
}

}  // namespace heed::tests
