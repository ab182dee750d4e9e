#include "heed/io/packed.hpp"

#include "heed/core/error.hpp"

#include <cstring>
#include <type_traits>

namespace heed {
namespace {

[[noreturn]] void damaged() { throw Error(ErrorKind::data, "a record of it makes no sense"); }

/// The alternative number `index` of a variant, empty.
template <class Variant, std::size_t I = 0> Variant alternative(std::size_t index) {
  if constexpr (I < std::variant_size_v<Variant>)
    return index == I ? Variant(std::in_place_index<I>) : alternative<Variant, I + 1>(index);
  else
    damaged();
}

}  // namespace

void Packer::raw(const void* from, std::size_t count) {
  bytes_.append(static_cast<const char*>(from), count);
}

void Packer::number(std::uint64_t value) { raw(&value, sizeof value); }

void Packer::real(double value) { raw(&value, sizeof value); }

void Packer::text(std::string_view value) {
  number(value.size());
  bytes_ += value;
}

void Packer::texts(const std::vector<std::string>& values) {
  number(values.size());
  for (const std::string& value : values) text(value);
}

template <class T> void Packer::list(const std::vector<T>& values) {
  number(values.size());
  raw(values.data(), values.size() * sizeof(T));
}

void Packer::reals(const std::vector<double>& values, Type type) {
  if (type == Type::float32)
    list(std::vector<float>(values.begin(), values.end()));
  else
    list(values);
}

void Packer::attributes(const std::vector<Attribute>& values) {
  number(values.size());
  for (const Attribute& attribute : values) {
    text(attribute.name);
    number(attribute.value.index());
    std::visit(
        [this]<class V>(const V& value) {
          if constexpr (std::is_same_v<V, std::string>)
            text(value);
          else
            list(value);
        },
        attribute.value);
  }
}

void Packer::axis(const Axis& value) {
  text(value.name);
  number(value.length);
  number(value.grows);
  number(value.labels.index());
  std::visit(
      [this]<class L>(const L& labels) {
        if constexpr (std::is_same_v<L, std::vector<std::string>>)
          texts(labels);
        else if constexpr (!std::is_same_v<L, std::monostate>)
          list(labels);
      },
      value.labels);
  attributes(value.attributes);
}

void Packer::variable(const Variable& value) {
  text(value.name);
  number(static_cast<std::uint64_t>(value.type));
  texts(value.axes);
  attributes(value.attributes);
  number(value.state);
}

void Unpacker::raw(void* to, std::size_t count) {
  if (count > rest_.size()) damaged();
  if (count > 0) std::memcpy(to, rest_.data(), count);
  rest_.remove_prefix(count);
}

std::uint64_t Unpacker::number() {
  std::uint64_t out = 0;
  raw(&out, sizeof out);
  return out;
}

std::uint64_t Unpacker::number(std::uint64_t end) {
  const std::uint64_t out = number();
  if (out >= end) damaged();
  return out;
}

double Unpacker::real() {
  double out = 0;
  raw(&out, sizeof out);
  return out;
}

/// How many things follow, none of which takes fewer bytes than this: never more than there is room for.
std::size_t Unpacker::count(std::size_t bytes_each) {
  const std::uint64_t out = number();
  if (out > rest_.size() / bytes_each) damaged();
  return out;
}

std::string Unpacker::text() {
  const std::size_t length = count(1);
  std::string out(rest_.substr(0, length));
  rest_.remove_prefix(length);
  return out;
}

std::vector<std::string> Unpacker::texts() {
  std::vector<std::string> out(count(sizeof(std::uint64_t)));
  for (std::string& value : out) value = text();
  return out;
}

template <class T> std::vector<T> Unpacker::list() {
  std::vector<T> out(count(sizeof(T)));
  raw(out.data(), out.size() * sizeof(T));
  return out;
}

std::vector<double> Unpacker::reals(Type type) {
  if (type != Type::float32) return list<double>();
  const std::vector<float> values = list<float>();
  return {values.begin(), values.end()};
}

std::vector<Attribute> Unpacker::attributes() {
  std::vector<Attribute> out(count(3 * sizeof(std::uint64_t)));
  for (Attribute& attribute : out) {
    attribute.name = text();
    attribute.value = alternative<decltype(attribute.value)>(number());
    std::visit(
        [this]<class V>(V& value) {
          if constexpr (std::is_same_v<V, std::string>)
            value = text();
          else
            value = list<typename V::value_type>();
        },
        attribute.value);
  }
  return out;
}

Axis Unpacker::axis() {
  Axis out;
  out.name = text();
  out.length = number();
  out.grows = number(2) != 0;
  out.labels = alternative<decltype(out.labels)>(number());
  std::visit(
      [this]<class L>(L& labels) {
        if constexpr (std::is_same_v<L, std::vector<std::string>>)
          labels = texts();
        else if constexpr (!std::is_same_v<L, std::monostate>)
          labels = list<typename L::value_type>();
      },
      out.labels);
  out.attributes = attributes();
  return out;
}

Variable Unpacker::variable() {
  Variable out;
  out.name = text();
  out.type = static_cast<Type>(number(static_cast<std::uint64_t>(Type::text) + 1));
  out.axes = texts();
  out.attributes = attributes();
  out.state = number(2) != 0;
  return out;
}

void Unpacker::finish() const {
  if (!rest_.empty()) damaged();
}

}  // namespace heed
