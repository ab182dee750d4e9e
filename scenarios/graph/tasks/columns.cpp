#include "scenarios/graph/tasks/columns.hpp"

#include "heed/core/error.hpp"
#include "scenarios/graph/parts.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace heed::scenarios::graph::tasks {
namespace {

/// The texts of a column; of numbers, the shortest that read back as the same, empty where missing.
std::vector<std::string> texts_of(const Network& network, const std::string& name,
                                  const std::string& task_key) {
  const Column* column = network.column(name);
  if (!column) {
    std::vector<std::string> names;
    for (const Column& c : network.columns) names.push_back(c.name);
    const std::string near = nearest(name, names);
    throw Error(ErrorKind::data, "task.columns: there is no column '" + name + "' for '" + task_key + "'; " +
                                     (names.empty()  ? "the graph comes with none: give it graph.columns"
                                      : near.empty() ? "columns here: " + join(names)
                                                     : "did you mean '" + near + "'?"));
  }
  if (const auto* texts = std::get_if<std::vector<std::string>>(&column->values)) return *texts;
  std::vector<std::string> out;
  for (const double x : std::get<std::vector<double>>(column->values))
    out.push_back(std::isnan(x) ? std::string() : to_text(x));
  return out;
}

/// Puts features together, column after column.
class Builder {
 public:
  explicit Builder(std::size_t agents) : agents_(agents) {}

  void numbers(std::vector<double> x, bool standardize) {
    double sum = 0, squares = 0, known = 0;
    for (const double value : x)
      if (!std::isnan(value)) sum += value, squares += value * value, ++known;
    const double mean = known > 0 ? sum / known : 0, variance = known > 0 ? squares / known - mean * mean : 0;
    const double scale = variance > 0 ? 1 / std::sqrt(variance) : 1;
    for (std::size_t i = 0; i < agents_; ++i) {
      if (std::isnan(x[i]))
        add(i, count_ + 1, 1);
      else
        add(i, count_, standardize ? (x[i] - mean) * scale : x[i]);
    }
    count_ += known < static_cast<double>(agents_) ? 2 : 1;
  }

  void texts(const std::vector<std::string>& x) {
    const std::set<std::string> words(x.begin(), x.end());
    for (std::size_t i = 0; i < agents_; ++i)
      add(i, count_ + static_cast<int>(std::distance(words.begin(), words.find(x[i]))), 1);
    count_ += static_cast<int>(words.size());
  }

  void themselves() {
    for (std::size_t i = 0; i < agents_; ++i) add(i, static_cast<int>(i), 1);
    count_ = static_cast<int>(agents_);
  }

  layers::SparseRows<float> made() const {
    layers::SparseRows<float> out(static_cast<int>(agents_), count_);
    out.setFromTriplets(entries_.begin(), entries_.end());
    return out;
  }

 private:
  void add(std::size_t i, int column, double value) {
    if (value != 0) entries_.emplace_back(static_cast<int>(i), column, static_cast<float>(value));
  }
  std::size_t agents_;
  int count_ = 0;
  std::vector<Eigen::Triplet<float>> entries_;
};

}  // namespace

Task Columns::make(Network network, std::uint64_t) const {
  Task out{.network = std::move(network)};
  set_labels(out, texts_of(out.network, label, "label"));
  Builder builder(static_cast<std::size_t>(out.agents()));
  for (const std::string& name : features) {
    if (name == label)
      throw Error(ErrorKind::data,
                  "task.features: '" + name + "' is the class that is to be found out; leave it out");
    const std::vector<std::string> texts = texts_of(out.network, name, "features");
    const auto* numbers = std::get_if<std::vector<double>>(&out.network.column(name)->values);
    if (numbers)
      builder.numbers(*numbers, standardize);
    else
      builder.texts(texts);
  }
  if (features.empty()) builder.themselves();
  out.features = builder.made();
  if (out.network.column(split)) {
    for (const std::string& word : texts_of(out.network, split, "split")) {
      const auto part = part_of(word);
      if (!part)
        throw Error(ErrorKind::data, "task.split: '" + word + "' in column '" + split +
                                         "' is no part; it should be train, validation, test or none");
      const bool known = out.label[out.part.size()] >= 0;
      out.part.push_back(known ? *part : Part::none);
    }
  }
  return out;
}

}  // namespace heed::scenarios::graph::tasks
