// Coverage-guided fuzzing of what reads HDF5, with libFuzzer: a file of heed is changed as the bytes say and
// read as `heed analyze` opens it. With HEED_FUZZ_WHOLE, all commands that read files are given it.
#include "heed/core/error.hpp"
#include "heed/io/trajectory.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <vector>

#include "fuzz/changed_file.hpp"
#include "unit/io/folder.hpp"
#include <unistd.h>

#ifdef HEED_FUZZ_WHOLE
#include "heed/core/signal.hpp"
#include "heed/run/checkpoint.hpp"

#include <chrono>
#include <optional>
#include <string_view>
#include <thread>

int heed_main(int argc, char** argv);
#endif

namespace {

namespace fs = std::filesystem;
using test_files::bytes_of;

const sample::Folder& folder() {
  static const sample::Folder made("fuzz_" + std::to_string(getpid()));
  return made;
}

/// What is in the file: all texts, and the last ten thousand numbers of each array.
void read_all(const std::string& path) {
  const heed::TrajectoryReader reader(path);
  for (const heed::Variable& v : reader.variables()) {
    if (v.type == heed::Type::text) {
      (void)reader.texts(v.name);
      continue;
    }
    std::size_t values = 1;
    for (const std::size_t length : reader.shape(v.name)) values *= length;
    const std::size_t some = std::min<std::size_t>(values, 10'000);
    (void)reader.stretch(v.name, values - some, some);
  }
  (void)reader.state();
}

#ifdef HEED_FUZZ_WHOLE
/// The command with these arguments; what it says of a mistake in heed itself ends the process.
int command(std::vector<std::string> words) {
  std::vector<char*> argv;
  words.insert(words.begin(), "heed");
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::ostringstream said;
  std::streambuf* before = std::cerr.rdbuf(said.rdbuf());
  const int status = heed_main(static_cast<int>(words.size()), argv.data());
  std::cerr.rdbuf(before);
  for (const char* mistake : {"a mistake in heed itself", "out of memory"})
    if (said.str().find(mistake) != std::string::npos) {
      std::cerr << said.str();
      std::abort();
    }
  return status;
}

const std::string scenarios = HEED_SOURCE_DIR "/scenarios/";

/// Files of every kind, as the commands write them.
std::vector<std::string> written() {
  std::vector<std::string> out;
  const auto add = [&](const std::string& scenario, std::vector<std::string> sets) {
    out.push_back(folder() / (std::to_string(out.size()) + ".h5"));
    std::vector<std::string> words{"run", scenarios + scenario, "-q", "-o", out.back()};
    for (const std::string& set : sets) words.insert(words.end(), {"--set", set});
    if (command(words) != 0) std::abort();
  };
  add("opinion/echo_chamber.toml", {"graph.blocks=[12,12]", "graph.p_in=0.5", "graph.p_out=0.1",
                                    "run.steps=6", "record.opinions_every=2"});
  add("opinion/karate.toml", {"run.steps=4", "record.attention_every=2"});
  add("sensor_fusion/three_sensors.toml", {"sensors.moments=40", "record.every=4"});
  add("market/planted_pairs.toml",
      {"prices.assets=6", "prices.pairs=2", "prices.days=120", "trading.formation=20", "trading.period=10"});
  add("graph/karate.toml", {"run.steps=4"});
  return out;
}

/// A run that was stopped after a moment, and what goes on with it: as far as that file holds, where it stops
/// again.
class Stopped {
 public:
  Stopped() {
    std::thread stop([] {
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      heed::request_stop();
    });
    command(run_);
    stop.join();
    recorded_ = bytes_of(part);
    kept_ = checkpoints_.newest([](const std::string&) {});
    if (recorded_.empty() || !kept_) std::abort();
  }

  void go_on(const std::string& with) {
    fs::copy_file(with, part, fs::copy_options::overwrite_existing);
    go_on(*kept_);
  }

  /// From what it was, with some bytes of its state changed.
  void go_on_from(std::string_view bytes) {
    std::ofstream(part, std::ios::binary | std::ios::trunc) << recorded_;
    heed::Checkpoint changed = *kept_;
    for (std::size_t i = 0; i + 2 < bytes.size(); i += 3) {
      const std::size_t at =
          static_cast<unsigned char>(bytes[i]) * 256u + static_cast<unsigned char>(bytes[i + 1]);
      changed.state[at % changed.state.size()] = bytes[i + 2];
    }
    go_on(changed);
  }

  std::string part = folder() / "stopped.h5.part";

 private:
  void go_on(const heed::Checkpoint& checkpoint) {
    checkpoints_.keep(checkpoint);
    std::vector<std::string> run = run_;
    run.emplace_back("--resume");
    heed::request_stop();
    command(run);
    heed::request_stop(false);  // it may have ended before it could stop
  }

  heed::CheckpointFiles checkpoints_{folder() / "stopped.h5"};
  std::optional<heed::Checkpoint> kept_;
  std::string recorded_;
  std::vector<std::string> run_ = {"run",
                                   scenarios + "opinion/karate.toml",
                                   "-q",
                                   "-o",
                                   folder() / "stopped.h5",
                                   "--set",
                                   "run.tolerance=0",
                                   "--set",
                                   "run.steps=100000000",
                                   "--set",
                                   "record.every=50000",
                                   "--set",
                                   "record.opinions_every=50000"};
};

Stopped& stopped() {
  static Stopped made;
  return made;
}
#endif

std::vector<std::string> samples() {
  std::vector<std::string> paths = heed::tests::sample_files(folder());
#ifdef HEED_FUZZ_WHOLE
  for (const std::string& path : written()) paths.push_back(path);
  paths.push_back(stopped().part);
#endif
  std::vector<std::string> out;
  for (const std::string& path : paths) out.push_back(bytes_of(path));
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
#ifdef HEED_FUZZ_WHOLE
  static const bool silent = std::freopen("/dev/null", "w", stdout) != nullptr;
  if (!silent) std::abort();
#endif
  static const std::vector<std::string> files = samples();
  const std::string path = folder() / "changed.h5";
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  heed::tests::write_changed(path, files, {reinterpret_cast<const char*>(data), size});
  try {
    read_all(path);
  } catch (const heed::Error&) {
  }
#ifdef HEED_FUZZ_WHOLE
  const std::string out = folder() / "out", inputs = scenarios + "opinion";
  command({"analyze", path});
  command({"analyze", path, "--csv"});
  command({"analyze", path, "--json"});
  command({"structure", path});
  command({"report", path, "-o", out + ".html", "--force", "--folder", inputs});
  command({"theory", path, "--folder", inputs});
  command({"export", path, "-o", out + ".graphml", "--force", "--folder", inputs});
  command({"export", path, "-o", out + ".csv", "--force", "--folder", inputs});
  stopped().go_on(path);
  stopped().go_on_from({reinterpret_cast<const char*>(data), size});
#endif
  return 0;
}
