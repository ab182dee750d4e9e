#pragma once
#include "heed/core/error.hpp"
#include "heed/core/matrix.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace heed {

/// A visitor of all that one step leaves for the next, declared once by whoever steps:
///
///     void carried(Carried& c) { c("state", state_), c("step", step_); }
///
/// One visitor keeps it, another gives it back; both meet the same names in the same order. Vectors and
/// matrices are as long as they were when this was made, and may not be given back longer or shorter; a list
/// whose length only the kept knows is shown by `grows`, and whoever shows it must check what depends on
/// that.
class Carried {
 public:
  virtual ~Carried() = default;

  /// Does it give back what another kept? Then what follows from the values is to be made anew.
  virtual bool gives_back() const = 0;

  template <class T>
    requires std::is_arithmetic_v<T>
  void operator()(std::string_view name, T& value) {
    same_length(name, 1, sizeof(T));
    bytes(&value, sizeof(T));
  }
  void operator()(std::string_view name, bool& value) {
    auto byte = static_cast<std::uint8_t>(value);
    (*this)(name, byte);
    value = byte != 0;  // any other byte is no bool
  }
  void operator()(std::string_view name, std::string& text) {
    text.resize(length(name, text.size(), 1));
    bytes(text.data(), text.size());
  }
  template <class T>
    requires std::is_arithmetic_v<T>
  void operator()(std::string_view name, std::vector<T>& values) {
    same_length(name, values.size(), sizeof(T));
    bytes(values.data(), values.size() * sizeof(T));
  }
  template <class Real> void operator()(std::string_view name, Matrix<Real>& x) {
    const auto size = static_cast<std::size_t>(x.size());
    same_length(name, size, sizeof(Real));
    bytes(x.data(), size * sizeof(Real));
  }
  /// Lists that are given back as long as they were kept.
  template <class T>
    requires std::is_arithmetic_v<T>
  void grows(std::string_view name, std::vector<T>& values) {
    values.resize(length(name, values.size(), sizeof(T)));
    bytes(values.data(), values.size() * sizeof(T));
  }
  void grows(std::string_view name, std::vector<std::string>& texts) {
    constexpr std::size_t least_bytes = 2 * sizeof(std::uint64_t);  // before each text stands its length
    texts.resize(length(name, texts.size(), least_bytes));
    for (std::string& text : texts) (*this)(name, text);
  }
  /// Something counted, such as steps: from 0 to `most`.
  void count(std::string_view name, std::int64_t& value, std::int64_t most) {
    (*this)(name, value);
    if (gives_back() && (value < 0 || value > most))
      refuse("'" + std::string(name) + "' is " + std::to_string(value) + ", but should be from 0 to " +
             std::to_string(most));
  }

  /// What was kept is not what is here: throws Error (data).
  [[noreturn]] static void refuse(const std::string& why) {
    throw Error(ErrorKind::data, "a checkpoint does not fit this run: " + why +
                                     "; start over with --force and without --resume");
  }

 private:
  void same_length(std::string_view name, std::size_t now, std::size_t bytes_each) {
    if (const std::size_t kept = length(name, now, bytes_each); kept != now)
      refuse("'" + std::string(name) + "' has " + std::to_string(kept) + " values, but should have " +
             std::to_string(now));
  }
  /// How many values of so many bytes each follow under this name: as many as there are, or were kept.
  virtual std::size_t length(std::string_view name, std::size_t now, std::size_t bytes_each) = 0;
  virtual void bytes(void* data, std::size_t size) = 0;
};

/// What something carries from step to step: shows it all to a visitor.
using Carry = std::function<void(Carried&)>;

}  // namespace heed
