#include "heed/io/owned_values.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <array>
#include <concepts>

#include <fmt/format.h>

namespace heed {
namespace {

template <class To, class From>
std::unique_ptr<std::byte[]> copy_as(std::span<const From> values, std::size_t& bytes) {
  bytes = values.size() * sizeof(To);
  auto copy = std::make_unique_for_overwrite<std::byte[]>(bytes);
  To* const to = reinterpret_cast<To*>(copy.get());
  if constexpr (std::same_as<To, From>)
    std::copy(values.begin(), values.end(), to);
  else
    std::transform(values.begin(), values.end(), to, [](From value) { return static_cast<To>(value); });
  return copy;
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

OwnedValues::OwnedValues(std::string_view variable, Type type, std::size_t count, const Values& values) {
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
          for (const std::string& text : texts_) bytes_ += sizeof(std::string) + text.size();
        } else if constexpr (std::floating_point<T>) {
          numbers_ = type == Type::float32 ? copy_as<float>(span, bytes_) : copy_as<double>(span, bytes_);
        } else {
          numbers_ = copy_as<T>(span, bytes_);
        }
      },
      values);
}

}  // namespace heed
