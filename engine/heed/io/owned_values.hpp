#pragma once
#include "heed/io/recorder.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace heed {

/// "int8", "int32", "float32", "float64", "text".
std::string_view name_of(Type type);

/// A copy of values in the type of the variable they are for. float32 and float64 are turned into each other.
///
/// Throws Error (data) when there are not `count` of them, when they are of another type, or when a text
/// holds a null character, where readers would cut it off. O(count).
class OwnedValues {
 public:
  OwnedValues(std::string_view variable, Type type, std::size_t count, const Values& values);

  const void* numbers() const { return numbers_.get(); }
  const std::vector<std::string>& texts() const { return texts_; }

  /// What the copy takes in memory.
  std::size_t bytes() const { return bytes_; }

 private:
  std::unique_ptr<std::byte[]> numbers_;
  std::vector<std::string> texts_;
  std::size_t bytes_ = 0;
};

}  // namespace heed
