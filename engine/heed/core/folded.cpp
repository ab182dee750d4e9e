#include "heed/core/folded.hpp"

#include "heed/core/utf8.hpp"

#include <algorithm>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

namespace heed {
namespace {

constexpr std::size_t least_room = 20;  // for words, however deep they are indented

}  // namespace

std::size_t line_width(std::FILE* stream) {
  if (!stream || isatty(fileno(stream)) == 0) return 0;
  const char* columns = std::getenv("COLUMNS");
  if (const int said = columns ? std::atoi(columns) : 0; said > 0) return static_cast<std::size_t>(said);
  winsize size{};
  return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

std::string folded(std::string_view line, std::size_t indent, std::size_t width) {
  if (width == 0) return std::string(line);
  const std::size_t further = width > indent + least_room ? width - indent : least_room;
  std::string out;
  for (std::size_t room = std::max(width, indent + least_room), kept = indent;; room = further, kept = 0) {
    const std::size_t fits = first_characters(line, room).size();
    if (fits == line.size()) break;
    const std::size_t head = first_characters(line, kept).size();
    std::size_t cut = line.rfind(' ', fits);
    if (cut == line.npos || cut <= head) cut = line.find(' ', std::max(fits, head + 1));
    const std::size_t next = line.find_first_not_of(' ', cut);
    if (next == line.npos) break;
    out += line.substr(0, line.find_last_not_of(' ', cut) + 1);
    out += "\n" + std::string(indent, ' ');
    line.remove_prefix(next);
  }
  return out + std::string(line);
}

}  // namespace heed
