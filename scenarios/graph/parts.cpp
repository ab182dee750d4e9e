#include "scenarios/graph/parts.hpp"

#include "heed/core/error.hpp"
#include "heed/core/random.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace heed::scenarios::graph {

std::optional<Part> part_of(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, Part>, 11> words{{{"train", Part::train},
                                                                            {"validation", Part::validation},
                                                                            {"valid", Part::validation},
                                                                            {"val", Part::validation},
                                                                            {"test", Part::test},
                                                                            {"none", Part::none},
                                                                            {"rest", Part::none},
                                                                            {"other", Part::none},
                                                                            {"unlabelled", Part::none},
                                                                            {"unlabeled", Part::none},
                                                                            {"-", Part::none}}};
  if (word.empty()) return Part::none;
  for (const auto& [name, part] : words)
    if (name == word) return part;
  return std::nullopt;
}

void Split::fields(Fields& f) {
  f("per_class", per_class, at_least(0),
    "learn from so many agents of each class; 0: from the share 'train'");
  f("train", train, between(0, 1), "share of the agents with a class that are learned from");
  f("validation", validation, between(0, 1),
    "share of them by which the best epoch is chosen; the rest is for the test");
  f.require("validation", train + validation < 1, "'train' and 'validation' must leave a share for the test");
}

void Split::divide(Task& task, std::uint64_t seed) const {
  std::vector<Agent> agents = labelled(task);
  if (task.part.empty()) {
    task.part.assign(task.label.size(), Part::none);
    Stream stream(seed, Purpose::data, 0, 1);
    shuffle(agents, stream);
    const auto share = [&](double part) {
      return static_cast<std::size_t>(std::llround(part * static_cast<double>(agents.size())));
    };
    std::vector<std::int64_t> taken(task.classes.size());
    std::size_t trained = 0, chosen = 0;
    for (const Agent agent : agents) {
      Part& part = task.part[static_cast<std::size_t>(agent)];
      std::int64_t& of_class = taken[static_cast<std::size_t>(task.label[static_cast<std::size_t>(agent)])];
      if (per_class > 0 ? of_class < per_class : trained < share(train)) {
        part = Part::train;
        ++of_class, ++trained;
      } else if (chosen < share(validation)) {
        part = Part::validation;
        ++chosen;
      } else {
        part = Part::test;
      }
    }
    for (std::size_t c = 0; c < taken.size(); ++c)
      if (taken[c] < per_class)
        throw Error(ErrorKind::data, "split: class '" + task.classes[c] + "' has " +
                                         std::to_string(taken[c]) +
                                         " agents, fewer than per_class = " + std::to_string(per_class));
  }
  for (const Part part : {Part::train, Part::test})
    if (task.of(part).empty())
      throw Error(ErrorKind::data,
                  "split: no agent with a class is in part '" + part_names[static_cast<std::size_t>(part)] +
                      "'; " + std::to_string(agents.size()) + " of " + std::to_string(task.agents()) +
                      " agents have a class: change [split], or the labels");
}

}  // namespace heed::scenarios::graph
