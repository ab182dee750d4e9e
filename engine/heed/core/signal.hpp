#pragma once

namespace heed {

/// While one of these lives, the first SIGINT or SIGTERM only sets a flag, which long work asks for between
/// steps; the second ends the process at once.
class CatchSignals {
 public:
  CatchSignals();
  ~CatchSignals();
  CatchSignals(const CatchSignals&) = delete;
  CatchSignals& operator=(const CatchSignals&) = delete;
};

/// Has someone asked to stop?
bool stop_requested();

/// Sets or clears the flag: for tests, and for programs with signal handling of their own.
void request_stop(bool stop = true);

}  // namespace heed
