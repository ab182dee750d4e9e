#pragma once
#include "analysis/report/section.hpp"

#include <string>
#include <vector>

namespace heed::analysis {

/// What a report is made of.
struct Page {
  std::string title;
  std::string what;  ///< above the title: "opinion, a sweep"
  std::string lead;  ///< below the title: what came out, in a sentence
  std::vector<Section> sections;
};

/// One self-contained HTML page: styles, scripts, Vega and all data are inside; it asks the network for
/// nothing, and its content security policy forbids it to. Throws Error (usage) where heed was built without
/// Vega.
std::string html(const Page& page);

}  // namespace heed::analysis
