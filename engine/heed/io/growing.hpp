#pragma once
#include "heed/io/hdf5.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace heed {

/// Bytes of one number; texts count as 16.
std::size_t bytes_per_value(Type type);

/// The lengths of a chunk, the growing axis first, for slices of this shape.
///
/// As many slices as fit 1 MiB, at most 1024; above that one slice; above 4 MiB a part of one, cut into
/// pieces of nearly equal length along its first axis, then, where one place of that is still above, the
/// next.
std::vector<std::size_t> chunk_shape(std::span<const std::size_t> slice, std::size_t bytes_per_value);

/// An array in a file that grows by slices along its first axis.
///
/// Takes the space of a chunk when the first of its slices arrives and writes it when the last has: the place
/// of everything in the file follows from the order of the calls to `take`, not from those to `settle`.
class Growing {
 public:
  Growing(const hdf5::Handle& parent, const std::string& name, Type type, std::vector<std::size_t> slice,
          double fill);

  const hdf5::Handle& dataset() const { return dataset_; }

  /// Adds a slice: numbers of the type of the array.
  void take(const void* numbers);

  /// Adds a slice of texts, written at once.
  void take(std::span<const std::string> texts);

  /// Writes what is held back, and makes the array as long as there are slices.
  void settle();

 private:
  void begin_slice();
  void lengthen();
  void write_rows(const void* rows);

  Type type_;
  std::vector<std::size_t> shape_;  ///< with the length in the file first
  std::size_t places_, slice_bytes_;
  std::size_t held_ = 0, written_ = 0;  ///< slices taken, slices in the file
  std::vector<std::byte> chunk_;        ///< slices of the chunk under way
  hdf5::Handle dataset_;
};

}  // namespace heed
