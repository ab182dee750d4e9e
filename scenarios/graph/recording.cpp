#include "scenarios/graph/recording.hpp"

#include "scenarios/network_recording.hpp"

#include <fmt/format.h>

namespace heed::scenarios::graph {
namespace {

/// A number of each method over epochs.
struct Curve {
  std::string_view name, long_name, units;
  double (*value)(const Standing&);
};

constexpr std::array<Curve, 6> curves{{
    {"accuracy", "share of the test that is right, at the epoch with the least validation loss so far", "1",
     [](const Standing& s) { return s.accuracy; }},
    {"validation_accuracy", "share of the validation that is right, at that epoch", "1",
     [](const Standing& s) { return s.validation_accuracy; }},
    {"train_accuracy", "share of those learned from that is right, at that epoch", "1",
     [](const Standing& s) { return s.train_accuracy; }},
    {"chosen_epoch", "that epoch", "1", [](const Standing& s) { return static_cast<double>(s.chosen); }},
    {"train_loss", "mean of -ln p of the right class of those learned from, now", "1",
     [](const Standing& s) { return s.train_loss; }},
    {"validation_loss", "mean of -ln p of the right class in the validation, now", "1",
     [](const Standing& s) { return s.validation_loss; }},
}};

std::vector<std::string> counted_from_0(std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t k = 0; k < count; ++k) out.push_back(std::to_string(k));
  return out;
}

}  // namespace

CourseRecording::CourseRecording(const DataRecord& settings, const std::vector<std::string>& methods,
                                 const Course& course, Recorder& recorder)
    : settings_(settings), methods_(methods), course_(course), recorder_(recorder) {
  recorder_.axis({.name = "time",
                  .grows = true,
                  .labels = {},
                  .attributes = {text("long_name", "epochs so far"), text("units", "1"), text("axis", "T")}});
  recorder_.axis(
      {.name = "method", .labels = methods_, .attributes = {text("long_name", "way to tell classes")}});
  for (const Curve& c : curves)
    recorder_.variable({std::string(c.name),
                        Type::float64,
                        {"time", "method"},
                        {text("long_name", std::string(c.long_name)), text("units", std::string(c.units))}});
  if (!settings_.states) return;
  write_agents(course_.task().network, recorder_);
  write_graph(course_.task().network.graph, recorder_);
  declare_judgements();
  for (std::size_t m = 0; m < methods_.size(); ++m)
    if (const Heeded& heeded = course_.standings()[m].heeded; heeded.edges) declare_heeded(m, heeded);
}

std::vector<std::string> CourseRecording::names() {
  std::vector<std::string> out{"method",    "class", "agent",           "target_class", "part",
                               "community", "label", "log_probability", "layer",        "hop"};
  for (const Curve& c : curves) out.emplace_back(c.name);
  return out;
}

void CourseRecording::record() {
  std::vector<std::vector<double>> values;
  std::vector<Entry> entries;
  values.reserve(curves.size());
  for (const Curve& c : curves) {
    values.emplace_back();
    for (const Standing& s : course_.standings()) values.back().push_back(c.value(s));
    entries.push_back({c.name, view(values.back())});
  }
  recorder_.append("time", static_cast<double>(course_.steps()), entries);
}

/// What agents are, and room for what methods say of them.
void CourseRecording::declare_judgements() {
  const Task& task = course_.task();
  recorder_.axis({.name = "class", .labels = task.classes, .attributes = {text("long_name", "class")}});
  recorder_.variable({"target_class",
                      Type::int32,
                      {"agent"},
                      {text("long_name", "class of an agent, by its number; -1: not known")}});
  recorder_.write("target_class", view(task.label));
  recorder_.variable({"part", Type::int8, {"agent"}, flags("what an agent is for", part_names)});
  std::vector<std::int8_t> part;
  for (const Part p : task.part) part.push_back(static_cast<std::int8_t>(p));
  recorder_.write("part", view(part));
  recorder_.variable(
      {.name = "log_probability",
       .type = Type::float32,
       .axes = {"method", "agent", "class"},
       .attributes = {text("long_name", "ln of the probability of a class, at the epoch that is reported"),
                      text("units", "1"), text("coordinates", "target_class part")},
       .state = true});
}

/// Whom a method with attention can heed, in a group of its own: each may hear different agents.
void CourseRecording::declare_heeded(std::size_t method, const Heeded& heeded) {
  const std::string group = group_of(method);
  const auto edges = static_cast<std::size_t>(heeded.edges->size());
  const auto layers = static_cast<std::size_t>(heeded.weight.rows());
  std::vector<std::int32_t> hearer, heard;
  for (Eigen::Index e = 0; e < heeded.edges->size(); ++e) {
    hearer.push_back(static_cast<std::int32_t>(heeded.edges->hearer(e)));
    heard.push_back(static_cast<std::int32_t>(heeded.edges->key(e)));
  }
  recorder_.axis({.name = group + "edge", .length = edges, .labels = {}, .attributes = {}});
  recorder_.axis({.name = group + "layer", .labels = counted_from_0(layers), .attributes = {}});
  recorder_.variable(
      {group + "source", Type::int32, {group + "edge"}, {text("long_name", "agent that is heard")}});
  recorder_.variable(
      {group + "target", Type::int32, {group + "edge"}, {text("long_name", "agent that hears")}});
  recorder_.variable({group + "attention",
                      Type::float32,
                      {group + "layer", group + "edge"},
                      {text("long_name", "attention of the target paid to the source, mean over heads"),
                       text("units", "1")}});
  recorder_.write(group + "source", view(heard));
  recorder_.write(group + "target", view(hearer));
  if (heeded.bias.size() == 0) return;
  recorder_.axis({.name = group + "hop",
                  .labels = counted_from_0(static_cast<std::size_t>(heeded.bias.cols())),
                  .attributes = {text("long_name", "ties between hearer and heard")}});
  recorder_.variable({group + "hop_bias",
                      Type::float32,
                      {group + "layer", group + "hop"},
                      {text("long_name", "what a distance adds to the logit"), text("units", "1")}});
}

void CourseRecording::finish() {
  if (!settings_.states) return;
  const auto all_of = [](const Matrix<float>& values) {
    return std::span(values.data(), static_cast<std::size_t>(values.size()));
  };
  std::vector<float> judged;
  for (const Standing& s : course_.standings()) {
    const auto values = all_of(s.log_probability);
    judged.insert(judged.end(), values.begin(), values.end());
  }
  recorder_.write("log_probability", view(judged));
  for (std::size_t m = 0; m < methods_.size(); ++m) {
    const Heeded& heeded = course_.standings()[m].heeded;
    if (!heeded.edges) continue;
    recorder_.write(group_of(m) + "attention", all_of(heeded.weight));
    if (heeded.bias.size() > 0) recorder_.write(group_of(m) + "hop_bias", all_of(heeded.bias));
  }
}

std::vector<std::pair<std::string, double>> CourseRecording::measured() const {
  std::vector<std::pair<std::string, double>> out;
  for (std::size_t m = 0; m < methods_.size(); ++m)
    out.emplace_back("accuracy[" + methods_[m] + "]", course_.standings()[m].accuracy);
  return out;
}

}  // namespace heed::scenarios::graph
