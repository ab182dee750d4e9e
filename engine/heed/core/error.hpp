#pragma once
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace heed {

/// What went wrong, in the terms a caller acts on.
enum class ErrorKind {
  usage,     ///< the command line: nothing was started
  file,      ///< a scenario file: nothing was started
  data,      ///< a graph or table that was read, or arrays that do not fit together
  numeric,   ///< a run that left the numbers it may hold
  io,        ///< reading or writing failed under way
  internal,  ///< a mistake in heed itself
};

/// The one exception of heed. Its text says where, what is, what should be, and the next move.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}

  ErrorKind kind() const { return kind_; }

  /// 2 where nothing was started (usage, file, data), 1 where a run failed (numeric, io, internal).
  int exit_code() const;

 private:
  ErrorKind kind_;
};

/// Someone asked to stop (Ctrl-C, SIGTERM) and the work was left between two steps.
class Interrupted : public std::runtime_error {
 public:
  explicit Interrupted(const std::string& what) : std::runtime_error(what) {}
};

/// One thing wrong with a file, at a place in it. Lines and columns count from 1; line 0 is the whole file.
struct Problem {
  std::string file;
  std::size_t line = 0, column = 0, width = 1;
  std::string message;
  std::string hint;  ///< the next move, or empty

  /// "file:line:column: error: message; hint", with the line and a caret below where the file can be read; of
  /// a long line, 160 characters around the column.
  std::string text() const;

  friend bool operator==(const Problem&, const Problem&) = default;
};

/// A problem with what was said at "file:line:column", or elsewhere, such as by "--set path=value".
Problem problem_said(const std::string& where, std::string message, std::string hint = "");

/// All that is wrong with a scenario file, sorted by place, reported at once: the first 20 in
/// full.
class FileErrors : public Error {
 public:
  explicit FileErrors(std::vector<Problem> problems);
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// What is wrong in one line, without the place in a scenario file: to be told of something else.
std::string briefly(const Error& error);

/// Single-character edits between two words, a swap of neighbours counted as one (Damerau 1964).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The word of `known` nearest to `word`, or empty when none is near: at most a third of the letters may
/// differ. Words of more than 64 letters are near none.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// "a, b, c".
std::string join(const std::vector<std::string>& words, std::string_view separator = ", ");

/// "a, b, c, and 7 more": at most so many of them, for people.
std::string join_first(std::size_t most, std::vector<std::string> words);

}  // namespace heed
