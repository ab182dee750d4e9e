#pragma once
#include "heed/run/scenario.hpp"
#include "heed/run/sweep.hpp"

#include <chrono>
#include <string>

namespace heed::scenarios {

/// One line of progress on stderr: on a terminal redrawn ten times a second, else a plain line each 10 % or
/// 60 s.
class Progress {
 public:
  explicit Progress(bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// `done` of `total`; `text` says what was done, and is asked for only when the line is drawn.
  template <class Text> void at(double done, double total, Text text) {
    if (due(done, total)) draw(text(), done, total);
  }
  /// So much was done before it began: by an earlier run.
  void begin_at(double done) { before_ = done; }
  /// Takes the line away.
  void clear();
  double seconds() const;

 private:
  bool due(double done, double total);
  void draw(const std::string& text, double done, double total);

  using Clock = std::chrono::steady_clock;
  bool quiet_, terminal_, drawn_ = false;
  Clock::time_point start_ = Clock::now(), last_ = start_;
  int tenths_ = 0;
  double before_ = 0;
};

/// Shows a run: step, ties per second, an observable, time left.
class RunProgress final : public Monitor {
 public:
  explicit RunProgress(bool quiet) : line_(quiet) {}
  void progress(std::int64_t step, std::int64_t steps, double pairs, std::string_view name,
                double figure) override;
  void clear() { line_.clear(); }
  double seconds() const { return line_.seconds(); }

 private:
  Progress line_;
  double pairs_ = 0;
  bool begun_ = false;
};

/// Shows a sweep: runs done, failed, time left.
class SweepProgress final : public SweepMonitor {
 public:
  explicit SweepProgress(bool quiet) : line_(quiet), quiet_(quiet) {}
  void found(std::size_t done, std::size_t runs) override;
  void finished(std::size_t done, std::size_t runs, std::size_t failed) override;
  void clear() { line_.clear(); }
  double seconds() const { return line_.seconds(); }

 private:
  Progress line_;
  bool quiet_;
};

/// "12 s", "3 min 20 s", "2 h 5 min".
std::string duration(double seconds);

}  // namespace heed::scenarios
