// The script ./heed in a small tree, with tools that only write down how they were called.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "catch.hpp"
#include <sys/wait.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::string packages =
    "g++ cmake ninja-build libeigen3-dev libtbb-dev libhdf5-dev libboost-graph-dev librandom123-dev "
    "libhwy-dev libspectra-dev "
    "libtomlplusplus-dev libcli11-dev libfmt-dev nlohmann-json3-dev zlib1g-dev "
    "librsvg2-bin";

// What a stand-in for cmake does: configuring makes a cache and a build file, building makes a command that
// prints where it is and what it was given, and exits with 7.
const std::string cmake_tool = R"(case $1 in
  --preset)
    [ -e "$root/no-libraries" ] && { echo 'CMake Error: no TBB'; exit 1; }
    mkdir -p "$4" && : >"$4/build.ninja"
    printf 'CMAKE_HOME_DIRECTORY:INTERNAL=%s\nHEED_BUILD_TESTS:BOOL=%s\n' "$PWD" "${5#*=}" >"$4/CMakeCache.txt" ;;
  --build)
    printf '[0/1] Re-checking globbed directories...\n[1/2] Building CXX\n'
    [ -e "$root/broken" ] && { printf 'FAILED: a.o\nc++ -c long\na.cpp:1:2: error: no such thing\n'; exit 1; }
    printf '#!/bin/sh\necho "$PWD" "$@"\nexit 7\n' >"$2/heed"; chmod +x "$2/heed" ;;
esac
)";

struct Result {
  int code;
  std::string out, err, calls;  ///< the two streams, and one line for each call of a tool
};

class Tree {
 public:
  Tree() {
    std::string name = (fs::temp_directory_path() / "heed wrapper XXXXXX").string();
    root_ = fs::canonical(mkdtemp(name.data()));
    for (const char* file : {"engine/heed/a.cpp", "scenarios/b.cpp", "analysis/c.cpp", "heed.cpp",
                             "CMakeLists.txt", "CMakePresets.json"})
      write(root_ / "tree" / file, "");
    fs::copy_file(fs::path(HEED_SOURCE_DIR) / "heed", root_ / "tree/heed");
    for (const char* name_of : {"sh", "find", "head", "tail", "cat", "grep", "awk", "mkdir", "rm", "mv",
                                "env", "nproc", "flock", "readlink", "chmod", "sleep"})
      for (const char* folder : {"/usr/bin", "/bin"})
        if (const auto real = fs::path(folder) / name_of;
            fs::exists(real) && !fs::exists(root_ / "bin" / name_of)) {
          fs::create_directories(root_ / "bin");
          fs::create_symlink(real, root_ / "bin" / name_of);
        }
    tool("cmake", cmake_tool);
    tool("ctest", "echo '3 tests failed out of 9'\nexit 8\n");
    tool("dpkg-query", "cat \"$root/installed\" 2>/dev/null\n", "");
    tool("apt-get",
         "[ -e \"$root/no-network\" ] && { echo 'E: no network'; exit 100; }\n"
         "for p; do printf '%s=installed ' \"$p\"; done >>\"$root/installed\"\n");
    tool("sudo", "[ \"$1\" = -n ] && shift\nexec \"$@\"\n");
    tool("id", "echo 0\n", "");
    tool("npm", "", "");
  }
  ~Tree() { fs::remove_all(root_); }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  /// A tool that notes its call and then does what the lines of shell say.
  void tool(const std::string& name, const std::string& lines,
            const std::string& note = "echo \"${0##*/} $*\" >>\"$root/calls\"\n") const {
    const auto path = root_ / "bin" / name;
    fs::remove(path);
    write(path, "#!/bin/sh\nroot='" + root_.string() + "'\n" + note + lines);
    fs::permissions(path, fs::perms::owner_all);
  }
  void without(const std::string& name) const { fs::remove(root_ / "bin" / name); }
  void all_installed(const std::string& more = "") const {
    std::string text = packages + " " + more + " ";
    for (auto at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 11))
      text.insert(at, "=installed");
    write(root_ / "installed", text);
  }

  /// Runs a line of shell that finds only the tools of the tree, from a folder, with variables set.
  Result shell(const std::string& line, const std::string& folder, const std::string& variables) const {
    fs::remove(root_ / "calls");
    write(root_ / "line", line + "\n");
    const std::string at = "'" + root_.string();
    const int status =
        std::system(("cd " + at + "/" + folder + "' && env -i PATH=" + at + "/bin' " + variables + " sh " +
                     at + "/line' >" + at + "/out' 2>" + at + "/err' </dev/null")
                        .c_str());
    return {WEXITSTATUS(status), content(root_ / "out"), content(root_ / "err"), content(root_ / "calls")};
  }

  /// Runs ./heed with arguments as the shell reads them.
  Result run(const std::string& arguments, const std::string& folder = "tree",
             const std::string& variables = "") const {
    return shell(heed() + arguments, folder, variables);
  }

  std::string heed() const { return "'" + (root_ / "tree/heed").string() + "' "; }
  const fs::path& root() const { return root_; }
  std::string build_dir() const { return (root_ / "tree/build/release").string(); }

 private:
  fs::path root_;
};

}  // namespace

TEST_CASE("the script installs what is missing, builds the command and passes on arguments and exit code") {
  const Tree tree;
  const auto run = tree.run("run 'a file.toml' --set x=1");
  CHECK(run.code == 7);
  CHECK(run.out == (tree.root() / "tree").string() + " run a file.toml --set x=1\n");
  CHECK(run.err ==
        "heed: installing " + packages + " (apt-get) …\nbuilding heed (first time: a few minutes) …\n");
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
}

TEST_CASE("without apt the script builds with what is there, or lists what it needs") {
  const Tree tree;
  tree.without("apt-get");
  SECTION("the libraries are there without packages") {
    tree.without("dpkg-query");
    const auto run = tree.run("list");
    CHECK(run.code == 7);
    CHECK(run.err == "building heed (first time: a few minutes) …\n");
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
        "building heed (first time: a few minutes) …\nFAILED: a.o\na.cpp:1:2: error: no such thing\n"
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
