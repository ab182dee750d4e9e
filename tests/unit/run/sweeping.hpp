#pragma once
#include "heed/core/signal.hpp"
#include "heed/io/trajectory.hpp"
#include "heed/run/sweep.hpp"
#include "scenarios/load.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "../io/folder.hpp"

namespace heed::tests {

/// A small sweep, but for its points.
inline const std::string small_sweep = R"(heed = 1
[run]
steps = 12
[graph]
kind = "stochastic_block"
blocks = [6, 6]
p_in = 0.7
p_out = 0.2
[opinions]
initial = "camps"
[record]
opinions = "all"
opinions_every = 4
[sweep]
seeds = 2
points = 3
)";
inline const std::string range = "attention.temperature = { from = 0.1, to = 1.0, count = 3 }\n";

/// The designs, as the rest of the file above.
inline std::vector<std::pair<std::string, std::string>> designs(const test_files::Folder& folder) {
  const std::string table = (folder / "points.csv").string();
  std::ofstream(table) << "attention.temperature,dynamics.rate\n0.1,0.5\n0.4,0.25\n0.5,1\n";
  return {{"grid", "[sweep.over]\n" + range + "dynamics.rate = [0.5, 1.0]\n"},
          {"zip", "[sweep.over]\n" + range + "run.steps = [4, 8, 12]\n"},
          {"latin_hypercube", "[sweep.over]\n" + range},
          {"sobol", "[sweep.over]\n" + range},
          {"file", "table = \"" + table + "\"\n"}};
}

/// Leaves a sweep after so many runs.
class StopAfter final : public SweepMonitor {
 public:
  explicit StopAfter(std::size_t runs) : left_(runs) {}
  void finished(std::size_t, std::size_t, std::size_t) override {
    if (left_ > 0 && --left_ == 0) request_stop();
  }

 private:
  std::size_t left_;
};

struct Part {
  Shard shard = {};
  OldRuns old = OldRuns::refuse;
  std::size_t stop_after = 0;
};

/// What `heed sweep` does, in this process.
inline SweepOutcome sweep(const std::string& file, const std::filesystem::path& output,
                          const Part& part = {}) {
  scenarios::Loaded loaded = scenarios::load(file, {});
  const Design design = scenarios::checked_design(loaded);
  const SweepIdentity identity = identity_of("heed test", loaded.file.text(), "", part.shard);
  SweepJournal journal(output, identity, part.old);
  TrajectoryWriter writer(output);
  scenarios::write_identity(writer, loaded);
  if (!part.shard.whole()) writer.attribute(text("shard", part.shard.words()));
  SweepFile out(design, writer);
  journal.replay(out);
  StopAfter monitor(part.stop_after);
  const MakeScenario make = scenarios::make_point;
  const SweepOutcome outcome =
      run_sweep({loaded.file, loaded.sweep, design, make, part.shard}, out, journal, monitor);
  request_stop(false);
  if (outcome.interrupted) {
    writer.keep_partial();
  } else {
    writer.finish();
    journal.remove();
  }
  return outcome;
}

}  // namespace heed::tests
