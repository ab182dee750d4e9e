#pragma once
#include "analysis/figure/figure.hpp"
#include "heed/core/parameters.hpp"

#include <string>
#include <vector>

namespace heed::analysis {

/// A kind of figure, under the name of its file.
struct NamedFigure {
  std::string_view name;
  FigureKind kind;
};

/// All kinds, in the order of a report.
const std::vector<NamedFigure>& all_figures();

/// For lists of what there is: catalogue "figures".
Catalogue catalogue_of_figures();

/// The kind of that name, or null.
const NamedFigure* find_figure(std::string_view name);

/// Draws one. Throws Error (usage) with the reason where the file has nothing for it.
Figure draw(const NamedFigure& figure, const FigureSource& source);

/// All that apply to a file. What is damaged stops only the figures that need it: `not_drawn` says why.
std::vector<Figure> draw_all(const FigureSource& source, std::vector<std::string>& not_drawn);

}  // namespace heed::analysis
