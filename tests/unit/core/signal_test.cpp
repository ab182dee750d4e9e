// Ctrl-C: the first asks, another one ends the process.
#include "heed/core/signal.hpp"

#include <csignal>

#include "catch.hpp"
#include <sys/wait.h>
#include <unistd.h>

using namespace heed;

namespace {

/// Leaves no request to stop behind, whatever the test finds.
struct Cleared {
  Cleared() { request_stop(false); }
  ~Cleared() { request_stop(false); }
};

/// The signal that ends a copy of this process which is sent `first` and, so long after, `second`; 0 when it
/// lives on.
int ended_by(int first, int second, useconds_t after) {
  const pid_t child = fork();
  if (child == 0) {
    const CatchSignals caught;
    std::raise(first);
    usleep(after);
    std::raise(second);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

}  // namespace

TEST_CASE("a request to stop is seen until it is taken back") {
  const Cleared cleared;
  CHECK_FALSE(stop_requested());
  request_stop();
  CHECK(stop_requested());
  request_stop(false);
  CHECK_FALSE(stop_requested());
}

TEST_CASE("the first signal only sets the flag") {
  const int signal = GENERATE(SIGINT, SIGTERM, SIGHUP);
  std::signal(signal, SIG_DFL);  // under nohup one is ignored, and stays so
  const Cleared cleared;
  const CatchSignals caught;
  std::raise(signal);
  CHECK(stop_requested());
}

TEST_CASE("SIGUSR1 asks for a checkpoint each time, and for nothing else") {
  const Cleared cleared;
  const CatchSignals caught;
  const std::uint64_t before = checkpoint_requests();
  std::raise(SIGUSR1);
  CHECK(checkpoint_requests() == before + 1);
  std::raise(SIGUSR1);
  request_checkpoint();
  CHECK(checkpoint_requests() == before + 3);
  CHECK_FALSE(stop_requested());
}

TEST_CASE("a file that grows beyond its limit does not end the process while signals are caught") {
  const CatchSignals caught;
  CHECK(std::signal(SIGXFSZ, SIG_IGN) == SIG_IGN);
}

TEST_CASE("nobody needs to listen while signals are caught") {
  const CatchSignals caught;
  CHECK(std::signal(SIGPIPE, SIG_IGN) == SIG_IGN);
}

TEST_CASE("a signal that comes a second after the first ends the process, by that signal") {
  const Cleared cleared;
  CHECK(ended_by(SIGINT, SIGINT, 1010000) == SIGINT);
  CHECK(ended_by(SIGINT, SIGTERM, 1010000) == SIGTERM);
}

TEST_CASE("a signal that is sent twice at once asks once") {
  const Cleared cleared;
  CHECK(ended_by(SIGTERM, SIGTERM, 0) == 0);
  CHECK(ended_by(SIGTERM, SIGINT, 1000) == 0);
}

TEST_CASE("SIGHUP that is ignored, as nohup does, stays so") {
  const Cleared cleared;
  const auto before = std::signal(SIGHUP, SIG_IGN);
  {
    const CatchSignals caught;
    std::raise(SIGHUP);
    CHECK_FALSE(stop_requested());
  }
  CHECK(std::signal(SIGHUP, before) == SIG_IGN);
}

TEST_CASE("signals are no longer caught when the catcher is gone") {
  const Cleared cleared;
  std::signal(SIGHUP, SIG_DFL);
  { const CatchSignals caught; }
  CHECK(std::signal(SIGINT, SIG_DFL) == SIG_DFL);
  CHECK(std::signal(SIGTERM, SIG_DFL) == SIG_DFL);
  CHECK(std::signal(SIGXFSZ, SIG_DFL) == SIG_DFL);
  CHECK(std::signal(SIGHUP, SIG_DFL) == SIG_DFL);
  CHECK(std::signal(SIGPIPE, SIG_DFL) == SIG_DFL);
}

TEST_CASE("a request for a checkpoint that comes when the work is done is ignored") {
  { CatchSignals().release(); }
  CHECK(std::signal(SIGUSR1, SIG_DFL) == SIG_IGN);
}
