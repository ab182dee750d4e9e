#include "heed/io/hdf5_foretaste.hpp"

#include "heed/core/resources.hpp"
#include "heed/io/hdf5.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <new>

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace heed::hdf5 {
namespace {

constexpr rlim_t seconds = 60;
constexpr int refused = 1, no_memory = 2;

void limit(int what, rlim_t most) {
  rlimit now{};
  if (getrlimit(what, &now) != 0) return;
  now.rlim_cur = std::min(now.rlim_cur, most);
  setrlimit(what, &now);
}

/// In the child: does the work, tells the pipe what it threw, and leaves without tidying up.
[[noreturn]] void work_and_leave(const std::function<void()>& work, [[maybe_unused]] std::size_t bytes,
                                 int pipe) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, seconds);
#ifndef __SANITIZE_ADDRESS__  // which takes address space without end
  limit(RLIMIT_AS, static_cast<rlim_t>(address_space()) + bytes);
#endif
  try {
    work();
  } catch (const std::bad_alloc&) {
    _exit(no_memory);
  } catch (const std::exception& e) {
    const std::size_t length =
        std::min<std::size_t>(std::strlen(e.what()), 4000);  // a pipe takes that at once
    static_cast<void>(!::write(pipe, e.what(), length));
    _exit(refused);
  }
  _exit(0);
}

std::string all_of(int pipe) {
  std::string out;
  std::array<char, 4096> block;
  for (;;) {
    const ssize_t count = ::read(pipe, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return out;
    out.append(block.data(), static_cast<std::size_t>(count));
  }
}

int ending_of(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

Foretaste foretaste(const std::function<void()>& work, std::size_t bytes) {
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION  // a fuzzer is to see what goes wrong
  work();
  return {};
#endif
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return {};
  pid_t child = -1;
  {
    const auto held = lock();  // no other thread is inside HDF5 while it is copied
    child = fork();
    if (child == 0) {
      lock_anew();
      ::close(ends[0]);
      work_and_leave(work, bytes, ends[1]);
    }
  }
  ::close(ends[1]);
  const std::string why = child < 0 ? "" : all_of(ends[0]);
  ::close(ends[0]);
  if (child < 0) return {};
  const int status = ending_of(child);
  if (WIFSIGNALED(status)) return {Foretaste::End::died, strsignal(WTERMSIG(status))};
  if (WEXITSTATUS(status) == no_memory)
    return {Foretaste::End::died, "more memory than a file of its length needs"};
  if (WEXITSTATUS(status) != 0) return {Foretaste::End::refused, why};
  return {};
}

}  // namespace heed::hdf5
