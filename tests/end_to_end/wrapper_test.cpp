// The script ./heed: what it installs, configures, builds and runs, and what it says of it.
#include "end_to_end/wrapper.hpp"

#include <chrono>

using namespace heed::tests::wrapper;

TEST_CASE("the script installs what is missing, builds the command and passes on arguments and exit code") {
  const Tree tree;
  const auto run = tree.run("run 'a file.toml' --set x=1");
  CHECK(run.code == 7);
  CHECK(run.out == (tree.root() / "tree").string() + " run a file.toml --set x=1\n");
  CHECK(run.err ==
        "heed: installing " + packages + " (apt-get) …\nbuilding heed (first time: about ten minutes) …\n");
  CHECK(has(run.calls,
            "apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends " + packages + "\n"));
  CHECK_FALSE(has(run.calls, "sudo"));
  CHECK_FALSE(has(run.calls, "apt-get -q update"));
  CHECK(has(run.calls, "cmake --preset release -B " + tree.build_dir() +
                           " -DHEED_BUILD_TESTS=OFF -DHEED_BUILD_BENCH=OFF -DHEED_WERROR=OFF\n"));
  CHECK(has(run.calls, "cmake --build " + tree.build_dir() + " --target heed_app -j "));
}

TEST_CASE("the script asks for rights through sudo when it is not root") {
  const Tree tree;
  tree.tool("id", "echo 1000\n", "");
  const auto run = tree.run("list");
  CHECK(run.code == 7);
  CHECK(has(run.err, "heed: installing " + packages + " (sudo -n apt-get) …\n"));
  CHECK(has(run.calls, "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get "));
}

TEST_CASE("only the missing packages are installed") {
  const Tree tree;
  tree.all_installed();
  CHECK_FALSE(has(tree.run("list").calls, "apt-get"));
  const auto tests = tree.run("test");
  CHECK(has(tests.calls, "--no-install-recommends catch2 hdf5-tools\n"));
}

TEST_CASE("npm comes from apt only where there is none, and the script says when reports are off") {
  const Tree tree;
  tree.all_installed();
  tree.without("npm");
  write(tree.root() / "tree/build/release/web/off", "reports are off: no network");
  const auto run = tree.run("list");
  CHECK(has(run.calls, "--no-install-recommends npm\n"));
  CHECK(has(run.err, "heed: reports are off: no network\n"));
  CHECK_FALSE(has(tree.run("list").err, "reports are off"));  // once for each build
  const auto build = tree.run("build");                       // asks again, though nothing changed
  CHECK(has(build.calls, "cmake --preset release"));
}

TEST_CASE("without apt the script builds with what is there, or lists what it needs") {
  const Tree tree;
  tree.without("apt-get");
  SECTION("the libraries are there without packages") {
    tree.without("dpkg-query");
    const auto run = tree.run("list");
    CHECK(run.code == 7);
    CHECK(run.err == "building heed (first time: about ten minutes) …\n");
  }
  SECTION("the libraries are not there") {
    tree.without("dpkg-query");
    write(tree.root() / "no-libraries", "");
    const auto run = tree.run("list");
    CHECK(run.code == 2);
    CHECK(run.out.empty());
    CHECK(has(run.err, "CMake Error: no TBB\n"));
    CHECK(has(run.err, "heed: needs a C++20 compiler"));
    CHECK(has(run.err, "heed: install, by their names in Debian 12: " + packages + "\n"));
  }
  SECTION("not even cmake is there") {
    tree.without("cmake");
    const auto run = tree.run("list");
    CHECK(run.code == 2);
    CHECK(has(run.err, "heed: install, by their names in Debian 12: " + packages + "\n"));
  }
}

TEST_CASE("when apt-get fails the script updates, tries again, and shows what it said") {
  const Tree tree;
  write(tree.root() / "installed", "g++=installed ");
  write(tree.root() / "no-network", "");
  write(tree.root() / "no-libraries", "");
  const auto run = tree.run("list");
  CHECK(run.code == 2);
  CHECK(has(run.calls, "apt-get -q update\n"));
  CHECK(has(run.err, "E: no network\nheed: apt-get failed; all it said is in '" + tree.build_dir() +
                         "/install.log'\n"));
  CHECK(has(run.err, "by their names in Debian 12: cmake ninja-build"));
}

TEST_CASE("a command that is up to date calls no tool") {
  const Tree tree;
  tree.all_installed();
  REQUIRE(tree.run("list").code == 7);
  const auto again = tree.run("describe", "bin");
  CHECK(again.code == 7);
  CHECK(again.out == (tree.root() / "bin").string() + " describe\n");
  CHECK(again.err.empty());
  CHECK(again.calls.empty());
}

TEST_CASE("a shell that completes words waits for no build") {
  const Tree tree;
  tree.all_installed();
  const auto nothing = tree.run("complete -- ''");
  CHECK(nothing.code == 0);
  CHECK(nothing.calls.empty());
  REQUIRE(tree.run("list").code == 7);
  write(tree.root() / "tree/scenarios/new.cpp", "");
  const auto run = tree.run("complete -- ''");
  CHECK(run.code == 7);  // asked what is there
  CHECK(run.calls.empty());
}

