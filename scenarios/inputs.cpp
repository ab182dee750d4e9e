#include "scenarios/inputs.hpp"

#include <filesystem>

namespace heed::scenarios {

void need_file(const ScenarioFile& file, const std::string& key, const Path& path,
               std::vector<Problem>& problems) {
  if (!path.empty() && !std::filesystem::is_regular_file(path.resolved))
    problems.push_back(
        file.problem(key, "cannot open '" + path.resolved + "': no such file",
                     file.is_set(key) ? "" : "paths start at the folder of the scenario file"));
}

void need_files(const ScenarioFile& file, const GraphSettings& graph, std::vector<Problem>& problems) {
  const auto* from = graph.source.get<graphs::File>();
  if (!from) return;
  need_file(file, "graph.file", from->file, problems);
  need_file(file, "graph.columns", from->columns, problems);
}

}  // namespace heed::scenarios
