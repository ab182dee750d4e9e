#include "scenarios/graph/remarks.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace heed::scenarios::graph {

std::vector<std::pair<std::string, std::string>> facts_of(const Course& course) {
  const Task& task = course.task();
  std::vector<std::pair<std::string, std::string>> out{
      {"agents", fmt::format("{}, {} ties, {} pairs within hearing", task.agents(),
                             task.network.graph.edges(), course.pairs())},
      {"features", std::to_string(task.features.cols())},
      {"classes", std::to_string(task.classes.size())},
      {"parts", fmt::format("{} to learn from, {} to choose by, {} to judge by", task.of(Part::train).size(),
                            task.of(Part::validation).size(), task.of(Part::test).size())}};
  return out;
}

std::vector<std::string> notes_of(const Task& task) {
  std::vector<std::string> out = task.network.notes;
  out.insert(out.end(), task.notes.begin(), task.notes.end());
  return out;
}

std::vector<std::string> warnings_of(const Course& course, const std::vector<std::string>& methods) {
  std::vector<std::string> out;
  if (course.task().of(Part::validation).empty())
    out.push_back(
        "no one is there to choose by: the last epoch of each method is reported, however far it has learned "
        "by "
        "heart; give [split] a share for validation");
  std::vector<std::string> learning;
  for (std::size_t m = 0; m < methods.size(); ++m) {
    const Standing& s = course.standings()[m];
    if (!s.finished && s.chosen > s.epochs * 9 / 10) learning.push_back("'" + methods[m] + "'");
  }
  if (!learning.empty())
    out.push_back(fmt::format("still better in the last tenth of the epochs: {}; raise run.steps",
                              fmt::join(learning, ", ")));
  return out;
}

void add_notes(const Course& course, const std::vector<std::string>& methods,
               std::vector<std::string>& notes) {
  const auto test = static_cast<double>(course.task().of(Part::test).size());
  double best = 0;
  for (const Standing& s : course.standings()) best = std::max(best, s.accuracy);
  const double error = std::sqrt(std::max(best * (1 - best), 1 / test) / test);
  notes.push_back(fmt::format(
      "accuracies are of {} agents: each has a standard error of about {:.3f}, and closer methods are "
      "not told apart by one run",
      test, error));
  for (std::size_t m = 0; m < methods.size(); ++m) {
    const Matrix<float>& bias = course.standings()[m].heeded.bias;
    if (bias.size() == 0 || !course.learns_biases()) continue;
    for (Eigen::Index l = 0; l < bias.rows(); ++l) {
      std::vector<std::string> values;
      for (Eigen::Index h = 0; h < bias.cols(); ++h) values.push_back(fmt::format("{:.2f}", bias(l, h)));
      Eigen::Index top = 0;
      bias.row(l).maxCoeff(&top);
      notes.push_back(
          fmt::format("'{}' learned biases for 0 to {} ties in layer {}: {}; it listens to {} most",
                      methods[m], bias.cols() - 1, l, fmt::join(values, ", "), top));
    }
  }
}

}  // namespace heed::scenarios::graph
