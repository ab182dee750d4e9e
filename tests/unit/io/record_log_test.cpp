// Records that outlive the process that wrote them.
#include "heed/io/record_log.hpp"

#include "heed/core/error.hpp"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "folder.hpp"
#include <dlfcn.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace heed;
using test_files::Folder;
namespace fs = std::filesystem;

namespace {

/// While it is set, the disk gives nothing back.
std::atomic<bool> reads_fail{false};

}  // namespace

// These stand before those of the C library, for the library of heed as well.
extern "C" ssize_t pread64(int descriptor, void* bytes, size_t count, off64_t place) {
  using Read = ssize_t (*)(int, void*, size_t, off64_t);
  static const auto real = reinterpret_cast<Read>(::dlsym(RTLD_NEXT, "pread64"));
  if (!reads_fail) return real(descriptor, bytes, count, place);
  errno = EIO;
  return -1;
}
extern "C" ssize_t pread(int descriptor, void* bytes, size_t count, off_t place) {
  return ::pread64(descriptor, bytes, count, place);
}

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

void change_byte(const fs::path& path, std::uintmax_t place) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(place));
  file.put('y');
}

/// Files may not grow beyond so many bytes, as on a disk that is full.
class MostBytes {
 public:
  explicit MostBytes(std::uintmax_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit now{static_cast<rlim_t>(bytes), before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &now);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
  }
  ~MostBytes() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  MostBytes(const MostBytes&) = delete;
  MostBytes& operator=(const MostBytes&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

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

TEST_CASE("a changed byte in the last record, or zeros left by a machine that went down, end the records") {
  const Folder folder;
  write_three(folder / "log");
  const auto size = fs::file_size(folder / "log");
  change_byte(folder / "log", size - 1);
  {
    RecordLog log(folder / "log", "testlog1");
    CHECK(records(log).size() == 2);
  }
  CHECK(fs::file_size(folder / "log") == size);  // nothing is dropped by looking
  fs::resize_file(folder / "log", size - 19);    // without the last one
  fs::resize_file(folder / "log", size + 4096);
  RecordLog log(folder / "log", "testlog1");
  CHECK(records(log).size() == 2);
  log.append("new");
  CHECK(fs::file_size(folder / "log") == size);
}

TEST_CASE("half of a length, and zeros after it, end the records as zeros do") {
  const Folder folder;
  write_three(folder / "log");
  const auto size = fs::file_size(folder / "log");
  fs::resize_file(folder / "log", size - 19 + 5);  // of the last one five bytes of its head
  fs::resize_file(folder / "log", size + 100'000);
  RecordLog log(folder / "log", "testlog1");
  CHECK(records(log).size() == 2);
  log.append("new");
}

TEST_CASE("a changed byte in a record that others follow is told, and nothing is dropped") {
  const Folder folder;
  write_three(folder / "log");
  const auto size = fs::file_size(folder / "log");
  change_byte(folder / "log", 8 + 16 + 3 + 16 + 1000);
  for (int once = 0; once < 2; ++once) {
    RecordLog log(folder / "log", "testlog1");
    CHECK_THROWS_WITH(records(log), "'" + (folder / "log").string() +
                                        "' is damaged at byte 27, and more follows; bring back a copy of it, "
                                        "or begin anew with --force");
  }
  CHECK(fs::file_size(folder / "log") == size);
}

TEST_CASE("a changed byte in a length is told, and the records after it are not dropped") {
  for (const std::uintmax_t place : {8, 11, 15, 8 + 16 + 3, 8 + 16 + 3 + 15}) {
    const Folder folder;
    write_three(folder / "log");
    const auto size = fs::file_size(folder / "log");
    change_byte(folder / "log", place);
    INFO(place);
    RecordLog log(folder / "log", "testlog1");
    CHECK_THROWS_WITH(records(log), Catch::Contains("' is damaged at byte "));
    std::string record;
    CHECK_THROWS_AS(log.append("next"), Error);
    CHECK(fs::file_size(folder / "log") == size);
  }
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

TEST_CASE("a record that could not be written leaves nothing, and the next one is there") {
  const Folder folder;
  write_three(folder / "log");
  const auto size = fs::file_size(folder / "log");
  {
    RecordLog log(folder / "log", "testlog1");
    CHECK(records(log) == three);
    {
      const MostBytes most(size + 100);
      CHECK_THROWS_WITH(log.append(std::string(3000, 'y')),
                        "cannot write '" + (folder / "log").string() +
                            "': File too large; make room and go on with --resume");
    }
    CHECK(fs::file_size(folder / "log") == size);
    log.append("four");
  }
  RecordLog log(folder / "log", "testlog1");
  std::vector<std::string> expected = three;
  expected.emplace_back("four");
  CHECK(records(log) == expected);
}

TEST_CASE("what cannot be read is not taken for the end") {
  const Folder folder;
  write_three(folder / "log");
  const auto size = fs::file_size(folder / "log");
  {
    RecordLog log(folder / "log", "testlog1");
    std::string record;
    REQUIRE(log.next(record));
    reads_fail = true;
    CHECK_THROWS_WITH(log.next(record),
                      "cannot read '" + (folder / "log").string() + "': Input/output error");
    reads_fail = false;
    CHECK(records(log).size() == 2);
  }
  CHECK(fs::file_size(folder / "log") == size);
}

TEST_CASE("a log that is removed or replaced under way takes no more records") {
  const Folder folder;
  RecordLog log(folder / "log", "testlog1");
  CHECK(records(log).empty());
  log.append("one");
  fs::rename(folder / "log", folder / "elsewhere");
  const std::string gone =
      "cannot go on writing '" + (folder / "log").string() + "': it was removed or replaced meanwhile";
  CHECK_THROWS_WITH(log.append("two"), gone);
  CHECK_THROWS_WITH(log.sync(), gone);
  std::ofstream(folder / "log") << "of someone else";
  CHECK_THROWS_WITH(log.append("two"), gone);
  log.remove();
  CHECK(fs::exists(folder / "log"));
}
