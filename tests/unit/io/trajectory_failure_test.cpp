// What a trajectory says when it cannot be written or read, and what stays then.
#include "heed/core/error.hpp"
#include "heed/io/trajectory.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <thread>

#include "catch.hpp"
#include "folder.hpp"
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace heed;
using namespace test_files;

namespace {

std::string error_of(const std::function<void()>& call, ErrorKind kind) {
  try {
    call();
  } catch (const Error& error) {
    CHECK(error.kind() == kind);
    return error.what();
  }
  return "";
}

void declare(TrajectoryWriter& out, std::size_t agents) {
  out.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
  out.axis({.name = "agent", .length = agents, .labels = {}, .attributes = {}});
  out.variable({"opinion", Type::float32, {"time", "agent"}, {}});
}

void append(TrajectoryWriter& out, double time, const std::vector<float>& opinion) {
  const Entry slice{"opinion", std::span<const float>(opinion)};
  out.append("time", time, {&slice, 1});
}

void write_small(const std::filesystem::path& path) {
  TrajectoryWriter out(path);
  declare(out, 3);
  append(out, 0, {1, 2, 3});
  out.finish();
}

/// Runs a program of its own, which ends without the handlers of this one, and says how.
int in_a_child(const std::function<void()>& call) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    try {
      call();
    } catch (...) {
      ::_exit(3);
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

}  // namespace

TEST_CASE("a process killed after a flush leaves a part that opens and holds what was flushed") {
  const Folder folder;
  // 3 agents: far from a whole chunk. 400000: chunks of one slice.
  const std::size_t agents = GENERATE(3U, 400000U);
  const int status = in_a_child([&] {
    TrajectoryWriter out(folder / "x.h5");
    declare(out, agents);
    for (int t = 0; t < 5; ++t) append(out, t, std::vector<float>(agents, static_cast<float>(t)));
    out.flush();
    for (int t = 5; t < 9; ++t) append(out, t, std::vector<float>(agents, 99));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    ::raise(SIGKILL);
  });
  REQUIRE(WIFSIGNALED(status));
  CHECK_FALSE(std::filesystem::exists(folder / "x.h5"));
  const TrajectoryReader in(folder / "x.h5.part");
  CHECK(in.axis("time").length == 5);
  REQUIRE(in.shape("opinion") == std::vector<std::size_t>{5, agents});
  for (std::size_t t = 0; t < 5; ++t) {
    const std::vector<double> slice = in.numbers("opinion", t, 1);
    CHECK(std::count(slice.begin(), slice.end(), static_cast<double>(t)) ==
          static_cast<std::ptrdiff_t>(agents));
  }
}

TEST_CASE("a full disk is an error that names the file and the reason, and nothing crashes afterwards") {
  if (std::distance(std::filesystem::directory_iterator("/proc/self/task"), {}) > 1) {
    WARN(
        "skipped: the threads of other tests do not live on in a fork; ctest gives each test a process of "
        "its own");
    return;
  }
  const Folder folder;
  const bool keep = GENERATE(false, true);
  const rlim_t limit = GENERATE(30000U, 200000U, 1500000U);
  // A child that may write files up to a limit, and leaves through exit with all its handlers.
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit most{limit, limit};
    ::setrlimit(RLIMIT_FSIZE, &most);
    int result = 1;
    try {
      TrajectoryWriter out(folder / "x.h5");
      if (keep) out.keep_partial();
      declare(out, 100000);
      for (int t = 0; t < 20; ++t) append(out, t, std::vector<float>(100000, 1));
      out.finish();
    } catch (const Error& error) {
      const std::string text = error.what();
      const bool says =
          text.find("x.h5.part'") != std::string::npos &&
          text.find(": File too large; make room, or write elsewhere with -o") != std::string::npos;
      result = says && error.kind() == ErrorKind::io ? 42 : 2;
    }
    std::fclose(stdout);  // what the parent had not written yet is not to be written twice
    std::exit(result);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 42);
  CHECK_FALSE(std::filesystem::exists(folder / "x.h5"));
  CHECK(std::filesystem::exists(folder / "x.h5.part") == keep);
}

