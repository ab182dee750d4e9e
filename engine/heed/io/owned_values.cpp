#include "heed/io/owned_values.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <new>

#include <fmt/format.h>
#include <sys/mman.h>

namespace heed {
namespace {

/// Memory for so many bytes. Much of it is whole large pages, where the system has them: it takes one fault
/// to make one ready, in place of 512.
std::byte* allocate(std::size_t bytes) {
  constexpr std::size_t page = std::size_t{2} << 20;
  const bool large = bytes >= page;
  if (large) bytes = (bytes + page - 1) / page * page;
  void* memory = nullptr;
  if (::posix_memalign(&memory, large ? page : alignof(std::max_align_t), bytes) != 0) throw std::bad_alloc();
  if (large) ::madvise(memory, bytes, MADV_HUGEPAGE);
  return static_cast<std::byte*>(memory);
}

void check_texts(std::string_view variable, std::span<const std::string> texts) {
  for (const std::string& text : texts)
    if (text.find('\0') != std::string::npos)
      throw Error(ErrorKind::data,
                  fmt::format("'{}': a text holds a null character; leave it out", variable));
}

}  // namespace

std::string_view name_of(Type type) {
  constexpr std::array<std::string_view, 5> names = {"int8", "int32", "float32", "float64", "text"};
  return names[static_cast<std::size_t>(type)];
}

template <class To, class From> void OwnedValues::copy(std::span<const From> values) {
  bytes_ = values.size() * sizeof(To);
  if (bytes_ > room_) {
    numbers_.reset(allocate(bytes_));
    room_ = bytes_;
  }
  std::copy(values.begin(), values.end(), reinterpret_cast<To*>(numbers_.get()));
}

void OwnedValues::assign(std::string_view variable, Type type, std::size_t count, const Values& values) {
  const Type given = static_cast<Type>(values.index());
  const auto is_real = [](Type t) { return t == Type::float32 || t == Type::float64; };
  if (given != type && !(is_real(given) && is_real(type)))
    throw Error(ErrorKind::data,
                fmt::format("'{}' holds {}, but {} was given", variable, name_of(type), name_of(given)));
  const std::size_t size = std::visit([](const auto& span) { return span.size(); }, values);
  if (size != count)
    throw Error(ErrorKind::data,
                fmt::format("'{}' takes {} values at a time, but {} were given", variable, count, size));
  std::visit(
      [&]<class T>(std::span<const T> span) {
        if constexpr (std::same_as<T, std::string>) {
          check_texts(variable, span);
          texts_.assign(span.begin(), span.end());
          bytes_ = 0;
          for (const std::string& text : texts_) bytes_ += sizeof(std::string) + text.size();
        } else if constexpr (std::floating_point<T>) {
          type == Type::float32 ? copy<float>(span) : copy<double>(span);
        } else {
          copy<T>(span);
        }
      },
      values);
}

}  // namespace heed
