// A run that goes on from a snapshot in its file ends with the same bits. A24, C10.
#include "heed/graphs/stochastic_block.hpp"
#include "heed/io/trajectory.hpp"
#include "heed/run/simulation.hpp"
#include "scenarios/load.hpp"

#include <filesystem>

#include "catch.hpp"
#include <unistd.h>

using namespace heed;

namespace {

const char* text = R"(
[run]
steps = 40
tolerance = 0.0
[graph]
kind = "stochastic_block"
blocks = [30, 30]
p_in = 0.3
p_out = 0.05
[attention]
temperature = { kind = "ramp", from = 1.0, to = 0.1, last = 30 }
[dynamics]
rate = 0.5
noise = 0.05
stubbornness = { kind = "uniform", low = 0.0, high = 0.3 }
)";

template <class Real>
void restarts(const std::string& schedule, const std::string& mode, const std::string& precision) {
  INFO(schedule << ", " << mode << ", " << precision);
  const ScenarioFile file = ScenarioFile::parse(text).with({{"dynamics.schedule", "'" + schedule + "'", ""},
                                                            {"attention.mode", "'" + mode + "'", ""},
                                                            {"run.precision", "'" + precision + "'", ""}});
  std::vector<Problem> problems;
  scenarios::Header header;
  SweepSettings sweep;
  const auto scenario = scenarios::fill(file, header, sweep, problems);
  REQUIRE(problems.empty());
  const auto path =
      std::filesystem::temp_directory_path() / ("heed_restart_" + std::to_string(::getpid()) + ".h5");
  {
    TrajectoryWriter writer(path, {.force = true});
    Monitor quiet;
    scenario->run(file, writer, quiet);
    writer.finish();
  }
  const TrajectoryReader reader(path);
  const auto state_at = [&](std::size_t snapshot) {
    const std::vector<double> x = reader.numbers("opinion", snapshot, 1);
    Matrix<Real> out(60, 1);
    for (Eigen::Index i = 0; i < 60; ++i) out(i, 0) = static_cast<Real>(x[static_cast<std::size_t>(i)]);
    return out;
  };
  // The same model, made from the file's own text, put to step 20.
  Model model;
  file.fill([&](Fields& f) { model.fields(f); }, problems);
  const Network network =
      graphs::StochasticBlock{.blocks = {30, 30}, .p_in = 0.3, .p_out = 0.05, .p = {}}.make(1);
  Simulation<Real> simulation(model, network, 1);
  simulation.restore(state_at(2), 20);
  while (simulation.steps() < 40) simulation.step();
  CHECK(simulation.state() == state_at(4));
  std::filesystem::remove(path);
}

}  // namespace

TEST_CASE("a run restarted from a snapshot of its file has the same bits as one never stopped",
          "[A24][C10]") {
  for (const std::string schedule : {"synchronous", "random_sequential", "gossip"})
    for (const std::string mode : {"mean", "sample"}) {
      restarts<double>(schedule, mode, "float64");
      restarts<float>(schedule, mode, "float32");
    }
}
