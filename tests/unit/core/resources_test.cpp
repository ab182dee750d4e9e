#include "heed/core/resources.hpp"

#include <cmath>
#include <vector>

#include "catch.hpp"
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace heed;

TEST_CASE("sizes are said with three digits and a unit") {
  CHECK(bytes_text(0) == "0 bytes");
  CHECK(bytes_text(999) == "999 bytes");
  CHECK(bytes_text(1234) == "1.23 kB");
  CHECK(bytes_text(999600) == "1 MB");
  CHECK(bytes_text(21.4e9) == "21.4 GB");
  CHECK(bytes_text(8e18) == "8e+03 PB");
}

TEST_CASE("the peak of memory is at least what was held") {
  const double before = peak_memory();
  const std::vector<double> held(std::size_t{1} << 23, 1.0);
  CHECK(peak_memory() >= static_cast<double>(held.size() * sizeof(double)));
  CHECK(peak_memory() >= before);
}

TEST_CASE("what a limit of address space leaves is what is left of memory") {
  CHECK(memory_left().bytes > 0);
  CHECK(std::isfinite(memory_left().bytes));
  const pid_t child = fork();
  if (child == 0) {
    const auto most = static_cast<rlim_t>(address_space()) + (rlim_t{64} << 20);
    const rlimit limit{most, most};
    setrlimit(RLIMIT_AS, &limit);
    const Room room = memory_left();
    _exit(room.limit == "ulimit -v" && room.bytes > 60e6 && room.bytes <= 64 * 1048576.0 ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  CHECK(status == 0);
}

TEST_CASE("what is left of a disk is known, and without end where there is no such folder") {
  CHECK(disk_left("/tmp/a.h5").bytes > 0);
  CHECK(std::isfinite(disk_left("/tmp/a.h5").bytes));
  CHECK(disk_left("a.h5").limit == ".");
  CHECK(std::isinf(disk_left("/no/such/folder/a.h5").bytes));
}
