#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "catch.hpp"
#include <sys/wait.h>
#include <unistd.h>

namespace heed::tests {

/// A fresh folder for one test, removed with it.
class Scratch {
 public:
  Scratch() {
    static int count = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("heed_command_" + std::to_string(::getpid()) + "_" + std::to_string(count++));
    std::filesystem::create_directories(path_);
  }
  ~Scratch() {
    std::error_code ignored;  // a process that was stopped may still take a file away
    std::filesystem::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
    return (path_ / name).string();
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// What a command did.
struct Result {
  int status;
  std::string out, err;
};

inline std::string contents(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Runs a shell line in the folder, with `heed` standing for the built command.
inline Result shell(const Scratch& folder, const std::string& line) {
  const std::filesystem::path command = HEED_COMMAND;  // a program and no function: `heed … & pid=$!` is it
  const std::string script = "cd '" + folder.path().string() + "' && HEED='" + command.string() + "' PATH='" +
                             command.parent_path().string() + "':\"$PATH\" && " + line + "\n";
  const auto file = folder / ".script";
  std::ofstream(file) << script;
  const int status = std::system(("sh '" + file.string() + "' > '" + (folder / ".out").string() + "' 2> '" +
                                  (folder / ".err").string() + "'")
                                     .c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), contents(folder / ".out"),
          contents(folder / ".err")};
}

inline Result heed_command(const Scratch& folder, const std::string& arguments) {
  return shell(folder, "heed " + arguments);
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The names in a folder, but for hidden ones.
inline std::set<std::string> files(const std::filesystem::path& folder) {
  std::set<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (const auto name = entry.path().filename().string(); name.front() != '.') out.insert(name);
  return out;
}
inline std::set<std::string> files(const Scratch& folder) { return files(folder.path()); }

/// For the shell: `wait_for FILE` waits until the file is there, the process $pid is gone, or long enough.
inline const std::string wait_for =
    "wait_for() { i=0; while [ ! -f $1 ] && kill -0 $pid 2>/dev/null && [ $i -lt 300000 ]; do i=$((i+1)); "
    "done; }; ";

/// Two small communities, cold: a run that takes no time.
inline const std::string small = R"(heed = 1
[run]
steps = 20
[graph]
kind = "stochastic_block"
blocks = [20, 20]
p_in = 0.5
p_out = 0.05
[opinions]
initial = "camps"
[attention]
temperature = 0.3
)";

}  // namespace heed::tests
