#pragma once
// A run of four agents with names that no file should trip over, written as the engine writes it.
#include "heed/io/trajectory.hpp"

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "sample_files.hpp"

namespace sample {

/// What names may hold: tags, quotes, line breaks, the end of a CDATA section, and bytes that are no UTF-8.
inline const std::vector<std::string> hostile = {"<script>alert(1)</script>", "\"O'Brien\" & sons",
                                                 "two\nlines ]]> -->", "b\xFF\x01 d"};

/// Agents 0, 1 in "left", 2 in "right", 3 in none. Ties, hearer to heard, with weight and attention at times
/// 0 and 20: 0→1 (1; 1, 1), 1→0 (2; .25, .5), 1→2 (1; .75, .5), 3→1 (0.5; 1, 1). Opinion on "climate" at
/// times 0, 10, 20 is agent - 1, half of it, a quarter of it; on "<tax>" it is the agent's number, agent 3
/// has none.
struct NetworkRun {
  std::vector<double> times = {0, 10, 20};
  bool ties = true, attention = true, opinions = true;
  float last_weight = 0.5F;
  double beyond = 0;   ///< is added to all opinions on the climate
  double size = 1;     ///< by which these are multiplied before
  bool later = false;  ///< at time 10 another graph is kept: 2→3 alone

  std::string write(const std::string& path) const {
    using namespace heed;
    TrajectoryWriter file(path);
    write_head(file, "A & B <in> \"quotes\"", "");
    file.attribute({"seed", std::vector<std::int64_t>{7}});
    file.attribute({"status", std::string("horizon")});
    file.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
    file.axis({.name = "snapshot", .grows = true, .labels = {}, .attributes = {}});
    file.axis({.name = "agent", .labels = std::vector<std::int32_t>{0, 1, 2, 3}, .attributes = {}});
    file.axis({.name = "topic", .labels = std::vector<std::string>{"climate", "<tax>"}, .attributes = {}});
    file.variable({"variance", Type::float64, {"time"}, {}});
    file.variable({"label", Type::text, {"agent"}, {}});
    file.variable(
        {"community",
         Type::int8,
         {"agent"},
         {{"flag_values", std::vector<std::int8_t>{0, 1}}, {"flag_meanings", std::string("left right")}}});
    if (opinions)
      file.variable(
          {.name = "opinion", .axes = {"snapshot", "agent", "topic"}, .attributes = {}, .state = true});
    if (ties) declare_ties(file);
    file.write("label", view(hostile));
    file.write("community", view(std::vector<std::int8_t>{0, 0, 1, -1}));
    for (std::size_t s = 0; s < times.size(); ++s) append(file, s);
    file.finish();
    return path;
  }

 private:
  void declare_ties(heed::TrajectoryWriter& file) const {
    using namespace heed;
    file.axis({.name = "graph/edge", .length = 4, .labels = {}, .attributes = {}});
    file.variable({"graph/source", Type::int32, {"graph/edge"}, {}});
    file.variable({"graph/target", Type::int32, {"graph/edge"}, {}});
    file.variable({"graph/weight", Type::float32, {"graph/edge"}, {}});
    file.write("graph/source", view(std::vector<std::int32_t>{1, 0, 2, 1}));
    file.write("graph/target", view(std::vector<std::int32_t>{0, 1, 1, 3}));
    file.write("graph/weight", view(std::vector<float>{1, 2, 1, last_weight}));
    if (later) {
      file.axis({.name = "graph/snapshot_g", .grows = true, .labels = {}, .attributes = {}});
      for (const char* name : {"graph/source_at", "graph/target_at"})
        file.variable({name, Type::int32, {"graph/snapshot_g", "graph/edge"}, {}});
      const std::vector<std::int32_t> heard{3, -1, -1, -1}, hearer{2, -1, -1, -1};
      const std::vector<Entry> graph{{"graph/source_at", view(heard)}, {"graph/target_at", view(hearer)}};
      file.append("graph/snapshot_g", 10, graph);
    }
    if (!attention) return;
    file.axis({.name = "graph/snapshot_a", .grows = true, .labels = {}, .attributes = {}});
    file.variable({"graph/attention", Type::float32, {"graph/snapshot_a", "graph/edge"}, {}});
    for (const auto& [time, second, third] : {std::tuple{0.0, 0.25F, 0.75F}, std::tuple{20.0, 0.5F, 0.5F}}) {
      const std::vector<float> weights = {1, second, third, 1};
      const Entry entry{"graph/attention", view(weights)};
      file.append("graph/snapshot_a", time, {&entry, 1});
    }
  }

  void append(heed::TrajectoryWriter& file, std::size_t s) const {
    using namespace heed;
    const std::vector<double> variance = {1.0 / static_cast<double>(1 + s)};
    const Entry number{"variance", view(variance)};
    file.append("time", times[s], {&number, 1});
    if (!opinions) return;
    std::vector<double> opinion;
    for (int i = 0; i < 4; ++i) {
      opinion.push_back(beyond + size * (i - 1) / static_cast<double>(1U << s));
      opinion.push_back(i == 3 ? missing : i);
    }
    const Entry slice{"opinion", view(opinion)};
    file.append("snapshot", times[s], {&slice, 1});
  }
};

}  // namespace sample
