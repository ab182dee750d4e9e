#include "heed/core/signal.hpp"

#include <atomic>
#include <csignal>

namespace heed {
namespace {

std::atomic<int> stop{0};  // lock-free: written by a handler, read by many threads
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void ask_to_stop(int signal) {
  if (stop) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
  stop = 1;
}

}  // namespace

CatchSignals::CatchSignals() {
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
}

CatchSignals::~CatchSignals() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

bool stop_requested() { return stop != 0; }

void request_stop(bool on) { stop = on ? 1 : 0; }

}  // namespace heed
