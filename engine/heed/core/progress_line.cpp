#include "heed/core/progress_line.hpp"

#include "heed/core/terminal.hpp"
#include "heed/core/utf8.hpp"

#include <cmath>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace heed {
namespace {

/// As much of a line as the terminal has room for: one that wraps could not be taken away.
std::string_view fitted(std::string_view line, std::FILE* terminal) {
  winsize size{};
  if (ioctl(fileno(terminal), TIOCGWINSZ, &size) != 0 || size.ws_col < 2) return line;
  return first_characters(line, size.ws_col - 1U);
}

}  // namespace

ProgressLine::ProgressLine(std::FILE* stream)
    : stream_(stream),
      terminal_(stream && isatty(fileno(stream)) != 0 && std::getenv("CI") == nullptr &&
                terminal_knows_more()) {}

ProgressLine::~ProgressLine() { clear(); }

double ProgressLine::seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

bool ProgressLine::due(double done, double total) {
  if (!stream_) return false;
  const auto now = Clock::now();
  const double since = std::chrono::duration<double>(now - last_).count();
  const int tenths = static_cast<int>(10 * done / total);
  const bool draw = terminal_ ? since >= 0.1 : seconds() >= 2 && (tenths > tenths_ || since >= 60);
  if (!draw) return false;
  last_ = now;
  tenths_ = tenths;
  return true;
}

void ProgressLine::draw(const std::string& text, double done, double total) {
  const double here = done - before_;
  std::string line = fmt::format("{:3.0f} %  {}", 100 * done / total, text);
  if (here > 0) line += fmt::format(", {} left", duration(seconds() * (total - done) / here));
  if (terminal_)
    std::fputs(fmt::format("\r\033[K{}", fitted(line, stream_)).c_str(), stream_);
  else
    std::fputs((line + "\n").c_str(), stream_);
  std::fflush(stream_);
  drawn_ = true;
}

void ProgressLine::clear() {
  if (drawn_ && terminal_) std::fputs("\r\033[K", stream_);
  drawn_ = false;
}

std::string duration(double seconds) {
  const long long s = std::llround(seconds);
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return fmt::format("{} min {} s", s / 60, s % 60);
  return fmt::format("{} h {} min", s / 3600, s / 60 % 60);
}

}  // namespace heed
