// Sweeps in one piece, in shards, and gone on with: the same bytes.
#include "heed/run/gather.hpp"

#include "heed/core/parallel.hpp"
#include "heed/core/signal.hpp"
#include "heed/io/trajectory.hpp"
#include "scenarios/estimate.hpp"
#include "scenarios/load.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "../io/folder.hpp"
#include "catch.hpp"

using namespace heed;
using test_files::bytes_of;
using test_files::Folder;
namespace fs = std::filesystem;

namespace {

const std::string scenario = R"(heed = 1
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
const std::string range = "attention.temperature = { from = 0.1, to = 1.0, count = 3 }\n";

/// The designs, as the rest of the file above.
std::vector<std::pair<std::string, std::string>> designs(const Folder& folder) {
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
SweepOutcome sweep(const std::string& file, const fs::path& output, const Part& part = {}) {
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

void gather_all(const std::vector<std::string>& shards, const fs::path& output) {
  const std::vector<SweepReader> readers = open_shards(shards);
  TrajectoryWriter writer(output);
  gather(readers, writer);
  writer.finish();
}

/// The names of the shards, made.
std::vector<std::string> make_shards(const std::string& file, const Folder& folder, std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t index = 1; index <= count; ++index) {
    out.push_back((folder / (std::to_string(index) + "-of-" + std::to_string(count) + ".h5")).string());
    sweep(file, out.back(), {.shard = {index, count}});
  }
  return out;
}

std::string message(const std::vector<std::string>& shards) {
  try {
    open_shards(shards);
    return "";
  } catch (const Error& e) {
    return e.what();
  }
}

}  // namespace

TEST_CASE("gathered shards are the bytes of the sweep in one piece, in every design and for all states") {
  use_threads(1);
  for (const std::string states : {"none", "last", "all"}) {
    const Folder folder;
    for (const auto& [design, over] : designs(folder)) {
      if (design == "zip" && states == "all") continue;  // horizons differ, and with them the snapshots
      INFO(design << ", states " << states);
      const std::string file = (folder / (design + ".toml")).string();
      std::ofstream(file) << scenario << "states = \"" + states + "\"\ndesign = \"" + design + "\"\n" << over;
      sweep(file, folder / (design + ".h5"));
      // 16 are more than there are runs.
      for (const std::size_t count : {2, 3, 16}) {
        if (count == 16 && design != "grid" && design != "file") continue;
        const Folder shards;
        gather_all(make_shards(file, shards, count), shards / "all.h5");
        CHECK(bytes_of(shards / "all.h5") == bytes_of(folder / (design + ".h5")));
      }
    }
  }
  use_threads(0);
}

TEST_CASE("a sweep stopped again and again ends with the same bytes, on 1 and on 2 threads") {
  const Folder folder;
  for (const auto& [design, over] : designs(folder)) {
    const std::string file = (folder / (design + ".toml")).string();
    std::ofstream(file) << scenario << "states = \"last\"\ndesign = \"" + design + "\"\n" << over;
    use_threads(1);
    const SweepOutcome once = sweep(file, folder / (design + ".h5"));
    for (const int threads : {1, 2}) {
      INFO(design << " on " << threads << " threads");
      use_threads(threads);
      const fs::path output = folder / (design + std::to_string(threads) + ".h5");
      SweepOutcome outcome = sweep(file, output, {.stop_after = 1});
      CHECK(outcome.interrupted);
      std::size_t times = 1;
      for (; outcome.interrupted && times < 20; ++times) {
        CHECK(fs::exists(output.string() + ".part"));
        const std::size_t before = outcome.ended();
        outcome = sweep(file, output, {.old = OldRuns::resume, .stop_after = 2});
        CHECK(outcome.ended() > before);
      }
      CHECK(times > 2);
      CHECK(outcome.converged == once.converged);
      CHECK(outcome.horizon == once.horizon);
      CHECK(outcome.warned == once.warned);
      CHECK(bytes_of(output) == bytes_of(folder / (design + ".h5")));
      CHECK_FALSE(fs::exists(output.string() + ".runs"));
    }
  }
  use_threads(0);
}

TEST_CASE("shards that do not belong together, are there twice or are missing are named, all at once") {
  const Folder folder;
  const std::string file = (folder / "a.toml").string(), other = (folder / "b.toml").string();
  const std::string over = "[sweep.over]\ndynamics.rate = [0.5, 1.0]\n";
  std::ofstream(file) << scenario << over;
  std::ofstream(other) << scenario << "states = \"last\"\n" << over;
  const std::vector<std::string> shards = make_shards(file, folder, 4);
  const std::string twin = (folder / "twin.h5").string(), stranger = (folder / "stranger.h5").string(),
                    eighth = (folder / "eighth.h5").string(), whole = (folder / "whole.h5").string();
  fs::copy_file(shards[0], twin);
  sweep(other, stranger, {.shard = {2, 4}});
  sweep(file, eighth, {.shard = {2, 8}});
  sweep(file, whole);
  CHECK(message(shards).empty());
  CHECK(message({shards[3], shards[2], shards[1], shards[0]}).empty());
  const std::string text = message({shards[0], shards[3], twin, stranger, eighth});
  INFO(text);
  CHECK(text.find("cannot gather:\n") == 0);
  CHECK(text.find("'" + shards[0] + "' and '" + twin + "' are both shard 1 of 4\n") != std::string::npos);
  CHECK(text.find("'" + stranger + "' is not of the sweep of '" + shards[0] +
                  "': its scenario differs: there 'states = \"last\"', here '[sweep.over]'\n") !=
        std::string::npos);
  CHECK(text.find("'" + eighth + "' is not of the sweep of '" + shards[0] +
                  "': its shard differs: there 'one of 8', here 'one of 4'\n") != std::string::npos);
  CHECK(text.find("shard 2 of 4 is missing: ") != std::string::npos);
  CHECK(text.find("shard 3 of 4 is missing: ") != std::string::npos);
  CHECK(message({whole}).find("'" + whole + "' is a whole sweep, not a shard of one") != std::string::npos);
}

TEST_CASE("the journal of another sweep is refused, and one that holds runs is not dropped unasked") {
  use_threads(1);
  const Folder folder;
  const std::string file = (folder / "a.toml").string();
  const std::string over = "[sweep.over]\ndynamics.rate = [0.5, 1.0]\n";
  std::ofstream(file) << scenario << over;
  const fs::path output = folder / "a.h5";
  const std::string journal = output.string() + ".runs";
  REQUIRE(sweep(file, output, {.stop_after = 1}).interrupted);
  REQUIRE(fs::exists(journal));
  const auto refusal = [&](OldRuns old, const Shard& shard = {}) -> std::string {
    try {
      sweep(file, output, {.shard = shard, .old = old});
      return "";
    } catch (const Error& e) {
      return e.what();
    }
  };
  CHECK(refusal(OldRuns::refuse) == "'" + journal +
                                        "' holds 1 run of a sweep that did not end; go on with "
                                        "--resume, or begin anew with --force");
  CHECK(refusal(OldRuns::resume, {1, 2}) ==
        "'" + journal +
            "' is of another sweep: its shard differs: there '1 of 1', here '1 of 2'; choose another "
            "name with -o, or begin anew with --force");
  std::ofstream(file) << scenario << "states = \"last\"\n" << over;
  CHECK(refusal(OldRuns::resume) ==
        "'" + journal +
            "' is of another sweep: its scenario differs: there '[sweep.over]', here 'states = "
            "\"last\"'; choose another name with -o, or begin anew with --force");
  CHECK(fs::exists(journal));
  CHECK(refusal(OldRuns::drop).empty());
  CHECK_FALSE(fs::exists(journal));
  use_threads(0);
}

TEST_CASE("a journal that was not replayed yet is left as it is") {
  use_threads(1);
  const Folder folder;
  const std::string file = (folder / "a.toml").string();
  std::ofstream(file) << scenario << "[sweep.over]\ndynamics.rate = [0.5, 1.0]\n";
  sweep(file, folder / "whole.h5");
  const fs::path output = folder / "a.h5";
  REQUIRE(sweep(file, output, {.stop_after = 2}).interrupted);
  const std::string journal = output.string() + ".runs", before = bytes_of(journal);
  const scenarios::Loaded loaded = scenarios::load(file, {});
  {
    const SweepJournal opened(output, identity_of("heed test", loaded.file.text(), "", {}), OldRuns::resume);
  }
  REQUIRE(fs::exists(journal));
  CHECK(bytes_of(journal) == before);
  CHECK_FALSE(sweep(file, output, {.old = OldRuns::resume}).interrupted);
  CHECK(bytes_of(output) == bytes_of(folder / "whole.h5"));
  use_threads(0);
}

TEST_CASE("runs under way take the same room however often they are kept, and are not dropped unasked") {
  const Folder folder;
  const fs::path output = folder / "a.h5", journal = folder / "a.h5.runs", kept = folder / "a.h5.runs.3";
  const SweepIdentity identity = identity_of("heed test", "a text", "", {});
  std::uintmax_t size = 0;
  {
    SweepJournal opened(output, identity, OldRuns::refuse);
    for (const char state : {'a', 'b', 'c'}) {
      opened.put_under_way(3, std::string(1000, state));
      if (size == 0) size = fs::file_size(journal) + fs::file_size(kept);
      CHECK(fs::file_size(journal) + fs::file_size(kept) == size);
    }
    CHECK_FALSE(opened.empty());
  }
  CHECK_THROWS_WITH(SweepJournal(output, identity, OldRuns::refuse),
                    "'" + journal.string() +
                        "' holds 1 run of a sweep that did not end; go on with --resume, or begin anew with "
                        "--force");
  CHECK(SweepJournal(output, identity, OldRuns::resume).under_way() ==
        std::map<std::size_t, std::string>{{3, std::string(1000, 'c')}});
  const std::string whole = bytes_of(kept);
  std::ofstream(kept, std::ios::binary) << whole.substr(0, 500);
  CHECK(SweepJournal(output, identity, OldRuns::resume).under_way().empty());
  std::ofstream(kept, std::ios::binary) << whole;
  { const SweepJournal anew(output, identity, OldRuns::drop); }
  CHECK_FALSE(fs::exists(journal));
  CHECK_FALSE(fs::exists(kept));
}

TEST_CASE("many shards that are missing are counted, not named") {
  const Folder folder;
  const std::string file = (folder / "a.toml").string();
  std::ofstream(file) << scenario << "[sweep.over]\ndynamics.rate = [0.5, 1.0]\n";
  const std::string shard = (folder / "shard.h5").string();
  for (const auto& [count, missing] :
       {std::pair<std::size_t, std::string>{22, "21 of 22"},
        std::pair<std::size_t, std::string>{1000000000000000000,
                                            "999999999999999999 of 1000000000000000000"}}) {
    sweep(file, shard, {.shard = {1, count}});
    CHECK(message({shard}) == "cannot gather:\n  " + missing + " shards are missing");
    fs::remove(shard);
  }
}

TEST_CASE("a trial that fails leaves as many threads as there were") {
  const Folder folder;
  const std::string file = (folder / "a.toml").string(), ties = (folder / "ties.txt").string();
  std::ofstream(ties) << "0 1\n1 2\n";
  std::ofstream(file) << "heed = 1\n[graph]\nkind = \"file\"\nfile = \"" << ties
                      << "\"\n[sweep.over]\ndynamics.rate = [0.5, 1.0]\n";
  const scenarios::Loaded loaded = scenarios::load(file, {});
  const Design design = scenarios::checked_design(loaded);
  std::filesystem::remove(ties);
  use_threads(2);
  CHECK_THROWS_AS(scenarios::estimate_sweep(loaded, design, 0), Error);
  CHECK(threads() == 2);
  use_threads(0);
}

TEST_CASE("runs of different lengths: the file has places for the longest, on any number of threads") {
  const Folder folder;
  for (const std::string moments : {"[1000, 2000]", "[2000, 1000]"}) {
    const std::string file = (folder / "a.toml").string();
    std::ofstream(file) << "heed = 1\nscenario = \"sensor_fusion\"\n[record]\nevery = 500\nstates = false\n"
                        << "[sweep]\nseeds = 2\n[sweep.over]\nsensors.moments = " << moments << "\n";
    use_threads(1);
    CHECK(sweep(file, folder / "one.h5").failed.empty());
    use_threads(2);
    CHECK(sweep(file, folder / "two.h5").failed.empty());
    CHECK(bytes_of(folder / "one.h5") == bytes_of(folder / "two.h5"));
    const TrajectoryReader reader(folder / "one.h5");
    CHECK(std::get<std::vector<double>>(reader.axis("time").labels).back() == 2000);
    fs::remove(folder / "one.h5");
    fs::remove(folder / "two.h5");
  }
  use_threads(0);
}

TEST_CASE("runs that turn out longer than the first are not cut: they fail, and say why") {
  const Folder folder;
  const std::string file = (folder / "a.toml").string(), data = (folder / "data.csv").string();
  std::ofstream readings(data);
  readings << "time,sensor,value,variance\n";
  for (int t = 1; t <= 5; ++t)
    for (const std::string sensor : {"a", "b"}) readings << t << ',' << sensor << ',' << 0.5 * t << ",1\n";
  readings.close();
  std::ofstream(file) << "heed = 1\nscenario = \"sensor_fusion\"\n[sensors]\nkind = \"file\"\nfile = \""
                      << data << "\"\n[sweep]\nseeds = 1\n[sweep.over]\nrun.steps = [2, 0]\n";
  for (const int threads : {1, 2}) {
    use_threads(threads);
    const SweepOutcome outcome = sweep(file, folder / "a.h5");
    REQUIRE(outcome.failed.size() == 1);
    CHECK(outcome.failed[0].run == 1);
    CHECK(outcome.failed[0].message.starts_with("this run has 5 steps, the first 2, and the file has no "));
    fs::remove(folder / "a.h5");
  }
  use_threads(0);
}

TEST_CASE("who asks to stop is answered by gathering, which leaves nothing, and not by a trial") {
  const Folder folder;
  const std::string file = (folder / "a.toml").string();
  std::ofstream(file) << scenario << "[sweep.over]\ndynamics.rate = [0.5, 1.0]\n";
  const std::vector<std::string> shards = make_shards(file, folder, 2);
  const scenarios::Loaded loaded = scenarios::load(file, {});
  const Design design = scenarios::checked_design(loaded);
  request_stop();
  CHECK_THROWS_AS(gather_all(shards, folder / "all.h5"), Interrupted);
  CHECK(scenarios::estimate_sweep(loaded, design, 0).tried == 1);
  request_stop(false);
  CHECK_FALSE(fs::exists(folder / "all.h5"));
  CHECK_FALSE(fs::exists(folder / "all.h5.part"));
  CHECK_FALSE(fs::exists(folder / "all.h5.part.new"));
}
