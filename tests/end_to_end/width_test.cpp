// Text for people is as wide as their terminal; programs get whole lines.
#include <algorithm>
#include <sstream>
#include <string>

#include "end_to_end/command.hpp"

namespace {

using heed::tests::contains;
using heed::tests::heed_command;
using heed::tests::Scratch;
using heed::tests::shell;
using heed::tests::small;

std::size_t widest_line(const std::string& text) {
  std::size_t out = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::erase(line, '\r');
    out = std::max(out, static_cast<std::size_t>(std::count_if(
                            line.begin(), line.end(), [](char c) { return (c & '\xC0') != '\x80'; })));
  }
  return out;
}

}  // namespace

TEST_CASE("lists, descriptions and notes fit the terminal, and are whole lines elsewhere") {
  const Scratch folder;
  if (shell(folder, "command -v script").status != 0) {
    WARN("skipped: no script");
    return;
  }
  folder.write("my.toml", small);
  for (const std::string command : {"list theory", "describe run", "run my.toml --force"}) {
    const auto here = heed_command(folder, command);
    CHECK(here.status == 0);
    const auto shown = shell(folder, "unset COLUMNS; export CI=1; script -qec 'stty cols 60; heed " +
                                         command + "' /dev/null < /dev/null");
    INFO(shown.out);
    CHECK(shown.status == 0);
    CHECK(widest_line(here.out + here.err) > 60);
    CHECK(widest_line(shown.out) <= 60);
  }
}
