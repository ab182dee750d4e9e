#include "heed/core/signal.hpp"

#include <atomic>
#include <csignal>

#include <time.h>

namespace heed {
namespace {

// Lock-free: written by handlers, read by many threads.
std::atomic<int> stop{0};
std::atomic<std::uint64_t> checkpoints{0};
std::atomic<std::int64_t> asked_at{0};  // milliseconds, when the first signal came
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<std::uint64_t>::is_always_lock_free &&
              std::atomic<std::int64_t>::is_always_lock_free);

/// Some, `timeout` among them, send one signal to a process and again to its group.
constexpr std::int64_t same_request = 1000;  // milliseconds

std::int64_t milliseconds_now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return std::int64_t{1000} * time.tv_sec + time.tv_nsec / 1000000;
}

extern "C" void ask_to_stop(int signal) {
  if (!stop) {
    asked_at = milliseconds_now();
    stop = 1;
  } else if (milliseconds_now() - asked_at >= same_request) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

extern "C" void ask_for_checkpoint(int) { ++checkpoints; }

}  // namespace

CatchSignals::CatchSignals() {
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
  std::signal(SIGUSR1, ask_for_checkpoint);
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  if (std::signal(SIGHUP, ask_to_stop) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);  // of nohup
}

void CatchSignals::release() {
  for (const int signal : {SIGINT, SIGTERM, SIGXFSZ, SIGPIPE}) std::signal(signal, SIG_DFL);
  std::signal(SIGUSR1, SIG_IGN);  // it may come just when the result is there, which is no reason to end
  if (std::signal(SIGHUP, SIG_DFL) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
}

bool stop_requested() { return stop != 0; }

void request_stop(bool on) { stop = on ? 1 : 0; }

std::uint64_t checkpoint_requests() { return checkpoints; }

void request_checkpoint() { ++checkpoints; }

}  // namespace heed
