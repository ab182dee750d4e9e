#pragma once
#include "heed/io/recorder.hpp"

#include <cstddef>
#include <cstdlib>
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
  OwnedValues() = default;
  OwnedValues(std::string_view variable, Type type, std::size_t count, const Values& values) {
    assign(variable, type, count, values);
  }

  /// Takes other values in place of these, in the same memory where that is enough: memory used before is
  /// written several times faster than memory used for the first time. Values that do not fit leave these as
  /// they are.
  void assign(std::string_view variable, Type type, std::size_t count, const Values& values);

  const void* numbers() const { return numbers_.get(); }
  const std::vector<std::string>& texts() const { return texts_; }

  /// What the copy takes in memory.
  std::size_t bytes() const { return bytes_; }

 private:
  struct Free {
    void operator()(std::byte* memory) const { std::free(memory); }
  };
  template <class To, class From> void copy(std::span<const From> values);

  std::unique_ptr<std::byte[], Free> numbers_;
  std::vector<std::string> texts_;
  std::size_t bytes_ = 0, room_ = 0;  ///< of `numbers_`: used, and there
};

}  // namespace heed
