#pragma once
#include "analysis/table.hpp"
#include "heed/core/error.hpp"
#include "heed/core/limits.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <variant>

#include <fmt/format.h>

namespace heed::analysis {

/// Counts the bytes that the labels of a file come to where each is spelled out: the file has it once, but
/// means it for many points, series or agents.
class Spelled {
 public:
  explicit Spelled(const std::string& file)
      : file_(file), most_(limit::values(std::filesystem::file_size(file))) {}

  /// Throws Error (data) where they are more than is believed of a file of its length.
  void add(std::size_t bytes) {
    if ((bytes_ += bytes) > most_)
      throw Error(ErrorKind::data, fmt::format("'{}' is damaged: its labels come to more than {} MB where "
                                               "each is spelled out; copy or run it again",
                                               file_, most_ / 1'000'000));
  }
  void add(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) add(text->size());
  }

 private:
  std::string file_;
  std::size_t most_, bytes_ = 0;
};

}  // namespace heed::analysis
