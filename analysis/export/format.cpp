#include "analysis/export/format.hpp"

#include "analysis/export/formats.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

}  // namespace

const std::vector<NamedFormat>& all_formats() {
  static const std::vector<NamedFormat> all = formats::all();
  return all;
}

const NamedFormat& find_format(const std::string& name, const std::string& output) {
  std::vector<std::string> names, endings;
  for (const NamedFormat& f : all_formats()) {
    if (name.empty() ? lower_case(output).ends_with(f.format.ending) : name == f.name) return f;
    names.emplace_back(f.name);
    endings.emplace_back(f.format.ending);
  }
  if (name.empty())
    throw Error(ErrorKind::usage,
                fmt::format("'{}' should end in one of {}; or name the format with --format: {}", output,
                            join(endings), join(names)));
  const std::string near = nearest(name, names);
  throw Error(ErrorKind::usage,
              fmt::format("there is no format '{}'; {}", name,
                          near.empty() ? "formats: " + join(names) : "did you mean '" + near + "'?"));
}

}  // namespace heed::analysis