TEST_CASE("a file that changed, came or went is built in") {
  const Tree tree;
  tree.all_installed();
  REQUIRE(tree.run("list").code == 7);
  const auto later = fs::file_time_type::clock::now() + std::chrono::seconds(5);
  bool builds = true;
  SECTION("changed") { fs::last_write_time(tree.root() / "tree/engine/heed/a.cpp", later); }
  SECTION("came") { write(tree.root() / "tree/engine/heed/new.cpp", ""); }
  SECTION("went") { fs::remove(tree.root() / "tree/scenarios/b.cpp"); }
  SECTION("the front door") { fs::last_write_time(tree.root() / "tree/heed.cpp", later); }
  SECTION("a text for people is not built") {
    builds = false;
    write(tree.root() / "tree/README.md", "");
  }
  const auto run = tree.run("list");
  CHECK(run.code == 7);
  CHECK(has(run.calls, "cmake --build") == builds);
  CHECK_FALSE(has(run.calls, "--preset"));
  CHECK(run.err == (builds ? "building heed …\n" : ""));
}

TEST_CASE("a failed build shows the compiler's errors, runs nothing, and is tried again") {
  const Tree tree;
  tree.all_installed();
  write(tree.root() / "broken", "");
  const auto run = tree.run("list");
  CHECK(run.code == 2);
  CHECK(run.out.empty());
  CHECK(run.err ==
        "building heed (first time: about ten minutes) …\nFAILED: a.o\na.cpp:1:2: error: no such thing\n"
        "heed: the build failed; all it said is in '" +
            tree.build_dir() + "/build.log'\n");
  fs::remove(tree.root() / "broken");
  CHECK(tree.run("list").code == 7);
}

TEST_CASE("'test' builds everything, hands its arguments to ctest and keeps the exit code") {
  const Tree tree;
  tree.all_installed("catch2 hdf5-tools");
  REQUIRE(tree.run("build").code == 0);
  const auto run = tree.run("test -R 'a name'", "tree", "HEED_JOBS=3");
  CHECK(run.code == 8);
  CHECK(run.out == "3 tests failed out of 9\n");
  CHECK(has(run.calls, "-DHEED_BUILD_TESTS=ON"));
  CHECK(has(run.calls, "cmake --build " + tree.build_dir() + " --target all -j 3\n"));
  CHECK(has(run.calls, "ctest --test-dir " + tree.build_dir() + " --output-on-failure -j 3 -R a name\n"));
}

TEST_CASE("the build folder and the number of jobs can be chosen") {
  const Tree tree;
  tree.all_installed();
  const auto run = tree.run("list", "bin", "HEED_BUILD_DIR=elsewhere HEED_JOBS=5");
  CHECK(run.code == 7);
  CHECK(has(run.calls,
            "cmake --build " + (tree.root() / "bin/elsewhere").string() + " --target heed_app -j 5\n"));
  const auto wrong = tree.run("list", "bin", "HEED_JOBS=many");
  CHECK(wrong.code == 2);
  CHECK(wrong.err == "heed: HEED_JOBS is 'many' but should be a whole number above 0\n");
}

TEST_CASE("a tree that was moved is configured afresh") {
  const Tree tree;
  tree.all_installed();
  REQUIRE(tree.run("list").code == 7);
  write(tree.build_dir() + "/CMakeCache.txt", "CMAKE_HOME_DIRECTORY:INTERNAL=/elsewhere\n");
  write(tree.root() / "tree/engine/heed/new.cpp", "");
  CHECK(has(tree.run("list").calls, "-DHEED_WERROR=OFF --fresh\n"));
}

TEST_CASE("warnings become errors in a tree that was built without, and stay it until told") {
  const Tree tree;
  tree.all_installed("catch2 hdf5-tools");
  REQUIRE(tree.run("test").code == 8);
  CHECK(has(tree.run("test", "tree", "HEED_WERROR=ON").calls, "-DHEED_WERROR=ON\n"));
  CHECK_FALSE(has(tree.run("test").calls, "--preset"));
  CHECK(has(tree.run("bench").calls, "-DHEED_WERROR=ON\n"));
  CHECK(has(tree.run("test", "tree", "HEED_WERROR=OFF").calls, "-DHEED_WERROR=OFF\n"));
}

TEST_CASE("a build folder that cannot be written is said to be so") {
  const Tree tree;
  fs::create_directories(tree.build_dir() + "/.heed-lock");  // where a file should go
  const auto run = tree.run("list");
  CHECK(run.code == 2);
  CHECK(run.err == "heed: cannot write to '" + tree.build_dir() +
                       "'; set HEED_BUILD_DIR to a folder that can be written\n");
}

TEST_CASE("of scripts started at once one builds, and the others wait for it") {
  const Tree tree;
  if (!fs::exists(tree.root() / "bin/flock")) {
    WARN("skipped: no flock");
    return;
  }
  tree.all_installed();
  const auto run =
      tree.shell(tree.heed() + "one & " + tree.heed() + "two & " + tree.heed() + "three; wait", "tree", "");
  const auto count = [&run](const std::string& part) {
    int n = 0;
    for (auto at = run.calls.find(part); at != std::string::npos; at = run.calls.find(part, at + 1)) ++n;
    return n;
  };
  CHECK(count("cmake --preset") == 1);
  CHECK(count("cmake --build") == 1);
  for (const char* name : {" one\n", " two\n", " three\n"}) CHECK(has(run.out, name));
}
