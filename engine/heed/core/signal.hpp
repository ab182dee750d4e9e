#pragma once
#include <cstdint>

namespace heed {

/// While one of these lives, signals ask and long work answers between steps. The first SIGINT, SIGTERM
/// or SIGHUP asks to stop; another, a second or more later, ends the process at once. SIGUSR1 asks for a
/// checkpoint. A file that grows beyond a limit of the system (SIGXFSZ) is an error of writing, and a reader
/// of what is said who goes away (SIGPIPE) is none: neither ends anything by itself. SIGHUP stays ignored
/// where it was.
class CatchSignals {
 public:
  CatchSignals();
  ~CatchSignals() { release(); }
  CatchSignals(const CatchSignals&) = delete;
  CatchSignals& operator=(const CatchSignals&) = delete;

  /// The work is done: from here on signals end the process, but for SIGUSR1, which asks for what is no
  /// longer needed and is ignored.
  void release();
};

/// Has someone asked to stop?
bool stop_requested();

/// Sets or clears the flag: for tests, and for programs with signal handling of their own.
void request_stop(bool stop = true);

/// How often a checkpoint was asked for so far. Who keeps one remembers the number it has answered, so that
/// many runs at once each answer the same request.
std::uint64_t checkpoint_requests();

/// Asks for a checkpoint, as SIGUSR1 does.
void request_checkpoint();

}  // namespace heed
