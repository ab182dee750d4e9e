#include "scenarios/progress.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

namespace heed::scenarios {

Progress::Progress(bool quiet)
    : quiet_(quiet), terminal_(isatty(STDERR_FILENO) != 0 && std::getenv("CI") == nullptr) {}

Progress::~Progress() { clear(); }

double Progress::seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

bool Progress::due(double done, double total) {
  if (quiet_) return false;
  const auto now = Clock::now();
  const double since = std::chrono::duration<double>(now - last_).count();
  const int tenths = static_cast<int>(10 * done / total);
  const bool draw = terminal_ ? since >= 0.1 : seconds() >= 2 && (tenths > tenths_ || since >= 60);
  if (!draw) return false;
  last_ = now;
  tenths_ = tenths;
  return true;
}

void Progress::draw(const std::string& text, double done, double total) {
  const double here = done - before_, left = here > 0 ? seconds() * (total - done) / here : 0;
  const std::string line = fmt::format("{:3.0f} %  {}, {} left", 100 * done / total, text, duration(left));
  if (terminal_)
    std::fputs(("\r\033[K" + line).c_str(), stderr);
  else
    std::fputs((line + "\n").c_str(), stderr);
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::clear() {
  if (drawn_ && terminal_) std::fputs("\r\033[K", stderr);
  drawn_ = false;
}

void RunProgress::progress(std::int64_t step, std::int64_t steps, double pairs, std::string_view name,
                           double figure) {
  if (!std::exchange(begun_, true)) line_.begin_at(static_cast<double>(step - 1));
  pairs_ += pairs;
  line_.at(static_cast<double>(step), static_cast<double>(steps), [&] {
    const double rate = pairs_ / line_.seconds();
    std::string out = fmt::format("step {} of {}, {:.3g} million ties/s", step, steps, rate / 1e6);
    if (!name.empty()) out += fmt::format(", {} {:.4g}", name, figure);
    return out;
  });
}

void SweepProgress::found(std::size_t done, std::size_t runs) {
  if (done == 0) return;
  line_.begin_at(static_cast<double>(done));
  if (!quiet_) fmt::print(stderr, "resuming: {} of {} runs are there\n", done, runs);
}

void SweepProgress::finished(std::size_t done, std::size_t runs, std::size_t failed) {
  line_.at(static_cast<double>(done), static_cast<double>(runs), [&] {
    return fmt::format("{} of {} runs", done, runs) + (failed ? fmt::format(", {} failed", failed) : "");
  });
}

std::string duration(double seconds) {
  const auto s = static_cast<long long>(seconds + 0.5);
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return fmt::format("{} min {} s", s / 60, s % 60);
  return fmt::format("{} h {} min", s / 3600, s / 60 % 60);
}

}  // namespace heed::scenarios