TEST_CASE("an array that comes late and has no room takes nothing with it") {
  const Folder folder;
  const bool keep = GENERATE(false, true);
  const int status = in_a_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit most{1'400'000, 1'400'000};
    ::setrlimit(RLIMIT_FSIZE, &most);
    TrajectoryWriter out(folder / "x.h5", {.flush_every = std::chrono::hours(1)});
    if (keep) out.keep_partial();
    declare(out, 30'000);
    append(out, 0, std::vector<float>(30'000, 1));
    out.flush();
    out.variable({"late", Type::float64, {"agent"}, {}});
    out.write("late", std::span<const double>(std::vector<double>(30'000, 2)));
    out.axis({.name = "more", .labels = std::vector<double>(200'000, 1), .attributes = {}});
  });
  CHECK(WEXITSTATUS(status) == 3);
  CHECK_FALSE(std::filesystem::exists(folder / "x.h5.part.new"));
  REQUIRE(std::filesystem::exists(folder / "x.h5.part") == keep);
  if (!keep) return;
  const TrajectoryReader in(folder / "x.h5.part");
  CHECK(in.numbers("opinion", 0, 1).back() == 1);
}

TEST_CASE("until an array that comes late is flushed, the part is there without it, and is locked") {
  const Folder folder;
  TrajectoryWriter out(folder / "x.h5", {.flush_every = std::chrono::hours(1)});
  declare(out, 3);
  append(out, 0, {1, 2, 3});
  out.flush();
  out.variable({"late", Type::float64, {"agent"}, {}});
  const auto locked = [&] {
    try {
      TrajectoryWriter other(folder / "x.h5", {.force = true});
      return false;
    } catch (const Error& error) {
      return std::string_view(error.what()).find("is being written by another run") != std::string_view::npos;
    }
  };
  {
    const TrajectoryReader in(folder / "x.h5.part");
    CHECK(in.shape("opinion") == std::vector<std::size_t>{1, 3});
    CHECK_THROWS(in.shape("late"));
    CHECK(in.state() == FileState::being_written);
  }
  CHECK(locked());
  out.flush();
  CHECK(TrajectoryReader(folder / "x.h5.part").shape("late") == std::vector<std::size_t>{3});
  CHECK(locked());
  CHECK_FALSE(std::filesystem::exists(folder / "x.h5.part.new"));
  out.finish();
  CHECK_FALSE(std::filesystem::exists(folder / "x.h5.part"));
}

TEST_CASE("a file that exists is an error at once") {
  const Folder folder;
  const std::string path = (folder / "x.h5").string();
  write_small(path);
  const std::string before = bytes_of(path);
  CHECK(error_of([&] { TrajectoryWriter out(path); }, ErrorKind::usage) ==
        "'" + path + "' exists; choose another name with -o or allow overwriting with --force");
  { TrajectoryWriter unfinished(path, {.force = true}); }
  CHECK((bytes_of(path) == before));
}

TEST_CASE("a folder where nothing may be written is an error at once") {
  const Folder folder;
  const std::string path = (folder / "no" / "x.h5").string();
  CHECK(error_of([&] { TrajectoryWriter out(path); }, ErrorKind::usage).find("there is no folder") !=
        std::string::npos);
  const std::string device = "/proc/x.h5";
  CHECK(error_of([&] { TrajectoryWriter out(device); }, ErrorKind::usage)
            .find("cannot create '/proc/x.h5.part': ") == 0);
}

TEST_CASE("names and values that do not fit are errors where they are made") {
  const Folder folder;
  TrajectoryWriter out(folder / "x.h5");
  declare(out, 3);
  out.variable({"label", Type::text, {"agent"}, {}});
  out.variable({"degree", Type::int32, {"agent"}, {}});
  const auto internal = [](const std::function<void()>& call) { return error_of(call, ErrorKind::internal); };
  CHECK(internal([&] { out.write("lable", std::span<const std::int32_t>()); }) ==
        "write: no variable 'lable' was declared; did you mean 'label'?");
  CHECK(internal([&] { out.write("opinion", std::span<const float>()); }) ==
        "write: 'opinion' is on a growing axis; append to that");
  CHECK(internal([&] { out.append("agent", 0, {}); }) ==
        "append: axis 'agent' does not grow; write its variables");
  CHECK(internal([&] { out.append("time", 0, {}); }) == "append to 'time': no slice of 'opinion' was given");
  CHECK(internal([&] {
          out.variable({"x", Type::float32, {"topic"}, {}});
        }) == "variable 'x' is on axis 'topic', which was not declared before");
  CHECK(internal([&] {
          out.variable({"x", Type::float32, {"agent", "time"}, {}});
        }) == "variable 'x': axis 'time' grows, so it comes first");
  CHECK(internal([&] {
          out.variable({"degree", Type::float32, {"agent"}, {}});
        }) == "'degree' was declared before; names are used once");
  CHECK(internal([&] {
          out.variable({"graph/agent", Type::float32, {"agent"}, {}});
        }) == "variable 'graph/agent' has the name of its axis; choose another");
  CHECK(internal([&] { out.write_slab("label", {}, {}, std::span<const std::string>()); }) ==
        "write_slab: 'label' holds texts; write them all at once");
  const std::size_t start = 2, count = 2;
  CHECK(error_of(
            [&] {
              out.write_slab("degree", {&start, 1}, {&count, 1}, std::span<const std::int32_t>());
            },
            ErrorKind::data) == "write_slab: (2) at (2) is not within the (3) of 'degree'");
  CHECK(error_of(
            [&] {
              append(out, 0, {1, 2});
            },
            ErrorKind::data) == "'opinion' takes 3 values at a time, but 2 were given");
  CHECK(error_of(
            [&] {
              out.axis({.name = "topic", .length = 3, .labels = std::vector<double>{1}, .attributes = {}});
            },
            ErrorKind::data) == "axis 'topic' has 3 places but 1 labels");
  append(out, 0, {1, 2, 3});
  CHECK(internal([&] {
          out.variable({"late", Type::float32, {"time"}, {}});
        }) == "variable 'late' comes after the first append to 'time'; declare it before");
  out.finish();
  CHECK(internal([&] {
          append(out, 1, {1, 2, 3});
        }).find("is finished; nothing more goes in") != std::string::npos);
  CHECK(TrajectoryReader(folder / "x.h5").numbers("opinion") == std::vector<double>{1, 2, 3});
}

TEST_CASE("a file that is not one of heed's says why") {
  const Folder folder;
  const std::string path = (folder / "x.h5").string();
  const auto data = [&] { return error_of([&] { TrajectoryReader in(path); }, ErrorKind::data); };
  CHECK(data() == "'" + path + "' does not exist");
  std::ofstream(path) << "time,opinion\n";
  CHECK(data() == "'" + path + "' is not an HDF5 file");
  {
    TrajectoryWriter out(path, {.force = true});
    out.attribute({"source", "another program"});
    out.finish();
  }
  CHECK(data() ==
        "'" + path + "' was not written by heed: it has no attribute 'source' that begins with 'heed'");
}

TEST_CASE("a truncated file says so, wherever it was cut") {
  const Folder folder;
  const std::string path = (folder / "x.h5").string();
  write_small(path);
  const std::string whole = bytes_of(path);
  for (const std::size_t length : {whole.size() - 1, whole.size() / 2, std::size_t{100}}) {
    std::ofstream(path, std::ios::binary) << whole.substr(0, length);
    CHECK(error_of([&] { TrajectoryReader in(path); }, ErrorKind::data) ==
          "'" + path + "' is truncated: its end is missing; copy or run it again");
  }
}

TEST_CASE("a missing variable or axis is answered with the nearest, or with all there are") {
  const Folder folder;
  const std::string path = (folder / "x.h5").string();
  write_small(path);
  const TrajectoryReader in(path);
  const auto data = [](const std::function<void()>& call) { return error_of(call, ErrorKind::data); };
  CHECK(data([&] { static_cast<void>(in.numbers("opinon")); }) ==
        "'" + path + "' has no variable 'opinon'; did you mean 'opinion'?");
  CHECK(data([&] { static_cast<void>(in.axis("space")); }) ==
        "'" + path + "' has no axis 'space'; it has time, agent");
  CHECK(data([&] { static_cast<void>(in.texts("opinion")); }) ==
        "'" + path + "' holds numbers in 'opinion', not texts");
}
