#include "analysis/figure/catalogue.hpp"

#include "analysis/figure/kinds.hpp"
#include "analysis/figure/source.hpp"
#include "heed/core/error.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace heed::analysis {

const std::vector<NamedFigure>& all_figures() {
  static const std::vector<NamedFigure> all = [] {
    std::vector<NamedFigure> out = figures::all();
    std::stable_sort(out.begin(), out.end(),
                     [](const NamedFigure& a, const NamedFigure& b) { return a.kind.place < b.kind.place; });
    return out;
  }();
  return all;
}

Catalogue catalogue_of_figures() {
  Catalogue out{"figures", {}};
  for (const NamedFigure& figure : all_figures()) out.kinds.push_back({figure.name, figure.kind.summary});
  return out;
}

const NamedFigure* find_figure(std::string_view name) {
  for (const NamedFigure& figure : all_figures())
    if (figure.name == name) return &figure;
  return nullptr;
}

Figure draw(const NamedFigure& figure, const FigureSource& source) {
  if (const std::string lack = figure.kind.lacks(source); !lack.empty())
    throw Error(ErrorKind::usage, fmt::format("'{}' has nothing to draw '{}' of: {}", source.results().file,
                                              figure.name, lack));
  Figure out = figure.kind.make(source);
  out.name = figure.name;
  out.spec["description"] = out.description;
  return out;
}

std::vector<Figure> draw_all(const FigureSource& source, std::vector<std::string>& not_drawn) {
  std::vector<Figure> out;
  for (const NamedFigure& figure : all_figures()) try {
      if (figure.kind.lacks(source).empty()) out.push_back(draw(figure, source));
    } catch (const Error& e) {
      if (e.kind() != ErrorKind::data) throw;
      not_drawn.push_back(fmt::format("{} could not be drawn: {}", figure.name, e.what()));
    }
  return out;
}

}  // namespace heed::analysis
