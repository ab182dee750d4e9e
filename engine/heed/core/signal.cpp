#include "heed/core/signal.hpp"

#include <csignal>

namespace heed {
namespace {

volatile std::sig_atomic_t stop = 0;

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
