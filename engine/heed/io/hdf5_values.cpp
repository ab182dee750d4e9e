#include "heed/core/error.hpp"
#include "heed/io/hdf5_detail.hpp"
#include "heed/io/hdf5_driver.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include <fmt/format.h>

namespace heed::hdf5 {
namespace {

std::size_t size_of(std::span<const std::size_t> count) {
  return std::accumulate(count.begin(), count.end(), std::size_t{1}, std::multiplies<>());
}

Handle text_type() {
  Handle type(H5Tcopy(H5T_C_S1));
  H5Tset_size(type.id(), H5T_VARIABLE);
  H5Tset_cset(type.id(), H5T_CSET_UTF8);
  return type;
}

}  // namespace

Handle file_type(Type type) {
  switch (type) {
    case Type::int8: return Handle(H5Tcopy(H5T_STD_I8LE));
    case Type::int32: return Handle(H5Tcopy(H5T_STD_I32LE));
    case Type::float32: return Handle(H5Tcopy(H5T_IEEE_F32LE));
    case Type::float64: return Handle(H5Tcopy(H5T_IEEE_F64LE));
    case Type::text: break;
  }
  return text_type();
}

Handle memory_type(Type type) {
  switch (type) {
    case Type::int8: return Handle(H5Tcopy(H5T_NATIVE_INT8));
    case Type::int32: return Handle(H5Tcopy(H5T_NATIVE_INT32));
    case Type::float32: return Handle(H5Tcopy(H5T_NATIVE_FLOAT));
    case Type::float64: return Handle(H5Tcopy(H5T_NATIVE_DOUBLE));
    case Type::text: break;
  }
  return text_type();
}

Handle space_of(std::span<const std::size_t> count) {
  const std::vector<hsize_t> lengths(count.begin(), count.end());
  if (lengths.empty()) return Handle(H5Screate(H5S_SCALAR));
  return Handle(H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr));
}

Handle box_of(const Handle& dataset, std::span<const std::size_t> start, std::span<const std::size_t> count) {
  Handle space(check(H5Dget_space(dataset.id()), "look at", dataset.id()));
  if (count.empty()) return space;
  const std::vector<hsize_t> from(start.begin(), start.end()), lengths(count.begin(), count.end());
  check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, from.data(), nullptr, lengths.data(), nullptr),
        "find a place in", dataset.id());
  return space;
}

void write_numbers(const Handle& dataset, std::span<const std::size_t> start,
                   std::span<const std::size_t> count, Type type, const void* numbers) {
  const auto held = lock();
  if (size_of(count) == 0) return;
  const Handle memory = memory_type(type), from = space_of(count), to = box_of(dataset, start, count);
  check(H5Dwrite(dataset.id(), memory.id(), from.id(), to.id(), H5P_DEFAULT, numbers), "write", dataset.id());
}

void write_texts(const Handle& dataset, std::span<const std::size_t> start,
                 std::span<const std::size_t> count, std::span<const std::string> texts) {
  std::vector<const char*> pointers;
  for (const std::string& text : texts) pointers.push_back(text.c_str());
  const auto held = lock();
  const ValuesWait until_flushed(dataset.id());
  write_numbers(dataset, start, count, Type::text, pointers.data());
}

std::vector<double> read_numbers(const Handle& dataset, std::span<const std::size_t> start,
                                 std::span<const std::size_t> count) {
  const auto held = lock();
  std::vector<double> numbers(size_of(count));
  if (numbers.empty()) return numbers;
  const Handle to = space_of(count), from = box_of(dataset, start, count);
  check(H5Dread(dataset.id(), H5T_NATIVE_DOUBLE, to.id(), from.id(), H5P_DEFAULT, numbers.data()), "read",
        dataset.id());
  return numbers;
}

std::vector<std::string> read_texts(const Handle& dataset, std::span<const std::size_t> start,
                                    std::span<const std::size_t> count) {
  const auto held = lock();
  std::vector<char*> pointers(size_of(count), nullptr);
  if (pointers.empty()) return {};
  const Handle type = text_type(), to = space_of(count), from = box_of(dataset, start, count);
  check(H5Dread(dataset.id(), type.id(), to.id(), from.id(), H5P_DEFAULT, pointers.data()), "read",
        dataset.id());
  std::vector<std::string> texts;
  for (const char* text : pointers) texts.emplace_back(text ? text : "");
  H5Dvlen_reclaim(type.id(), to.id(), H5P_DEFAULT, pointers.data());
  return texts;
}

}  // namespace heed::hdf5
