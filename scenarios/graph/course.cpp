#include "scenarios/graph/course.hpp"

#include "heed/core/error.hpp"

#include <algorithm>

namespace heed::scenarios::graph {
namespace {

/// How often the likeliest class is the right one, and the mean of -ln p of the right one.
struct Score {
  double accuracy = 0, loss = 0;
};

Score score_of(const Matrix<float>& log_probability, const std::vector<std::int32_t>& label,
               const std::vector<Agent>& agents) {
  Score out;
  for (const Agent i : agents) {
    Eigen::Index best = 0;
    log_probability.row(i).maxCoeff(&best);
    const std::int32_t right = label[static_cast<std::size_t>(i)];
    out.accuracy += best == right;
    out.loss -= static_cast<double>(log_probability(i, right));
  }
  const double count = std::max<double>(1, static_cast<double>(agents.size()));
  return {out.accuracy / count, out.loss / count};
}

std::vector<std::string> names_of(const ChoiceList<methods::Catalogue>& methods) {
  std::vector<std::string> out;
  for (const auto& method : methods) out.emplace_back(method.kind());
  return out;
}

void check(const Task& task) {
  if (task.classes.size() < 2)
    throw Error(ErrorKind::data, "there is nothing to tell apart: the task has " +
                                     std::to_string(task.classes.size()) +
                                     (task.classes.size() == 1 ? " class" : " classes"));
  for (int i = 0; i < task.features.outerSize(); ++i)
    for (layers::SparseRows<float>::InnerIterator x(task.features, i); x; ++x)
      if (!std::isfinite(x.value()))
        throw Error(ErrorKind::data, "a feature of agent " + std::to_string(i) + " is not a finite number");
}

}  // namespace

void CourseSettings::fields(Fields& f) {
  f.table("split", split, "who is learned from, where the data do not say");
  f.table("hearing", hearing, "whom agents hear, and how distance counts");
  f.table("model", model, "what is trained");
  f.table("training", training, "which methods learn, and how");
}

void Training::fields(Fields& f) {
  f.list("methods", methods, "ways to tell classes, side by side");
  TrainingSettings::fields(f);
  std::vector<std::string> all = names_of(methods);
  std::sort(all.begin(), all.end());
  f.require("methods", !all.empty(), "'methods' must name at least one");
  f.require("methods", std::adjacent_find(all.begin(), all.end()) == all.end(), "'methods' must all differ");
}

std::vector<std::string> CourseSettings::names() const { return names_of(training.methods); }

Course::Course(const CourseSettings& settings, Task task, std::uint64_t seed)
    : settings_(settings), task_(std::move(task)), names_(settings.names()), standings_(names_.size()) {
  check(task_);
  settings_.split.divide(task_, seed);
  train_ = task_.of(Part::train);
  validation_ = task_.of(Part::validation);
  test_ = task_.of(Part::test);
  const Reach reach = reach_of(task_.network.graph, settings_.hearing);
  pairs_ = static_cast<std::int64_t>(reach.graph.edges());
  for (const auto& method : settings_.training.methods) {
    const Lesson lesson{task_, settings_.hearing,    reach, settings_.model, settings_.training,
                        seed,  method.part().index()};
    Standing& standing = standings_[methods_.size()];
    methods_.push_back(std::visit([&](const auto& m) { return m.make(lesson); }, method.part()));
    standing.log_probability.setZero(task_.agents(), static_cast<Eigen::Index>(task_.classes.size()));
    standing.heeded = methods_.back()->heeded().value_or(Heeded{});
  }
}

void Standing::carried(Carried& c, std::int64_t most) {
  c("train_loss", train_loss);
  c("validation_loss", validation_loss);
  c.count("chosen", chosen, most);
  c("least_loss", least_loss);
  c("train_accuracy", train_accuracy);
  c("validation_accuracy", validation_accuracy);
  c("accuracy", accuracy);
  c("log_probability", log_probability);
  c("heeded.weight", heeded.weight);
  c("heeded.bias", heeded.bias);
  c.count("epochs", epochs, most);
  c("finished", finished);
}

void Course::carried(Carried& c, std::int64_t most) {
  c.count("steps", steps_, most);
  for (std::size_t m = 0; m < methods_.size(); ++m) {
    methods_[m]->carried(c);
    standings_[m].carried(c, most);
  }
}

bool Course::finished() const {
  return std::all_of(standings_.begin(), standings_.end(), [](const Standing& s) { return s.finished; });
}

void Course::step() {
  ++steps_;
  for (std::size_t m = 0; m < methods_.size(); ++m) {
    if (standings_[m].finished) continue;
    try {
      methods_[m]->learn();
      judge(m);
    } catch (const Error& e) {
      if (e.kind() != ErrorKind::numeric) throw;
      throw Error(ErrorKind::numeric, "epoch " + std::to_string(steps_) + ": '" + names_[m] + "' diverges (" +
                                          e.what() + "); try a smaller training.rate");
    }
  }
}

void Course::judge(std::size_t method) {
  Standing& now = standings_[method];
  Matrix<float> log_probability;
  methods_[method]->judge(log_probability);
  if (!log_probability.allFinite())
    throw Error(ErrorKind::numeric, "a probability is no longer a finite number");
  const Score train = score_of(log_probability, task_.label, train_),
              validation = score_of(log_probability, task_.label, validation_);
  now.epochs = steps_;
  now.train_loss = train.loss;
  now.validation_loss = validation.loss;
  const bool better = now.chosen == 0 || validation_.empty() || validation.loss < now.least_loss;
  if (better) {
    now.chosen = steps_;
    now.least_loss = validation.loss;
    now.train_accuracy = train.accuracy;
    now.validation_accuracy = validation.accuracy;
    now.accuracy = score_of(log_probability, task_.label, test_).accuracy;
    now.log_probability = std::move(log_probability);
    now.heeded = methods_[method]->heeded().value_or(Heeded{});
  }
  const std::int64_t patience = settings_.training.patience;
  now.finished = methods_[method]->finished() || (patience > 0 && steps_ - now.chosen >= patience);
}

}  // namespace heed::scenarios::graph
