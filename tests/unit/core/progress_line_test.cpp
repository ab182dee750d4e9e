// The line of progress, as a terminal of 40 columns gets it.
#include "heed/core/progress_line.hpp"

#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

#include "catch.hpp"
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace heed;

namespace {

/// A variable of the environment as a test needs it, and afterwards as it was.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) {
      had_ = true;
      before_ = before;
    }
    put(value);
  }
  ~Variable() { put(had_ ? before_.c_str() : nullptr); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  void put(const char* value) const {
    if (value)
      setenv(name_, value, 1);
    else
      unsetenv(name_);
  }
  const char* name_;
  bool had_ = false;
  std::string before_;
};

class Terminal {
 public:
  Terminal() : outer_(posix_openpt(O_RDWR | O_NOCTTY)) {
    REQUIRE(outer_ >= 0);
    REQUIRE((grantpt(outer_) == 0 && unlockpt(outer_) == 0));
    stream_ = fdopen(open(ptsname(outer_), O_WRONLY | O_NOCTTY), "w");
    REQUIRE(stream_);
    winsize size{};
    size.ws_row = 10;
    size.ws_col = 40;
    REQUIRE(ioctl(outer_, TIOCSWINSZ, &size) == 0);
    fcntl(outer_, F_SETFL, O_NONBLOCK);
  }
  ~Terminal() {
    fclose(stream_);
    close(outer_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  std::FILE* stream() const { return stream_; }
  /// What came since the last call.
  std::string shown() const {
    fflush(stream_);
    std::string out(4096, ' ');
    const auto count = read(outer_, out.data(), out.size());
    return out.substr(0, count > 0 ? static_cast<std::size_t>(count) : 0);
  }

 private:
  int outer_;
  std::FILE* stream_ = nullptr;
};

void pass(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

}  // namespace

TEST_CASE("time left goes by what came after the beginning") {
  const Variable term("TERM", "xterm"), ci("CI", nullptr);
  const Terminal terminal;
  ProgressLine line(terminal.stream());
  pass(200);  // set up
  line.begin_at(1);
  line.at(1, 1001, [] { return "a"; });
  CHECK(terminal.shown() == "\r\033[K  0 %  a");  // nothing to go by yet
  pass(150);
  line.begin_at(1);
  line.at(2, 1001, [] { return "b"; });
  const std::string shown = terminal.shown();
  CHECK(shown.find(" s left") != std::string::npos);
  CHECK(shown.find("min") == std::string::npos);
}

TEST_CASE("a line is cut to the terminal, by characters") {
  const Variable term("TERM", "xterm"), ci("CI", nullptr);
  const Terminal terminal;
  ProgressLine line(terminal.stream());
  pass(150);
  std::string text;
  for (int i = 0; i < 50; ++i) text += "ä";
  line.at(50, 100, [&] { return text; });
  CHECK(terminal.shown() == "\r\033[K 50 %  " + text.substr(0, 2 * (39 - 7)));
}

TEST_CASE("a terminal that knows only lines gets no line drawn anew") {
  const Variable term("TERM", "dumb"), ci("CI", nullptr);
  const Terminal terminal;
  ProgressLine line(terminal.stream());
  pass(150);
  line.at(50, 100, [] { return "a"; });
  line.clear();
  CHECK(terminal.shown().find('\033') == std::string::npos);
}
