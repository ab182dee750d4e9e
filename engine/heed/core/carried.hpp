#pragma once
#include "heed/core/matrix.hpp"

#include <cstddef>
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
/// One visitor keeps it, another gives it back; both meet the same names in the same order.
class Carried {
 public:
  virtual ~Carried() = default;

  /// Does it give back what another kept? Then what follows from the values is to be made anew.
  virtual bool gives_back() const = 0;

  template <class T>
    requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void operator()(std::string_view name, T& value) {
    length(name, 1, sizeof(T));
    bytes(&value, sizeof(T));
  }
  void operator()(std::string_view name, std::string& text) {
    text.resize(length(name, text.size(), 1));
    bytes(text.data(), text.size());
  }
  template <class T>
    requires std::is_arithmetic_v<T>
  void operator()(std::string_view name, std::vector<T>& values) {
    values.resize(length(name, values.size(), sizeof(T)));
    bytes(values.data(), values.size() * sizeof(T));
  }
  void operator()(std::string_view name, std::vector<std::string>& texts) {
    texts.resize(length(name, texts.size(), 1));
    for (std::string& text : texts) (*this)(name, text);
  }
  /// A matrix keeps its width; of its rows there may be more or fewer.
  template <class Real> void operator()(std::string_view name, Matrix<Real>& x) {
    const auto width = static_cast<std::size_t>(x.cols());
    const std::size_t size = length(name, static_cast<std::size_t>(x.size()), sizeof(Real));
    if (width > 0 && size != static_cast<std::size_t>(x.size()))
      x.resize(static_cast<Eigen::Index>(size / width), x.cols());
    bytes(x.data(), static_cast<std::size_t>(x.size()) * sizeof(Real));
  }

 private:
  /// How many values of so many bytes each follow under this name: as many as there are, or were kept.
  virtual std::size_t length(std::string_view name, std::size_t now, std::size_t bytes_each) = 0;
  virtual void bytes(void* data, std::size_t size) = 0;
};

/// What something carries from step to step: shows it all to a visitor.
using Carry = std::function<void(Carried&)>;

}  // namespace heed
