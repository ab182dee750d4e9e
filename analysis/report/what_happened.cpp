#include "analysis/figure/catalogue.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/section.hpp"

#include <fmt/format.h>

namespace heed::analysis {

Section what_happened(const FigureSource& source) {
  std::vector<std::string> not_drawn;
  Section out{"figures", "What happened", "", draw_all(source, not_drawn)};
  if (!out.figures.empty())
    out.html =
        "<p class=\"hint\">Point at a mark for its numbers. Drag a figure to move it, pinch or turn the "
        "wheel with Ctrl or ⌘ held down to zoom, double click to go back. The button at its corner saves it "
        "as SVG or PNG.</p>\n";
  for (const std::string& why : not_drawn)
    out.html += fmt::format("<p class=\"note\" role=\"note\">{}</p>\n", escaped(why));
  return out;
}

}  // namespace heed::analysis
