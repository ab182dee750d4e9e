#pragma once
// Small files in the layouts of runs and sweeps, written as the engine writes them.
#include "heed/io/trajectory.hpp"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

namespace sample {

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// A folder of this test's own, gone with it.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / ("heed_analysis_" + name)) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline void write_head(heed::TrajectoryWriter& file, const std::string& title, const std::string& design) {
  file.attribute({"source", std::string("heed 0.1.0")});
  file.attribute({"title", title});
  file.attribute({"scenario", std::string("opinion")});
  if (!design.empty()) file.attribute({"design", design});
}

inline heed::Variable status_variable(std::vector<std::string> axes) {
  return {.name = "status",
          .type = heed::Type::int8,
          .axes = std::move(axes),
          .attributes = {{"flag_values", std::vector<std::int8_t>{0, 1, 2, 3}},
                         {"flag_meanings", std::string("horizon converged failed not_run")}}};
}

/// Temperature 0.1, 1, 10 by seeds 11 … 14 by times 0 … 40. Polarization at the end is (3 - point) / 4 + seed
/// number / 100 and a quarter of it less at each time before; variance is its double. The first run converged
/// at time 30 and has nothing later; run 6 failed after time 10; run 11 ended at the horizon.
inline std::string write_grid(const std::string& path) {
  const std::vector<double> temperature = {0.1, 1, 10}, seeds = {11, 12, 13, 14}, times = {0, 10, 20, 30, 40};
  heed::TrajectoryWriter file(path);
  write_head(file, "three temperatures", "grid");
  file.axis({.name = "temperature",
             .length = 3,
             .labels = temperature,
             .attributes = {{"path", std::string("attention.temperature")}}});
  file.axis({.name = "seed", .length = 4, .labels = seeds, .attributes = {}});
  file.axis({.name = "time", .length = 5, .labels = times, .attributes = {}});
  const std::vector<std::string> runs = {"temperature", "seed"}, over_time = {"temperature", "seed", "time"};
  for (const char* name : {"variance", "polarization"})
    file.variable({name, heed::Type::float64, over_time, {}});
  file.variable(status_variable(runs));
  file.variable({"steps", heed::Type::float64, runs, {}});
  file.variable({"message", heed::Type::text, runs, {}});
  std::vector<double> polarization, variance, steps;
  std::vector<std::int8_t> status;
  std::vector<std::string> messages;
  for (int run = 0; run < 12; ++run) {
    for (int t = 0; t < 5; ++t) {
      const bool none = (run == 0 && t > 3) || (run == 6 && t > 1);
      const double end = (3 - run / 4) / 4.0 + run % 4 / 100.0;
      polarization.push_back(none ? missing : end * t / 4);
      variance.push_back(2 * polarization.back());
    }
    status.push_back(run == 6 ? 2 : run == 11 ? 0 : 1);
    steps.push_back(run == 0 ? 30 : run == 6 ? 15 : 40);
    messages.emplace_back(run == 6 ? "step 15: the opinion of agent 2 is no longer a finite number" : "");
  }
  file.write("polarization", std::span<const double>(polarization));
  file.write("variance", std::span<const double>(variance));
  file.write("status", std::span<const std::int8_t>(status));
  file.write("steps", std::span<const double>(steps));
  file.write("message", std::span<const std::string>(messages));
  file.finish();
  return path;
}

/// A Latin hypercube of three points by two seeds, one run not done, over times 0, 5 and topics climate and
/// tax.
inline std::string write_hypercube(const std::string& path) {
  heed::TrajectoryWriter file(path);
  write_head(file, "a hypercube", "latin_hypercube");
  const std::vector<double> times = {0, 5};
  file.axis({.name = "run", .length = 6, .labels = {}, .attributes = {}});
  file.axis({.name = "time", .length = 2, .labels = times, .attributes = {}});
  file.axis(
      {.name = "topic", .length = 2, .labels = std::vector<std::string>{"climate", "tax"}, .attributes = {}});
  const std::vector<std::string> run = {"run"};
  file.variable({"temperature", heed::Type::float64, run, {{"path", std::string("attention.temperature")}}});
  file.variable({"score", heed::Type::text, run, {{"path", std::string("attention.score")}}});
  file.variable({"seed", heed::Type::float64, run, {}});
  file.variable({"point", heed::Type::int32, run, {}});
  file.variable({"mean", heed::Type::float64, {"run", "time", "topic"}, {}});
  file.variable({"clusters", heed::Type::float64, {"run", "time"}, {}});
  file.variable(status_variable(run));
  file.variable({"steps", heed::Type::float64, run, {}});
  file.variable({"message", heed::Type::text, run, {}});
  const std::vector<double> temperature = {0.5, 0.5, 0.25, 0.25, 2, 2}, seeds = {1, 2, 1, 2, 1, 2},
                            steps = {5, 5, 5, 5, 5, missing},
                            mean = {0, 0, 1, 2, 0, 0, 3, 4,  0,       0,       5,       6,
                                    0, 0, 7, 8, 0, 0, 9, 10, missing, missing, missing, missing},
                            clusters = {9, 1, 9, 1, 9, 2, 9, 4, 9, 3, missing, missing};
  file.write("temperature", std::span<const double>(temperature));
  const std::vector<std::string> scores = {"dot", "dot", "cosine", "cosine", "dot", "dot"}, messages(6);
  file.write("score", std::span<const std::string>(scores));
  file.write("seed", std::span<const double>(seeds));
  const std::vector<std::int32_t> points = {0, 0, 1, 1, 2, 2};
  file.write("point", std::span<const std::int32_t>(points));
  file.write("mean", std::span<const double>(mean));
  file.write("clusters", std::span<const double>(clusters));
  const std::vector<std::int8_t> status = {1, 1, 1, 1, 1, 3};
  file.write("status", std::span<const std::int8_t>(status));
  file.write("steps", std::span<const double>(steps));
  file.write("message", std::span<const std::string>(messages));
  file.finish();
  return path;
}

