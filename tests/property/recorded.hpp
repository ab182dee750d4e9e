#pragma once
#include "heed/run/kept_state.hpp"
#include "heed/run/replay.hpp"
#include "heed/run/scenario.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace heed::tests {

/// Everything a run appends, by step and variable, bit by bit, and its attributes that are numbers. What is
/// not labelled with steps is of the step recorded last.
class Appended final : public Recorder {
 public:
  using Key = std::pair<double, std::string>;
  void attribute(const Attribute& a) override {
    if (const auto* numbers = std::get_if<std::vector<double>>(&a.value)) attributes[a.name] = *numbers;
  }
  void axis(const Axis& axis) override {
    if (places_per_step_of(axis) > 0) within_steps_.insert(axis.name);
  }
  void variable(const Variable&) override {}
  void write(std::string_view variable, Values values) override {
    written[std::string(variable)] = bytes_of(values);
  }
  void append(std::string_view axis, double label, std::span<const Entry> slices) override {
    if (!within_steps_.contains(axis)) step_ = label;
    for (const Entry& e : slices) appended[{step_, std::string(e.variable)}] += bytes_of(e.values);
  }
  /// What was appended after a step.
  std::map<Key, std::string> after(double step) const {
    std::map<Key, std::string> out;
    for (const auto& [key, bytes] : appended)
      if (key.first > step) out[key] = bytes;
    return out;
  }

  std::map<Key, std::string> appended;
  std::map<std::string, std::string> written;
  std::map<std::string, std::vector<double>> attributes;

 private:
  std::set<std::string, std::less<>> within_steps_;
  double step_ = 0;

  static std::string bytes_of(const Values& all) {
    return std::visit(
        []<class T>(std::span<const T> values) -> std::string {
          if constexpr (std::is_arithmetic_v<T>)
            return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
          else
            return "";
        },
        all);
  }
};

/// Keeps what a run carries at each step, or gives back what it was given.
class Twin final : public Monitor {
 public:
  std::map<std::int64_t, std::string> kept;
  std::string given;

  bool resume(const Carry& carry) override {
    if (given.empty()) return false;
    give_back_state(given, carry);
    return true;
  }
  void between(std::int64_t step, std::int64_t, const Carry& carry) override {
    if (given.empty() && carry) kept[step] = keep_state(carry);
  }
};

}  // namespace heed::tests
