#pragma once
// What the files that call HDF5 share; included by hdf5*.cpp only.
#include "heed/io/hdf5.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <hdf5.h>

namespace heed::hdf5 {

static_assert(sizeof(hid_t) == sizeof(std::int64_t), "HDF5 1.10 or later");

/// The innermost reason HDF5 gives for its last failure; what the operating system said, where it did.
std::string reason();

/// Throws "cannot <action> '/name' in 'file': <reason>".
[[noreturn]] void fail(std::string_view action, hid_t object);

/// A result of HDF5, or `fail` where it is negative.
template <class Result> Result check(Result result, std::string_view action, hid_t object) {
  if (result < 0) fail(action, object);
  return result;
}

/// The type in the file, little-endian; a string of any length in UTF-8 for texts.
Handle file_type(Type type);

/// The type in memory.
Handle memory_type(Type type);

/// The attribute of this name where it is one text, else "".
std::string text_attribute(const Handle& object, const char* name);

/// Space for a box: a scalar where there are no counts.
Handle space_of(std::span<const std::size_t> count);

/// The box [start, start + count) of a dataset.
Handle box_of(const Handle& dataset, std::span<const std::size_t> start, std::span<const std::size_t> count);

}  // namespace heed::hdf5
