#pragma once
#include <chrono>
#include <cstdio>
#include <string>

namespace heed {

/// One line of progress for people, on a stream of the caller's: on a terminal redrawn ten times a second
/// and cut to its width, else a plain line each 10 % or 60 s. Draws nothing without a stream.
class ProgressLine {
 public:
  explicit ProgressLine(std::FILE* stream);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// `done` of `total`; `text` says what was done, and is asked for only when the line is drawn.
  template <class Text> void at(double done, double total, Text text) {
    if (due(done, total)) draw(text(), done, total);
  }
  /// It begins now, and so much is done: by an earlier run, or with what was set up. Time left goes by what
  /// comes after.
  void begin_at(double done) {
    before_ = done;
    start_ = Clock::now();
  }
  /// Takes the line away.
  void clear();
  double seconds() const;

 private:
  bool due(double done, double total);
  void draw(const std::string& text, double done, double total);

  using Clock = std::chrono::steady_clock;
  std::FILE* stream_;
  bool terminal_, drawn_ = false;
  Clock::time_point start_ = Clock::now(), last_ = start_;
  int tenths_ = 0;
  double before_ = 0;
};

/// "12 s", "3 min 20 s", "2 h 5 min".
std::string duration(double seconds);

}  // namespace heed
