#pragma once
#include "heed/core/fields.hpp"
#include "heed/draw/law.hpp"

namespace heed::laws {

/// The same number for all.
struct Constant {
  static constexpr std::string_view summary = "the same for all";

  double value = 0;

  void fields(Fields& f) { f("value", value, any(), "the number"); }
  double draw(const Subject&, Stream&) const { return value; }
};

}  // namespace heed::laws
