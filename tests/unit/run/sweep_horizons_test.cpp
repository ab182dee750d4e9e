// Sweeps whose runs differ in how long they are.
#include "heed/core/parallel.hpp"

#include "catch.hpp"
#include "sweeping.hpp"

using namespace heed;
using namespace heed::tests;
using test_files::bytes_of;
using test_files::Folder;
namespace fs = std::filesystem;

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
