#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace heed::analysis {

class FigureSource;

/// A picture: data, and what to draw of them.
struct Figure {
  std::string name;  ///< of its kind: "opinion_density"
  std::string title;
  std::string caption;      ///< what it shows and how to read it; says where agents were sampled or merged
  std::string description;  ///< what comes out, in words and numbers, for those who do not see it
  nlohmann::ordered_json spec;  ///< Vega-Lite 6, with its data inside; as wide as what it stands in
};

/// A kind of figure: one file of `analysis/figure/kinds`, which defines a function of the file's name in
/// `heed::analysis::figures` that returns it.
struct FigureKind {
  std::string_view summary;  ///< what it shows, for lists
  int place = 0;             ///< the lowest come first in a report
  /// Why a file has nothing to draw; empty where it has.
  std::string (*lacks)(const FigureSource&) = nullptr;
  /// Draws it; asked only where `lacks` is empty. Its name is filled in by the catalogue.
  Figure (*make)(const FigureSource&) = nullptr;
};

}  // namespace heed::analysis
