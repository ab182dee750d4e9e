#pragma once
// What a format makes of a file.
#include "analysis/export/format.hpp"

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "../network_run.hpp"

namespace sample {

/// What a format writes of a file, and its remarks.
struct Exported {
  std::string text;
  std::vector<std::string> remarks;
};

struct Asked {
  std::string at = {}, what = {}, output = "out";
  std::vector<std::pair<std::string, std::string>> about = {};
};

inline Exported exported(const std::string& format, const std::string& file, const Asked& asked = {}) {
  Exported out;
  const heed::analysis::FigureSource source(file);
  std::ostringstream text;
  heed::analysis::find_format(format, "")
      .format.write({.source = source,
                     .output = asked.output,
                     .at = asked.at,
                     .what = asked.what,
                     .about = asked.about,
                     .remarks = out.remarks},
                    text);
  out.text = text.str();
  return out;
}

}  // namespace sample
