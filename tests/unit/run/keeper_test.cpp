// When a run keeps a checkpoint, and what it takes up of an earlier one.
#include "heed/run/keeper.hpp"

#include "heed/core/error.hpp"
#include "heed/core/signal.hpp"

#include <filesystem>
#include <fstream>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "../io/folder.hpp"
#include "catch.hpp"

using namespace heed;
using namespace test_files;

namespace {

using std::chrono::hours;
using std::chrono::nanoseconds;

/// A run that counts.
struct Counting {
  std::int64_t count = 0;

  Carry carry() {
    return [this](Carried& c) { c("count", count); };
  }
  /// Goes from where it is to `until`, one more at each step; false where it had to begin at 0.
  bool run(Keeper& keeper, TrajectoryWriter& writer, std::int64_t until) {
    writer.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
    writer.variable({"count", Type::float64, {"time"}, {}});
    const bool resumed = keeper.resume(carry());
    for (bool recorded = resumed; true; recorded = false, ++count) {
      const auto now = static_cast<double>(count);
      const Entry entry{"count", std::span<const double>(&now, 1)};
      if (!recorded) writer.append("time", now, {&entry, 1});
      if (count == until) break;
      keeper.between(count, until, carry());
    }
    writer.keep_partial();
    return resumed;
  }
};

Keeping every(std::optional<nanoseconds> interval, bool resume = false) {
  return {.identity = {{"run", "counting"}}, .resume = resume, .every = interval};
}

std::int64_t step_kept(const std::filesystem::path& output) {
  const auto newest = CheckpointFiles(output).newest([](const std::string&) {});
  return newest ? newest->step : -1;
}

}  // namespace

TEST_CASE("a checkpoint is kept when it is time, and when one is asked for") {
  const Folder folder;
  Monitor quiet;
  const auto run = [&](std::optional<nanoseconds> interval, bool asked) {
    const std::filesystem::path path = folder / "x.h5";
    CheckpointFiles(path).remove();
    std::filesystem::remove(folder / "x.h5.part");
    Keeper keeper(path, every(interval), quiet);
    TrajectoryWriter writer(path, {.earlier = keeper.earlier()});
    keeper.use(writer);
    if (asked) request_checkpoint();
    Counting().run(keeper, writer, 5);
    return step_kept(path);
  };
  CHECK(run(nanoseconds(0), false) == 4);  // before each step; there is none after the last
  CHECK(run(hours(1), false) == -1);
  CHECK(run(std::nullopt, false) == -1);
  CHECK(run(std::nullopt, true) == 0);
  CHECK(run(hours(1), true) == 0);
}

TEST_CASE("a run goes on from the newest checkpoint, and the file has the bytes of one at once") {
  const Folder folder;
  Monitor quiet;
  const auto run = [&](const std::string& name, std::int64_t until, bool resume) {
    Keeper keeper(folder / name, every(nanoseconds(0), resume), quiet);
    TrajectoryWriter writer(folder / name, {.earlier = keeper.earlier()});
    keeper.use(writer);
    return Counting().run(keeper, writer, until);
  };
  CHECK_FALSE(run("whole.h5", 3000, false));
  CHECK_FALSE(run("x.h5", 1500, false));
  CHECK(step_kept(folder / "x.h5") == 1499);
  CHECK(run("x.h5", 3000, true));
  CHECK((bytes_of(folder / "x.h5.part") == bytes_of(folder / "whole.h5.part")));
}

TEST_CASE("a checkpoint whose part cannot be read is not dropped, unless by force") {
  const Folder folder;
  Monitor quiet;
  const std::filesystem::path path = folder / "x.h5", part = folder / "x.h5.part";
  {
    Keeper keeper(path, every(nanoseconds(0)), quiet);
    TrajectoryWriter writer(path, {.earlier = keeper.earlier()});
    keeper.use(writer);
    Counting().run(keeper, writer, 5);
  }
  const std::string whole = bytes_of(part);
  const std::string damaged = GENERATE(std::string("no"), std::string());
  std::ofstream(part, std::ios::binary) << (damaged.empty() ? whole.substr(0, 3000) : damaged);
  Keeping keeping = every(nanoseconds(0), true);
  CHECK_THROWS_WITH(Keeper(path, keeping, quiet),
                    Catch::Matchers::StartsWith("'" + path.string() +
                                                ".checkpoint' cannot be gone on from, for what had been "
                                                "recorded cannot be used ('" +
                                                part.string() + "': "));
  CHECK(step_kept(path) == 4);
  std::ofstream(part, std::ios::binary) << whole;  // put back
  CHECK(Keeper(path, keeping, quiet).earlier() == Earlier::keep);
  std::ofstream(part, std::ios::binary) << "no";
  keeping.force = true;
  CHECK(Keeper(path, keeping, quiet).earlier() == Earlier::drop);
  std::filesystem::remove(part);  // there is nothing to be put back
  keeping.force = false;
  CHECK(Keeper(path, keeping, quiet).earlier() == Earlier::drop);
}

TEST_CASE("a request to stop is answered with a checkpoint of the step it comes in") {
  const Folder folder;
  Monitor quiet;
  Keeper keeper(folder / "x.h5", every(std::nullopt), quiet);
  TrajectoryWriter writer(folder / "x.h5");
  keeper.use(writer);
  request_stop();
  std::string text;
  try {
    Counting().run(keeper, writer, 5);
  } catch (const Interrupted& e) {
    text = e.what();
  }
  request_stop(false);
  CHECK(text == "stopped at step 0 of 5");
  CHECK(step_kept(folder / "x.h5") == 0);
  CHECK(keeper.can_go_on());
}

TEST_CASE("nothing measures time by a clock that can be set, so that clocks may jump") {
  static const std::regex settable(
      "system_clock|gettimeofday|CLOCK_REALTIME|high_resolution_clock|[^_a-z]time\\(");
  std::vector<std::string> found;
  for (const std::string root : {"engine", "scenarios"})
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(HEED_SOURCE_DIR) + "/" + root)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
      if (std::regex_search(bytes_of(entry.path()), settable)) found.push_back(entry.path().string());
    }
  CHECK(found == std::vector<std::string>{});
}
