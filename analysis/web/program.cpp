#include "analysis/web/program.hpp"

#include "heed/core/error.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;  // NOLINT(readability-redundant-declaration): not every <unistd.h> has it

namespace heed::analysis {
namespace {

constexpr std::size_t most_remarks = 4096;
constexpr int not_found = 127;

/// The three streams of a program that is about to start.
class Streams {
 public:
  Streams(const std::filesystem::path& in, const std::filesystem::path& out) {
    if (::pipe2(pipe_, O_CLOEXEC) != 0)
      throw Error(ErrorKind::io, fmt::format("cannot make a pipe: {}", std::strerror(errno)));
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, in.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0644);
    posix_spawn_file_actions_adddup2(&actions_, pipe_[1], STDERR_FILENO);
  }
  ~Streams() {
    posix_spawn_file_actions_destroy(&actions_);
    ::close(pipe_[0]);
    if (pipe_[1] >= 0) ::close(pipe_[1]);
  }
  Streams(const Streams&) = delete;
  Streams& operator=(const Streams&) = delete;

  const posix_spawn_file_actions_t* actions() const { return &actions_; }

  /// What comes on stderr until the program closes it; keeps the first of it.
  std::string remarks() {
    ::close(pipe_[1]);
    pipe_[1] = -1;
    std::string out;
    char buffer[1024];
    ssize_t got;
    while ((got = ::read(pipe_[0], buffer, sizeof buffer)) > 0 || (got < 0 && errno == EINTR))
      if (got > 0 && out.size() < most_remarks) out.append(buffer, static_cast<std::size_t>(got));
    return out;
  }

 private:
  posix_spawn_file_actions_t actions_;
  int pipe_[2] = {-1, -1};
};

}  // namespace

ProgramEnd run_program(const std::vector<std::string>& arguments, const std::filesystem::path& in,
                       const std::filesystem::path& out) {
  std::vector<char*> words;
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  Streams streams(in, out);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, words[0], streams.actions(), nullptr, words.data(), environ);
  if (failed == ENOENT) return {.status = not_found, .remarks = {}};
  if (failed != 0)
    throw Error(ErrorKind::io, fmt::format("cannot start '{}': {}", arguments[0], std::strerror(failed)));
  ProgramEnd said{.status = 0, .remarks = streams.remarks()};
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  said.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return said;
}

}  // namespace heed::analysis
