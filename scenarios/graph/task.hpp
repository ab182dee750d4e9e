#pragma once
#include "heed/graph/network.hpp"
#include "heed/layers/sparse_linear.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace heed::scenarios::graph {

/// What an agent is for while methods learn: they see the classes of `train`, are chosen by those of
/// `validation`, and judged by those of `test`. Features and ties of all are known to them throughout.
enum class Part : std::int8_t { none, train, validation, test };
inline const std::vector<std::string> part_names{"none", "train", "validation", "test"};

/// Agents in classes, of which some are known: what is to be learned on a network.
struct Task {
  Network network{};
  layers::SparseRows<float> features{};  ///< x: (N, F)
  std::vector<std::int32_t> label{};     ///< (N) 0 … C-1, -1 where the class is not known
  std::vector<std::string> classes{};    ///< C names
  std::vector<Part> part{};              ///< (N); empty: not said by the data
  /// ln p(x_i | class c) (N, C), up to a number of each agent; empty where it is not known how features came
  /// about.
  Matrix<double> evidence{};
  std::vector<std::string> notes{};

  Agent agents() const { return network.agents(); }
  std::vector<Agent> of(Part wanted) const;
};

/// Texts as classes: the labels of those that are not empty, by increasing number where all are numbers, else
/// in alphabetical order.
void set_labels(Task& task, const std::vector<std::string>& texts);

/// The agents whose class is known.
std::vector<Agent> labelled(const Task& task);

}  // namespace heed::scenarios::graph
