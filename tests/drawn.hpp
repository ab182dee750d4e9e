#pragma once
#include "analysis/figure/catalogue.hpp"
#include "analysis/figure/source.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

namespace heed::tests {

/// All that a file has figures of; none fails to be drawn.
inline std::vector<analysis::Figure> every_figure(const analysis::FigureSource& source) {
  std::vector<std::string> not_drawn;
  std::vector<analysis::Figure> out = analysis::draw_all(source, not_drawn);
  CHECK(not_drawn == std::vector<std::string>());
  return out;
}

}  // namespace heed::tests
