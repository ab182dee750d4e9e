// Errors: exit codes, problems of files with their place, and "did you mean".
#include "heed/core/error.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "temporary_folder.hpp"

using namespace heed;

TEST_CASE("the exit code says whether anything was started") {
  for (const ErrorKind kind : {ErrorKind::usage, ErrorKind::file, ErrorKind::data})
    CHECK(Error(kind, "").exit_code() == 2);
  for (const ErrorKind kind : {ErrorKind::numeric, ErrorKind::io, ErrorKind::internal})
    CHECK(Error(kind, "").exit_code() == 1);
}

TEST_CASE("words are as far apart as single edits, a swap of neighbours being one") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("form", "from") == 1);
  CHECK(edit_distance("ab", "ba") == 1);
  CHECK(edit_distance("temprature", "temperature") == 1);
  CHECK(edit_distance("sitting", "kitten") == edit_distance("kitten", "sitting"));
}

TEST_CASE("the nearest word is found unless more than a third of the letters differ") {
  const std::vector<std::string> known{"temperature", "rate", "score"};
  CHECK(nearest("temprature", known) == "temperature");
  CHECK(nearest("raet", known) == "rate");
  CHECK(nearest("scre", known) == "score");
  CHECK(nearest("colour", known).empty());
  CHECK(nearest("rate", {}).empty());
  CHECK(nearest(std::string(65, 'a'), {std::string(64, 'a')}).empty());
  CHECK(nearest("abcdefghi", {"abcdefxyz"}) == "abcdefxyz");  // three of nine
  CHECK(nearest("abcdefghi", {"abcdevxyz"}).empty());         // four of nine
}

TEST_CASE("words are joined with what stands between them") {
  CHECK(join({}).empty());
  CHECK(join({"a"}) == "a");
  CHECK(join({"a", "b", "c"}) == "a, b, c");
  CHECK(join({"a", "b"}, " or ") == "a or b");
  CHECK(join_first(3, {"a", "b", "c"}) == "a, b, c");
  CHECK(join_first(2, {"a", "b", "c", "d"}) == "a, b, and 2 more");
}

TEST_CASE("a problem says where it is, and shows the line with a caret under the word") {
  const tests::TemporaryFolder folder;
  const std::string file = folder.write("broken.toml", "[attention]\n\ttemprature = 0.2\n");
  const Problem problem{file, 2, 2, 10, "unknown key 'temprature'", "did you mean 'temperature'?"};
  CHECK(problem.text() == file +
                              ":2:2: error: unknown key 'temprature'; did you mean 'temperature'?\n"
                              " 2 |  temprature = 0.2\n"
                              "   |  ^~~~~~~~~~");
}

TEST_CASE("a problem of a whole file, or of one that cannot be read, is one line") {
  CHECK(Problem{"a.toml", 0, 0, 1, "is empty", ""}.text() == "a.toml: error: is empty");
  CHECK(Problem{"/nowhere/a.toml", 3, 1, 1, "is wrong", ""}.text() == "/nowhere/a.toml:3:1: error: is wrong");
}

TEST_CASE("of a long line what is around the word is shown") {
  const tests::TemporaryFolder folder;
  const std::string file =
      folder.write("long.toml", std::string(1000, 'a') + "\xC3\xAB" + "key" + std::string(1000, 'b') + "\n");
  CHECK(Problem{file, 1, 1002, 3, "is wrong", ""}.text() ==
        file + ":1:1002: error: is wrong\n 1 | …" + std::string(78, 'a') + "\xC3\xAB" + "key" +
            std::string(78, 'b') + "…\n   | " + std::string(80, ' ') + "^~~");
  CHECK(Problem{file, 1, 1, 1, "is wrong", ""}.text() ==
        file + ":1:1: error: is wrong\n 1 | " + std::string(160, 'a') + "…\n   | ^");
  CHECK(Problem{file, 1, 2004, 1, "is wrong", ""}.text() == file + ":1:2004: error: is wrong\n 1 | …" +
                                                                std::string(160, 'b') + "\n   | " +
                                                                std::string(160, ' ') + "^");
}

TEST_CASE("no line is shown of a file that is no text") {
  const tests::TemporaryFolder folder;
  const std::string binary = folder.write("run.h5", "\x89HDF\r\n\x1a\nsome = text\n");
  CHECK(Problem{binary, 3, 1, 1, "is wrong", ""}.text() == binary + ":3:1: error: is wrong");
  const std::string dos = folder.write("dos.toml", "heed = 1\r\na = 2\r\n");
  CHECK(Problem{dos, 2, 1, 1, "is wrong", ""}.text() == dos + ":2:1: error: is wrong\n 2 | a = 2\n   | ^");
}

TEST_CASE("where something was said is a file with a place, or a setting") {
  const Problem placed = problem_said("a/s.toml:12:3", "is wrong");
  CHECK(placed.file == "a/s.toml");
  CHECK(placed.line == 12);
  CHECK(placed.column == 3);
  for (const std::string where : {"--set a.b=c:1:2", "points.csv", "s.toml:3", ""}) {
    CHECK(problem_said(where, "is wrong").file == where);
    CHECK(problem_said(where, "is wrong").line == 0);
  }
}

TEST_CASE("problems of files come together, in the order of their places") {
  const FileErrors errors(
      {{"b", 1, 1, 1, "third", ""}, {"a", 10, 1, 1, "second", ""}, {"a", 9, 5, 1, "first", ""}});
  CHECK(std::string(errors.what()) == "a:9:5: error: first\na:10:1: error: second\nb:1:1: error: third");
  CHECK(errors.kind() == ErrorKind::file);
  REQUIRE(errors.problems().size() == 3);
  CHECK(errors.problems().front().message == "first");
}

TEST_CASE("of many problems the first are told") {
  const FileErrors errors(std::vector<Problem>(50, {"a", 1, 1, 1, "is wrong", ""}));
  const std::string what = errors.what();
  CHECK(std::count(what.begin(), what.end(), '\n') == 20);
  CHECK(what.ends_with("\nand 30 more"));
  CHECK(errors.problems().size() == 50);
}
