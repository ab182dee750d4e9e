#pragma once
#include "scenarios/graph/course.hpp"

#include <string>
#include <utility>
#include <vector>

namespace heed::scenarios::graph {

/// What a reader should know before and after: sizes, remarks on the data, what results can and cannot say.
std::vector<std::pair<std::string, std::string>> facts_of(const Course& course);
std::vector<std::string> notes_of(const Task& task);
std::vector<std::string> warnings_of(const Course& course, const std::vector<std::string>& methods);
void add_notes(const Course& course, const std::vector<std::string>& methods,
               std::vector<std::string>& notes);

}  // namespace heed::scenarios::graph
