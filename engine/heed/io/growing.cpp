#include "heed/io/growing.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <numeric>

namespace heed {
namespace {

constexpr std::size_t usual_bytes = std::size_t{1} << 20, most_bytes = std::size_t{4} << 20;
constexpr std::size_t most_places = 1024;

std::size_t product(std::span<const std::size_t> lengths, std::size_t each) {
  return std::accumulate(lengths.begin(), lengths.end(), each, std::multiplies<>());
}

}  // namespace

std::size_t bytes_per_value(Type type) {
  switch (type) {
    case Type::int8: return 1;
    case Type::int32:
    case Type::float32: return 4;
    case Type::float64: return 8;
    case Type::text: break;
  }
  return 16;
}

std::vector<std::size_t> chunk_shape(std::span<const std::size_t> slice, std::size_t bytes_per_value) {
  std::vector<std::size_t> chunk(1, 1);
  for (const std::size_t length : slice) chunk.push_back(std::max<std::size_t>(length, 1));
  const std::size_t bytes = product(chunk, bytes_per_value);
  chunk[0] = std::clamp<std::size_t>(usual_bytes / bytes, 1, most_places);
  if (bytes <= most_bytes) return chunk;
  for (std::size_t axis = 1; axis < chunk.size(); ++axis) {
    const std::size_t place = product(std::span(chunk).subspan(axis + 1), bytes_per_value);
    const std::size_t fit = std::max<std::size_t>(most_bytes / place, 1), length = chunk[axis];
    const std::size_t pieces = (length + fit - 1) / fit;
    chunk[axis] = (length + pieces - 1) / pieces;
    if (place <= most_bytes) break;
  }
  return chunk;
}

Growing::Growing(const hdf5::Handle& parent, const std::string& name, Type type,
                 std::vector<std::size_t> slice, double fill)
    : type_(type), shape_(std::move(slice)) {
  const std::vector<std::size_t> chunk = chunk_shape(shape_, bytes_per_value(type));
  places_ = chunk[0];
  slice_bytes_ = product(shape_, bytes_per_value(type));
  shape_.insert(shape_.begin(), 0);
  if (places_ > 1 && type != Type::text) chunk_.resize(places_ * slice_bytes_);
  dataset_ =
      hdf5::create_dataset(parent, name, {.type = type, .shape = shape_, .chunk = chunk, .fill = fill});
}

void Growing::lengthen() {
  if (shape_[0] == held_) return;
  shape_[0] = held_;
  hdf5::extend(dataset_, shape_);
}

void Growing::begin_slice() {
  const bool first_of_chunk = held_++ % places_ == 0;
  if (first_of_chunk) lengthen();
}

/// Writes the slices from `written_` on.
void Growing::write_rows(const void* rows) {
  lengthen();
  std::vector<std::size_t> start(shape_.size(), 0), count = shape_;
  start[0] = written_;
  count[0] = held_ - written_;
  hdf5::write_numbers(dataset_, start, count, type_, rows);
  written_ = held_;
}

void Growing::take(const void* numbers) {
  begin_slice();
  if (places_ == 1) return write_rows(numbers);
  const std::size_t place = (held_ - 1) % places_;
  if (slice_bytes_ > 0) std::memcpy(chunk_.data() + place * slice_bytes_, numbers, slice_bytes_);
  if (place + 1 == places_) settle();
}

void Growing::take(std::span<const std::string> texts) {
  begin_slice();
  lengthen();
  std::vector<std::size_t> start(shape_.size(), 0), count = shape_;
  start[0] = written_;
  count[0] = 1;
  hdf5::write_texts(dataset_, start, count, texts);
  written_ = held_;
}

void Growing::settle() {
  if (written_ < held_) write_rows(chunk_.data() + written_ % places_ * slice_bytes_);
}

}  // namespace heed
