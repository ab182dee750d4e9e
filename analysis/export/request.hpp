#pragma once
#include "analysis/figure/source.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heed::analysis {

/// What was asked of a format. Options that were not given are empty.
struct ExportRequest {
  const FigureSource& source;
  std::filesystem::path output;                                 ///< where it will be
  std::string at = {};                                          ///< "last", "first", "all" or a step
  std::string what = {};                                        ///< which table
  std::vector<std::pair<std::string, std::string>> about = {};  ///< facts that no file of heed holds
  std::vector<std::string>& remarks;                            ///< what the user should know, added to

  const std::string& file() const { return source.results().file; }
};

/// Throws Error (usage) where the file is a sweep, as `format` ("GraphML") shows one run.
void need_run(const ExportRequest& request, std::string_view format);

/// The snapshots of opinions asked for, or `otherwise` where nothing was. Throws Error (data) where opinions
/// were not kept, Error (usage) for a word or step that there is not.
std::vector<std::size_t> asked_snapshots(const ExportRequest& request, const std::string& otherwise);

/// The one of them; throws Error (usage) where there are several, as `format` holds one moment.
std::size_t one_moment(const ExportRequest& request, const std::vector<std::size_t>& snapshots,
                       std::string_view format);

/// All topics, in the order of the opinions.
std::vector<std::string> topic_names(const FigureSource& source);

/// The names of the communities, those of no community last: "unknown"; none where there are no communities.
std::vector<std::string> community_names(const FigureSource& source);

/// The place of an agent's community among them.
std::size_t community_of(const FigureSource& source, Agent agent);

/// "opinion", or "opinion[climate]" where there are several topics.
std::string opinion_name(const FigureSource& source, std::size_t topic);

}  // namespace heed::analysis
