#pragma once
#include "heed/attention/score.hpp"
#include "heed/core/fields.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace heed::scores {

/// A fixed liking: by community, s = `within` for the same community and `between` otherwise, or s =
/// table[a][b] for hearer's community a and heard's b; or by tie, s = ln w with tie weight w, so that T = 1
/// gives weights proportional to w (DeGroot 1974). A tie of weight 0 is closed.
struct Affinity {
  static constexpr std::string_view summary = "fixed liking: by community, or ln w by tie weight w";

  enum class Of { community, weight };
  Of of = Of::community;
  double within = 1, between = 0;
  std::vector<std::vector<double>> table;

  void fields(Fields& f) {
    static constexpr std::array<std::string_view, 2> words{"community", "weight"};
    f.word("of", of, words, "what liking follows: the communities of the two, or the weight of the tie");
    f("within", within, any(), "score within a community");
    f("between", between, any(), "score between communities");
    f("table", table, any(), "scores by community, row = hearer; replaces within and between");
    for (const auto& row : table) f.require("table", row.size() == table.size(), "'table' must be square");
  }

  double operator()(const TieFacts& t) const {
    if (of == Of::weight) return t.weight > 0 ? std::log(t.weight) : -std::numeric_limits<double>::infinity();
    const auto a = t.hearer_community, b = t.heard_community;
    if (table.empty()) return a == b && a >= 0 ? within : between;
    const auto size = static_cast<std::int32_t>(table.size());
    if (a < 0 || b < 0 || a >= size || b >= size) return between;
    return table[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)];
  }
};

}  // namespace heed::scores
