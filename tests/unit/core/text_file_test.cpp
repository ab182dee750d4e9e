#include "heed/core/text_file.hpp"

#include "heed/core/utf8.hpp"

#include <vector>

#include "catch.hpp"
#include "unit/core/temporary_folder.hpp"

namespace heed {
namespace {

using tests::gzipped;
using tests::TemporaryFolder;

std::vector<std::string> lines_of(const std::string& path) {
  std::vector<std::string> out;
  for (TextFile file(path); file.next();) {
    out.emplace_back(file.text());
    CHECK(file.line() == out.size());
  }
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("lines end in LF, CRLF or the end of the file") {
  const TemporaryFolder folder;
  CHECK(lines_of(folder.write("a", "one\r\ntwo\n\nfour")) == Lines{"one", "two", "", "four"});
  CHECK(lines_of(folder.write("b", "one\n")) == Lines{"one"});
  CHECK(lines_of(folder.write("c", "\n")) == Lines{""});
  CHECK(lines_of(folder.write("d", "")).empty());
}

TEST_CASE("a byte order mark is not part of the first line") {
  const TemporaryFolder folder;
  CHECK(lines_of(folder.write("a", "\xEF\xBB\xBFone\ntwo")) == Lines{"one", "two"});
}

TEST_CASE("a gzip file is read as its text, whatever its name") {
  const TemporaryFolder folder;
  CHECK(lines_of(folder.write("a.gz", gzipped("one\r\ntwo\n"))) == Lines{"one", "two"});
  CHECK(lines_of(folder.write("b.txt", gzipped("one"))) == Lines{"one"});
  CHECK(lines_of(folder.write("c.gz", "one\ntwo")) == Lines{"one", "two"});
}

TEST_CASE("lines are whole across blocks and may be longer than one") {
  const TemporaryFolder folder;
  std::string text;
  Lines expected;
  for (std::size_t length :
       {std::size_t{700000}, std::size_t{700000}, std::size_t{3500000}, std::size_t{5}}) {
    expected.emplace_back(length, static_cast<char>('a' + expected.size()));
    text += expected.back() + "\n";
  }
  CHECK(lines_of(folder.write("a", text)) == expected);
}

TEST_CASE("the rest of a file is all after the present line") {
  const TemporaryFolder folder;
  TextFile file(folder.write("a", "one\ntwo\nthree"));
  REQUIRE(file.next());
  CHECK(file.rest() == "two\nthree");
  CHECK_FALSE(file.next());
  CHECK(TextFile(folder.path("a")).rest() == "one\ntwo\nthree");
}

TEST_CASE("a file that cannot be opened is named with the reason") {
  const TemporaryFolder folder;
  CHECK(folder.message([&] { TextFile(folder.path("x")); }) == "cannot open 'x': no such file");
  std::filesystem::create_directory(folder.path("x"));
  CHECK(folder.message([&] { TextFile(folder.path("x")); }) == "cannot open 'x': it is a folder");
}

TEST_CASE("compressed data that is cut short or damaged is refused") {
  const TemporaryFolder folder;
  const std::string whole = gzipped("0 1\n1 2\n2 3\n3 4\n");
  const auto message = [&](std::string bytes) {
    const std::string path = folder.write("a.gz", bytes);
    return folder.message([&] { lines_of(path); });
  };
  CHECK(message(whole) == "no error");
  for (std::size_t size : {std::size_t{12}, std::size_t{20}, whole.size() - 1})
    CHECK(message(whole.substr(0, size)) == "a.gz: the compressed data is cut short; fetch the file again");
  std::string changed = whole;
  changed[20] = static_cast<char>(changed[20] ^ 1);
  CHECK(message(changed) == "a.gz: the compressed data is damaged; fetch the file again");
}

TEST_CASE("a file with a zero byte is not text") {
  const TemporaryFolder folder;
  const std::string path = folder.write("a", std::string("0 1\n\0", 5));
  CHECK(folder.message([&] { lines_of(path); }) ==
        "a: this is not a text file in UTF-8: there is a zero byte in it");
}

TEST_CASE("a line that is not UTF-8 is refused with the way out") {
  const TemporaryFolder folder;
  const std::string said = "a:2: this line is not UTF-8; convert the file: iconv -f latin1 -t utf8 OLD > NEW";
  const std::string path = folder.write("a", "Zo\xC3\xAB Ada_____\nJos\xE9 Ada_____\n");
  CHECK(folder.message([&] { lines_of(path); }) == said);
  CHECK(folder.message([&] { TextFile(path).rest(); }) == said);
}

TEST_CASE("the first byte that is no UTF-8 is found behind characters of any length") {
  const std::string good = "12345678_\xC3\xAB_\xE2\x82\xAC_\xF0\x9F\x99\x82_12345678";
  CHECK(find_not_utf8(good) == good.npos);
  CHECK(find_not_utf8("") == good.npos);
  CHECK(find_not_utf8(good + "\xE9") == good.size());
  CHECK(find_not_utf8(good + "\xED\xA0\x80 12345678") == good.size());  // half of a surrogate pair
  CHECK(find_not_utf8("\xC0\xAF") == 0);                                // longer than needed
}

TEST_CASE("an error says file and line") {
  const Error error = error_at("a.txt", 3, "wrong");
  CHECK(std::string(error.what()) == "a.txt:3: wrong");
  CHECK(error.kind() == ErrorKind::data);
  CHECK(std::string(error_at("a.txt", 0, "wrong").what()) == "a.txt: wrong");
  CHECK(file_name("some/folder/a.txt") == "a.txt");
}

}  // namespace heed
