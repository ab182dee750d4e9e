#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace heed {

/// The type of the numbers of a variable.
enum class Type { int8, int32, float32, float64, text };

/// Any array of numbers or texts, without a copy; as long as the product of the lengths of its axes.
using Values = std::variant<std::span<const std::int8_t>, std::span<const std::int32_t>,
                            std::span<const float>, std::span<const double>, std::span<const std::string>>;

/// A named fact about a file or a variable: a text, numbers, or a list of whole numbers.
struct Attribute {
  std::string name;
  std::variant<std::string, std::vector<double>, std::vector<std::int64_t>, std::vector<std::int8_t>> value;
};

/// A text as an attribute.
inline Attribute text(std::string name, std::string value) { return {std::move(name), std::move(value)}; }

/// The text of the attribute of this name; empty where there is none.
inline std::string text_among(const std::vector<Attribute>& attributes, std::string_view name) {
  for (const Attribute& a : attributes)
    if (const auto* text = std::get_if<std::string>(&a.value); text && a.name == name) return *text;
  return "";
}

/// All values of a vector, without a copy.
template <class T> Values view(const std::vector<T>& values) { return std::span<const T>(values); }

/// A labelled direction of arrays. Without labels (an edge number) it has a length only.
struct Axis {
  std::string name;
  std::size_t length = 0;  ///< 0 and `grows`: one longer with each append
  bool grows = false;
  std::variant<std::monostate, std::vector<std::int32_t>, std::vector<double>, std::vector<std::string>>
      labels;
  std::vector<Attribute> attributes;
};

/// A labelled array. A growing axis, if any, comes first. The name may hold a group: "graph/source".
struct Variable {
  std::string name;
  Type type = Type::float64;
  std::vector<std::string>
      axes;  ///< names of axes declared before, in the same group or the root; none for a scalar
  std::vector<Attribute> attributes;
  /// Not how the run goes but all that it is made of: opinions, readings. A sweep keeps it where it is asked
  /// to; in files it has an attribute role = "state".
  bool state = false;
};

/// A value for one variable, by name.
struct Entry {
  std::string_view variable;
  Values values;
};

/// Where the arrays of a run go: a file, or memory. Declare axes, then variables, then write and append.
///
/// A variable whose first axis grows is given one slice with each append to that axis; all variables on a
/// growing axis are given together. Everything handed over is copied before the call returns.
class Recorder {
 public:
  virtual ~Recorder() = default;
  virtual void attribute(const Attribute& attribute) = 0;  ///< of the whole file
  virtual void axis(const Axis& axis) = 0;
  virtual void variable(const Variable& variable) = 0;
  /// All values of a variable without a growing axis.
  virtual void write(std::string_view variable, Values values) = 0;
  /// One more place on a growing axis, with its label and one slice of every variable on that axis.
  virtual void append(std::string_view axis, double label, std::span<const Entry> slices) = 0;
};

}  // namespace heed
