#pragma once
#include "heed/io/recorder.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>

namespace heed {

/// Keeps nothing, and says how large the file of a TrajectoryWriter would be that is given the same.
///
/// Exact for the values and their chunks; what describes the file is counted by the piece, within a few kB.
class FileSize final : public Recorder {
 public:
  void attribute(const Attribute& attribute) override;
  void axis(const Axis& axis) override;
  void variable(const Variable& variable) override;
  void write(std::string_view variable, Values values) override;
  void append(std::string_view axis, double label, std::span<const Entry> slices) override;

  /// In bytes, where each growing axis comes to have `places(axis)` places.
  double bytes(const std::function<double(const std::string&)>& places) const;

  /// As declared.
  const std::map<std::string, Axis, std::less<>>& axes() const { return axes_; }
  const std::vector<Variable>& variables() const { return variables_; }
  /// How many places an axis has that does not grow, as seen by a variable.
  std::size_t length_of(const Variable& variable, const std::string& axis) const;

 private:
  const Axis& axis_of(const Variable& variable, const std::string& axis) const;
  double values_bytes(const Variable& variable, double places) const;

  double fixed_ = 0;
  std::map<std::string, Axis, std::less<>> axes_;
  std::vector<Variable> variables_;
};

}  // namespace heed
