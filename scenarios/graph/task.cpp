#include "scenarios/graph/task.hpp"

#include "heed/core/text_fields.hpp"

#include <algorithm>

namespace heed::scenarios::graph {

std::vector<Agent> Task::of(Part wanted) const {
  std::vector<Agent> out;
  for (std::size_t i = 0; i < part.size(); ++i)
    if (part[i] == wanted) out.push_back(static_cast<Agent>(i));
  return out;
}

void set_labels(Task& task, const std::vector<std::string>& texts) {
  task.classes.clear();
  for (const std::string& text : texts)
    if (!text.empty()) task.classes.push_back(text);
  const bool numbers = std::all_of(task.classes.begin(), task.classes.end(),
                                   [](const std::string& t) { return to_number(t).has_value(); });
  std::sort(task.classes.begin(), task.classes.end(), [numbers](const std::string& a, const std::string& b) {
    return numbers && *to_number(a) != *to_number(b) ? *to_number(a) < *to_number(b) : a < b;
  });
  task.classes.erase(std::unique(task.classes.begin(), task.classes.end()), task.classes.end());
  task.label.clear();
  for (const std::string& text : texts)
    task.label.push_back(
        text.empty() ? -1
                     : static_cast<std::int32_t>(std::find(task.classes.begin(), task.classes.end(), text) -
                                                 task.classes.begin()));
}

std::vector<Agent> labelled(const Task& task) {
  std::vector<Agent> out;
  for (std::size_t i = 0; i < task.label.size(); ++i)
    if (task.label[i] >= 0) out.push_back(static_cast<Agent>(i));
  return out;
}

}  // namespace heed::scenarios::graph
