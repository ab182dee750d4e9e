#pragma once
#include "heed/core/carried.hpp"
#include "heed/io/recorder.hpp"

#include <map>
#include <string>
#include <vector>

namespace heed {

/// Keeps in memory what a sweep takes from a run: the numbers over `time`, and the states over `time` or
/// `snapshot` where wanted.
class MemoryRecorder final : public Recorder {
 public:
  explicit MemoryRecorder(bool states) : states_(states) {}

  void attribute(const Attribute&) override {}
  void axis(const Axis& axis) override { axes_.push_back(axis); }
  void variable(const Variable& variable) override;
  void write(std::string_view, Values) override {}
  void append(std::string_view axis, double label, std::span<const Entry> slices) override;

  /// Variables kept, in the order declared, and their slices one after the other.
  const std::vector<Variable>& variables() const { return variables_; }
  const std::vector<double>& values(const std::string& variable) const { return values_.at(variable); }
  /// Labels appended to a growing axis.
  const std::vector<double>& labels(const std::string& axis) const;
  /// An axis as declared.
  const Axis& axis_of(const std::string& name) const;

  /// What was appended so far; where it is given back, the same must be declared.
  void carried(Carried& c);

 private:
  std::size_t width_of(const Variable& variable) const;

  bool states_;
  std::vector<Axis> axes_;
  std::vector<Variable> variables_;
  std::map<std::string, std::vector<double>> values_, labels_;
};

}  // namespace heed
