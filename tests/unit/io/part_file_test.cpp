#include "heed/io/part_file.hpp"

#include "heed/core/error.hpp"
#include "heed/io/trajectory.hpp"

#include <csignal>

#include "catch.hpp"
#include "folder.hpp"
#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace heed;
using namespace test_files;

namespace {

template <class Call> std::pair<std::string, ErrorKind> error_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return {error.what(), error.kind()};
  }
  return {"", ErrorKind::internal};
}

void write(const std::filesystem::path& path, const std::string& text) { std::ofstream(path) << text; }

}  // namespace

TEST_CASE("a part gets its name when it is published") {
  const Folder folder;
  const PartFile file(folder / "x.h5", false);
  CHECK(file.part() == folder / "x.h5.part");
  write(file.part(), "all");
  CHECK_FALSE(std::filesystem::exists(folder / "x.h5"));
  file.publish();
  CHECK(bytes_of(folder / "x.h5") == "all");
  CHECK_FALSE(std::filesystem::exists(file.part()));
}

TEST_CASE("a file that exists is kept, unless overwriting is allowed") {
  const Folder folder;
  const std::string path = (folder / "x.h5").string();
  const std::string advice =
      "'" + path + "' exists; choose another name with -o or allow overwriting with --force";
  write(path, "old");
  const auto [text, kind] = error_of([&] { PartFile(path, false); });
  CHECK(text == advice);
  CHECK(kind == ErrorKind::usage);
  const PartFile forced(path, true);
  write(forced.part(), "new");
  forced.publish();
  CHECK(bytes_of(path) == "new");
}

TEST_CASE("a file that came to exist meanwhile is kept, and the results too") {
  const Folder folder;
  const std::string path = (folder / "x.h5").string();
  const PartFile file(path, false);
  write(file.part(), "mine");
  write(path, "theirs");
  const auto [text, kind] = error_of([&] { file.publish(); });
  CHECK(text ==
        "'" + path +
            "' exists; choose another name with -o or allow overwriting with --force; the results are in '" +
            path + ".part'");
  CHECK(kind == ErrorKind::usage);
  CHECK(bytes_of(path) == "theirs");
  CHECK(bytes_of(file.part()) == "mine");
}

TEST_CASE("a place where no file can be is refused at once") {
  const Folder folder;
  const auto [missing, kind] = error_of([&] { PartFile(folder / "no" / "x.h5", false); });
  CHECK(missing == "cannot write '" + (folder / "no/x.h5").string() + "': there is no folder '" +
                       (folder / "no").string() + "'; make it first");
  CHECK(kind == ErrorKind::usage);
  const auto [is_folder, other] = error_of([&] { PartFile(folder.path(), true); });
  CHECK(is_folder.find("it is a folder") != std::string::npos);
  CHECK(other == ErrorKind::usage);
}

TEST_CASE("a part that another process writes is left alone") {
  const Folder folder;
  write(folder / "x.h5.part", "theirs");
  const int descriptor = ::open((folder / "x.h5.part").c_str(), O_RDONLY);
  REQUIRE(::flock(descriptor, LOCK_EX) == 0);
  const auto [text, kind] = error_of([&] { PartFile(folder / "x.h5", false); });
  ::close(descriptor);
  CHECK(text.find("is being written by another run") != std::string::npos);
  CHECK(kind == ErrorKind::usage);
  CHECK(bytes_of(folder / "x.h5.part") == "theirs");
}

TEST_CASE("a part that heed did not write is left alone, unless by force") {
  const Folder folder;
  const std::string path = (folder / "x.h5").string(), part = path + ".part";
  write(part, "notes");
  const auto [text, kind] = error_of([&] { TrajectoryWriter file(path); });
  CHECK(text == "'" + part +
                    "' is in the way, and heed did not write it; move it away, choose another name with -o, "
                    "or allow overwriting with --force");
  CHECK(kind == ErrorKind::usage);
  CHECK(bytes_of(part) == "notes");
  TrajectoryWriter(path, {.force = true}).finish();
  std::filesystem::rename(path, part);  // as a run that was killed leaves it
  TrajectoryWriter(path).finish();
  CHECK_FALSE(std::filesystem::exists(part));
}

TEST_CASE("what has the name of a part of a text is left alone, unless by force") {
  const Folder folder;
  const std::string part = (folder / "x.csv.part").string();
  write(part, "half a download");
  const auto [text, kind] = error_of([&] { PartFile(folder / "x.csv", false); });
  CHECK(kind == ErrorKind::usage);
  CHECK(text ==
        "'" + part +
            "' is in the way; if it is not the rest of a command that was stopped, move it away, or choose "
            "another name with -o; --force replaces it");
  CHECK(bytes_of(part) == "half a download");
  CHECK_FALSE(std::filesystem::exists(part + ".new"));
  PartFile(folder / "x.csv", true).write([](std::ostream& out) { out << "all"; });
  CHECK(bytes_of(folder / "x.csv") == "all");
}

TEST_CASE("links in the place of a part are not followed") {
  const Folder folder;
  write(folder / "theirs", "theirs");
  std::filesystem::create_symlink(folder / "theirs", folder / "x.csv.part.new");
  CHECK(error_of([&] { PartFile(folder / "x.csv", true); }).first.find("remove the link") !=
        std::string::npos);
  CHECK(bytes_of(folder / "theirs") == "theirs");
}

TEST_CASE("a file is written whole, or nothing of it is left") {
  const Folder folder;
  const auto half = [](std::ostream& out) {
    out << "half";
    throw Error(ErrorKind::data, "no more");
  };
  CHECK(error_of([&] { PartFile(folder / "x.csv", false).write(half); }).first == "no more");
  CHECK(std::filesystem::is_empty(folder.path()));
  PartFile(folder / "x.csv", false).write([](std::ostream& out) { out << "all"; });
  CHECK(bytes_of(folder / "x.csv") == "all");
  CHECK_FALSE(std::filesystem::exists(folder / "x.csv.part"));
}

TEST_CASE("a disk that takes no more is an error, and no part stays on it") {
  const Folder folder;
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const rlimit small{4096, before.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  const auto [text, kind] = error_of([&] {
    PartFile(folder / "x.csv", false).write([](std::ostream& out) { out << std::string(100'000, 'x'); });
  });
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  CHECK(text == "cannot write '" + (folder / "x.csv.part").string() + "'; is there room on the disk?");
  CHECK(kind == ErrorKind::io);
  CHECK(std::filesystem::is_empty(folder.path()));
}
