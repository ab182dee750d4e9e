#pragma once
#include "heed/io/recorder.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heed {

/// Puts values one after the other into bytes, as this machine holds them.
class Packer {
 public:
  void number(std::uint64_t value);
  void real(double value);
  void text(std::string_view value);
  void texts(const std::vector<std::string>& values);
  /// As float32 where `type` is that, else as float64.
  void reals(const std::vector<double>& values, Type type);
  void attributes(const std::vector<Attribute>& values);
  void axis(const Axis& value);
  void variable(const Variable& value);

  const std::string& bytes() const { return bytes_; }

 private:
  template <class T> void list(const std::vector<T>& values);
  void raw(const void* from, std::size_t count);

  std::string bytes_;
};

/// Takes them out again, in the same order. Throws Error (data) when there are not that many, or a value is
/// none that was put in.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number();
  /// A number below `end`.
  std::uint64_t number(std::uint64_t end);
  double real();
  std::string text();
  std::vector<std::string> texts();
  std::vector<double> reals(Type type);
  std::vector<Attribute> attributes();
  Axis axis();
  Variable variable();
  /// Nothing may be left.
  void finish() const;

 private:
  template <class T> std::vector<T> list();
  std::size_t count(std::size_t bytes_each);
  void raw(void* to, std::size_t count);

  std::string_view rest_;
};

}  // namespace heed
