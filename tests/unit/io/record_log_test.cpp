// Records that outlive the process that wrote them.
#include "heed/io/record_log.hpp"

#include "heed/core/error.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "folder.hpp"

using namespace heed;
using test_files::Folder;
namespace fs = std::filesystem;

namespace {

const std::vector<std::string> three{"one", std::string(3000, 'x'), std::string("a\0b", 3)};

void write_three(const fs::path& path) {
  RecordLog log(path, "testlog1");
  std::string none;
  REQUIRE_FALSE(log.next(none));
  for (const std::string& record : three) log.append(record);
}

std::vector<std::string> records(RecordLog& log) {
  std::vector<std::string> out;
  for (std::string record; log.next(record);) out.push_back(record);
  return out;
}

std::string message(const fs::path& path) {
  try {
    const RecordLog log(path, "testlog1");
    return "";
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::usage);
    return e.what();
  }
}

}  // namespace

TEST_CASE("records come back, and more are added after them") {
  const Folder folder;
  write_three(folder / "log");
  {
    RecordLog log(folder / "log", "testlog1");
    CHECK(records(log) == three);
    log.append("four");
    log.sync();
  }
  RecordLog log(folder / "log", "testlog1");
  CHECK(records(log).back() == "four");
}

TEST_CASE("cut anywhere, the whole records are there and the next one follows them") {
  const Folder folder;
  write_three(folder / "log");
  const auto size = fs::file_size(folder / "log");
  std::vector<std::uintmax_t> ends{8};  // after the magic, and after each record
  for (const std::string& record : three) ends.push_back(ends.back() + 16 + record.size());
  REQUIRE(ends.back() == size);
  for (std::uintmax_t cut = 0; cut < size; cut += cut < 60 || cut + 60 > size ? 1 : 97) {
    fs::copy_file(folder / "log", folder / "cut", fs::copy_options::overwrite_existing);
    fs::resize_file(folder / "cut", cut);
    std::size_t whole = 0;
    while (whole < three.size() && ends[whole + 1] <= cut) ++whole;
    INFO("cut at " << cut);
    {
      RecordLog log(folder / "cut", "testlog1");
      CHECK(records(log) ==
            std::vector<std::string>(three.begin(), three.begin() + static_cast<long>(whole)));
      log.append("next");
    }
    RecordLog log(folder / "cut", "testlog1");
    const std::vector<std::string> now = records(log);
    REQUIRE(now.size() == whole + 1);
    CHECK(now.back() == "next");
  }
}

TEST_CASE("a changed byte ends the records before it, and so do zeros left by a machine that went down") {
  const Folder folder;
  write_three(folder / "log");
  {
    std::fstream file(folder / "log", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(8 + 16 + 3 + 16 + 1000);
    file.put('y');
  }
  {
    RecordLog log(folder / "log", "testlog1");
    CHECK(records(log) == std::vector<std::string>{"one"});
  }
  const auto size = fs::file_size(folder / "log");
  fs::resize_file(folder / "log", size + 4096);
  RecordLog log(folder / "log", "testlog1");
  CHECK(records(log) == std::vector<std::string>{"one"});
  CHECK(fs::file_size(folder / "log") == size);
}

TEST_CASE("a length that is not there is not believed") {
  const Folder folder;
  write_three(folder / "log");
  {
    std::fstream file(folder / "log", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(8);
    const std::string huge(8, '\x7f');
    file.write(huge.data(), 8);
  }
  RecordLog log(folder / "log", "testlog1");
  CHECK(records(log).empty());
}

TEST_CASE("one process at a time; files of other kinds are left alone") {
  const Folder folder;
  const RecordLog log(folder / "log", "testlog1");
  CHECK(message(folder / "log") ==
        "'" + (folder / "log").string() +
            "' is being written by another run; wait for it, or choose another name "
            "with -o");
  std::ofstream(folder / "other") << "a text of someone else's";
  CHECK(message(folder / "other") ==
        "'" + (folder / "other").string() +
            "' is not a file of heed's of this kind; move it away, or choose another "
            "name with -o");
  CHECK(fs::file_size(folder / "other") == 24);
  CHECK(message(folder / "none" / "log") ==
        "cannot create '" + (folder / "none" / "log").string() + "': No such file or directory");
}
