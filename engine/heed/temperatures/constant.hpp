#pragma once
#include "heed/attention/temperature.hpp"
#include "heed/core/fields.hpp"

namespace heed::temperatures {

/// One temperature, always.
struct Constant {
  static constexpr std::string_view summary = "one number; a bare number in a file means this";

  double value = 1;

  void fields(Fields& f) { f("value", value, above(0), "T"); }
  double at(std::int64_t) const { return value; }
  bool changes_after(std::int64_t) const { return false; }
};

}  // namespace heed::temperatures
