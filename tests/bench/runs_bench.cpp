// Whole runs: what is left of the kernel's speed when a scenario is run, stored, and swept.
#include "heed/core/parallel.hpp"
#include "heed/io/trajectory.hpp"
#include "heed/run/memory_recorder.hpp"
#include "heed/run/simulation.hpp"
#include "heed/run/sweep_file.hpp"
#include "scenarios/load.hpp"
#include "scenarios/opinion/recording.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "bench/race.hpp"
#include "bench/worlds.hpp"
#include <unistd.h>

using namespace heed;
using namespace heed::bench;

namespace {

namespace fs = std::filesystem;

struct Folder {
  fs::path path = fs::temp_directory_path() / "heed_bench";
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  std::string file(const std::string& name) const { return (path / name).string(); }
};

/// A scenario file: agents on a random graph of degree 20 that go on to the horizon.
std::string scenario(Agent agents, int steps, const std::string& record) {
  return "heed = 1\n[run]\nsteps = " + std::to_string(steps) +
         "\ntolerance = 0\nprecision = \"float32\"\n[graph]\nkind = \"erdos_renyi\"\nmean_degree = "
         "20\nagents = " +
         std::to_string(agents) + "\n[attention]\nscore = \"distance\"\ntemperature = 0.1\n[record]\n" +
         record;
}

scenarios::Loaded loaded(const Folder& folder, const std::string& text) {
  std::ofstream(folder.file("run.toml")) << text;
  return scenarios::load(folder.file("run.toml"), {});
}

/// A run of few agents, beside its attention alone: N steps of the operator.
void small_run(benchmark::State& state, Agent agents) {
  constexpr int steps = 1000;
  const Folder folder;
  Monitor monitor;
  auto run = loaded(folder, scenario(agents, steps, "every = 1000\nopinions = \"last\"\n"));
  const Network network = graphs::ErdosRenyi{.agents = agents, .mean_degree = 20}.make(1);
  const Matrix<float> x = opinions<float>(agents, 1);
  Matrix<float> out = x;
  const std::vector<float> temperature{0.1F};
  Attention attention;
  attention.score = scores::Distance{};
  const auto attend = make_attend<float>(attention, network, 1);
  const double ties = static_cast<double>(network.graph.edges()) * steps;
  use_threads(0);
  const auto whole = [&] {
    MemoryRecorder recorder(false);
    (void)run.scenario->run(run.file, recorder, monitor);
  };
  const auto kernel = [&] {
    for (int step = 0; step < steps; ++step) attend->mean(Said<float>(x), {temperature}, out);
  };
  race(state, {{"heed", whole, ties}, {"limit", kernel, ties}});
}

/// Steps of a run that stores every agent at every step, beside the same steps without output.
void stored_run(benchmark::State& state, Agent agents) {
  constexpr int steps = 40;
  const Folder folder;
  use_threads(0);
  Model model;
  model.attention.score = scores::Distance{};
  model.attention.temperature = temperatures::Constant{0.1};
  Simulation<float> simulation(model, graphs::ErdosRenyi{.agents = agents, .mean_degree = 20}.make(1), 1);
  const auto run = [&](Keep opinions) {
    return [&, opinions] {
      RecordSettings settings;
      settings.opinions = opinions;
      settings.opinions_every = 1;
      settings.every = 1'000'000;
      settings.graph = false;
      TrajectoryWriter writer(folder.file("run.h5"), {.force = true});
      scenarios::Recording<float> recording(settings, simulation, writer);
      for (int step = 0; step < steps; ++step) {
        recording.record(false);
        simulation.step();
      }
      writer.finish();
    };
  };
  const double opinions = static_cast<double>(steps) * agents;
  race(state, {{"heed", run(Keep::all), opinions}, {"without_output", run(Keep::none), opinions}});
}

/// Opinions of 10^6 agents, 40 times, to HDF5 and by fwrite, until they are on the disk; per byte.
void write(benchmark::State& state) {
  constexpr std::size_t agents = 1'000'000, slices = 40;
  const Folder folder;
  const std::vector<float> numbers(agents, 0.25F);
  const auto hdf5 = [&] {
    TrajectoryWriter writer(folder.file("out.h5"), {.force = true});
    writer.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
    writer.axis({.name = "agent", .length = agents, .labels = {}, .attributes = {}});
    writer.variable({.name = "opinion", .type = Type::float32, .axes = {"time", "agent"}, .attributes = {}});
    for (std::size_t t = 0; t < slices; ++t)
      writer.append("time", static_cast<double>(t),
                    std::vector<Entry>{{"opinion", std::span<const float>(numbers)}});
    writer.finish();
  };
  const auto plain = [&] {
    std::FILE* file = std::fopen(folder.file("out.bin").c_str(), "wb");
    for (std::size_t t = 0; t < slices; ++t) (void)!std::fwrite(numbers.data(), sizeof(float), agents, file);
    std::fflush(file);
    ::fsync(::fileno(file));
    std::fclose(file);
  };
  const double bytes = static_cast<double>(agents * slices * sizeof(float));
  race(state, {{"heed", hdf5, bytes}, {"limit", plain, bytes}});
}

const bool added = [] {
  for (const Agent agents : {100, 1000, 10'000})
    add("run/steps=1000/N=" + std::to_string(agents), agents < 10'000 ? 9 : 5,
        [=](benchmark::State& state) { small_run(state, agents); });
  add("run/every_step_stored/N=1000000", 5, [](benchmark::State& state) { stored_run(state, 1'000'000); });
  add("write/float32/N=1000000/steps=40", 9, write);
  return true;
}();

}  // namespace
