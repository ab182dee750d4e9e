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

#include <chrono>
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
  const auto add = [&](const std::string& verb, const std::string& scenario, std::vector<std::string> more) {
    out.push_back(folder() / (std::to_string(out.size()) + ".h5"));
    more.insert(more.begin(), {verb, scenarios + scenario, "-q", "-o", out.back()});
    command(more);
  };
  add("run", "opinion/echo_chamber.toml", {"--set", "graph.agents=24", "--set", "run.steps=6"});
  add("run", "opinion/karate.toml", {"--set", "run.steps=4", "--set", "record.attention_every=2"});
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
    if (bytes_of(part).empty() || bytes_of(checkpoint_).empty()) std::abort();
    kept_ = bytes_of(checkpoint_);
  }

  void go_on(const std::string& with) {
    fs::copy_file(with, part, fs::copy_options::overwrite_existing);
    std::ofstream(checkpoint_, std::ios::binary | std::ios::trunc) << kept_;
    std::vector<std::string> run = run_;
    run.emplace_back("--resume");
    heed::request_stop();
    command(run);
  }

  std::string part = folder() / "stopped.h5.part";

 private:
  std::string checkpoint_ = folder() / "stopped.h5.checkpoint", kept_;
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
  command({"analyze", path, "--format", "csv"});
  command({"report", path, "-o", out + ".html", "--force", "--folder", inputs});
  command({"theory", path, "--folder", inputs});
  command({"export", path, "-o", out + ".graphml", "--force", "--folder", inputs});
  stopped().go_on(path);
#endif
  return 0;
}
