#include "scenarios/inputs.hpp"

#include "heed/core/text_file.hpp"

namespace heed::scenarios {

void need_file(const ScenarioFile& file, const std::string& key, const Path& path,
               std::vector<Problem>& problems) {
  if (path.empty()) return;
  if (file.leads_out(key, path)) {
    problems.push_back(file.problem(key, "'" + path.written + "' lies outside the folder of the output",
                                    "if you trust the file, say --folder DIR: where its paths start"));
    return;
  }
  const std::string why = why_not_opened(path.resolved);
  if (why.empty()) return;
  std::string hint = file.is_parsed() ? "paths start at the folder of the output, or say --folder DIR"
                                      : "paths start at the folder of the scenario file";
  if (file.is_set(key)) hint = "";
  problems.push_back(file.problem(key, "cannot open '" + path.resolved + "': " + why, hint));
}

void need_files(const ScenarioFile& file, const GraphSettings& graph, std::vector<Problem>& problems) {
  const auto* from = graph.source.get<graphs::File>();
  if (!from) return;
  need_file(file, "graph.file", from->file, problems);
  need_file(file, "graph.columns", from->columns, problems);
}

}  // namespace heed::scenarios
