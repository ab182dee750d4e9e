#pragma once
#include "analysis/export/request.hpp"

#include <iosfwd>
#include <string_view>
#include <vector>

namespace heed::analysis {

/// A format of other programs: one file of analysis/export/formats, <name>.cpp, which defines
/// `ExportFormat formats::<name>()`.
struct ExportFormat {
  std::string_view summary;
  std::string_view ending;   ///< of the names of such files: ".graphml"
  std::string_view options;  ///< those of the command that it takes: "--at --what"
  /// Writes all of it. Throws Error (usage, data) with the reason where the file has nothing for it.
  void (*write)(const ExportRequest& request, std::ostream& out);
};

/// A format under the name of its file.
struct NamedFormat {
  std::string_view name;
  ExportFormat format;
};

/// All formats, by name.
const std::vector<NamedFormat>& all_formats();

/// The format of that name, or where it is empty, the one that files named `output` have. Throws Error
/// (usage) that lists what there is.
const NamedFormat& find_format(const std::string& name, const std::string& output);

}  // namespace heed::analysis