/// Temperature 1, 2 by five words for a score by one seed, at one time: variance 0, 1, 2 … 9.
inline std::string write_plane(const std::string& path) {
  heed::TrajectoryWriter file(path);
  write_head(file, "a plane", "grid");
  const std::vector<double> temperature = {1, 2}, one = {0};
  file.axis({.name = "temperature",
             .length = 2,
             .labels = temperature,
             .attributes = {{"path", std::string("t")}}});
  file.axis({.name = "score",
             .length = 5,
             .labels = std::vector<std::string>{"dot", "cosine", "log", "uniform", "distance"},
             .attributes = {{"path", std::string("s")}}});
  file.axis({.name = "seed", .length = 1, .labels = one, .attributes = {}});
  file.axis({.name = "time", .length = 1, .labels = one, .attributes = {}});
  const std::vector<std::string> runs = {"temperature", "score", "seed"};
  file.variable({"variance", heed::Type::float64, {"temperature", "score", "seed", "time"}, {}});
  file.variable(status_variable(runs));
  file.variable({"steps", heed::Type::float64, runs, {}});
  const std::vector<double> variance = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, steps(10, 1);
  const std::vector<std::int8_t> status(10, 1);
  file.write("variance", std::span<const double>(variance));
  file.write("status", std::span<const std::int8_t>(status));
  file.write("steps", std::span<const double>(steps));
  file.finish();
  return path;
}

/// Temperature p + 1 and p_out 10 p at point p, of so many, by a number of seeds, over times 0, 1 …:
/// variance p at the end. The last run of the first point did not run.
inline std::string write_points(const std::string& path, const std::string& design, int points, int seeds,
                                int times = 2) {
  heed::TrajectoryWriter file(path);
  write_head(file, "points", design);
  const auto runs = static_cast<std::size_t>(points * seeds);
  std::vector<double> time;
  for (int t = 0; t < times; ++t) time.push_back(t);
  file.axis({.name = "run", .length = runs, .labels = {}, .attributes = {}});
  file.axis({.name = "time", .length = time.size(), .labels = time, .attributes = {}});
  const std::vector<std::string> run = {"run"};
  file.variable({"temperature", heed::Type::float64, run, {{"path", std::string("attention.temperature")}}});
  file.variable({"p_out", heed::Type::float64, run, {{"path", std::string("graph.p_out")}}});
  file.variable({"seed", heed::Type::float64, run, {}});
  file.variable({"point", heed::Type::int32, run, {}});
  file.variable({"variance", heed::Type::float64, {"run", "time"}, {}});
  file.variable(status_variable(run));
  file.variable({"steps", heed::Type::float64, run, {}});
  std::vector<double> temperature, p_out, number, variance, steps(runs, 1);
  std::vector<std::int32_t> point;
  std::vector<std::int8_t> status(runs, 1);
  status[static_cast<std::size_t>(seeds - 1)] = 3;
  for (int p = 0; p < points; ++p)
    for (int s = 0; s < seeds; ++s) {
      temperature.push_back(p + 1);
      p_out.push_back(10 * p);
      number.push_back(s);
      point.push_back(p);
      variance.insert(variance.end(), time.size(), p);
    }
  file.write("temperature", std::span<const double>(temperature));
  file.write("p_out", std::span<const double>(p_out));
  file.write("seed", std::span<const double>(number));
  file.write("point", std::span<const std::int32_t>(point));
  file.write("variance", std::span<const double>(variance));
  file.write("status", std::span<const std::int8_t>(status));
  file.write("steps", std::span<const double>(steps));
  file.finish();
  return path;
}

/// A run of 3 agents over times 0 … 4: variance 1, 1/2, 1/4, 1/8, 1/16; assortativity missing at first.
inline std::string write_run(const std::string& path) {
  heed::TrajectoryWriter file(path);
  write_head(file, "one run", "");
  file.attribute({"seed", std::vector<std::int64_t>{5}});
  file.attribute({"status", std::string("converged")});
  file.attribute({"steps", std::vector<std::int64_t>{4}});
  file.attribute({"warnings", std::string("agent 2 hears no one\nsecond warning")});
  file.axis({.name = "time", .length = 0, .grows = true, .labels = {}, .attributes = {}});
  file.axis({.name = "agent", .length = 3, .labels = {}, .attributes = {}});
  for (const char* name : {"variance", "assortativity"})
    file.variable({name, heed::Type::float64, {"time"}, {}});
  double variance = 1;
  for (int t = 0; t < 5; ++t, variance /= 2) {
    const double assortativity = t == 0 ? missing : -0.5;
    const std::vector<heed::Entry> slices = {{"variance", std::span<const double>(&variance, 1)},
                                             {"assortativity", std::span<const double>(&assortativity, 1)}};
    file.append("time", t, slices);
  }
  file.finish();
  return path;
}

}  // namespace sample
