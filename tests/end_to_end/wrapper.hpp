#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "catch.hpp"
#include <sys/wait.h>
#include <unistd.h>

/// The script ./heed in a small tree, with tools that only write down how they were called.
namespace heed::tests::wrapper {

namespace fs = std::filesystem;

inline std::string content(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

inline const std::string packages =
    "g++ cmake ninja-build libeigen3-dev libtbb-dev libhdf5-dev libboost-graph-dev librandom123-dev "
    "libhwy-dev libspectra-dev "
    "libtomlplusplus-dev libcli11-dev libfmt-dev nlohmann-json3-dev zlib1g-dev "
    "librsvg2-bin";

// What a stand-in for cmake does: configuring makes a cache and a build file, building makes a command that
// prints where it is and what it was given, and exits with 7.
inline const std::string cmake_tool = R"(case $1 in
  --preset)
    [ -e "$root/no-libraries" ] && { echo 'CMake Error: no TBB'; exit 1; }
    mkdir -p "$4" && : >"$4/build.ninja"
    printf 'CMAKE_HOME_DIRECTORY:INTERNAL=%s\nHEED_BUILD_TESTS:BOOL=%s\nHEED_WERROR:BOOL=%s\n' \
      "$PWD" "${5#*=}" "${7#*=}" >"$4/CMakeCache.txt" ;;
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

}  // namespace heed::tests::wrapper
