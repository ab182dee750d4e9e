#include "heed/core/signal.hpp"

#include <atomic>
#include <csignal>

namespace heed {
namespace {

// Lock-free: written by handlers, read by many threads.
std::atomic<int> stop{0};
std::atomic<std::uint64_t> checkpoints{0};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<std::uint64_t>::is_always_lock_free);

extern "C" void ask_to_stop(int signal) {
  if (stop) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
  stop = 1;
}

extern "C" void ask_for_checkpoint(int) { ++checkpoints; }

}  // namespace

CatchSignals::CatchSignals() {
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
  std::signal(SIGUSR1, ask_for_checkpoint);
  std::signal(SIGXFSZ, SIG_IGN);
}

CatchSignals::~CatchSignals() {
  for (const int signal : {SIGINT, SIGTERM, SIGUSR1, SIGXFSZ}) std::signal(signal, SIG_DFL);
}

bool stop_requested() { return stop != 0; }

void request_stop(bool on) { stop = on ? 1 : 0; }

std::uint64_t checkpoint_requests() { return checkpoints; }

void request_checkpoint() { ++checkpoints; }

}  // namespace heed
