// Loaded before the C library, lets a process die at one of the moments at which a file may be left half
// written: before the n-th of its writes within a page, renamings, removals and waits for the disk, n in
// HEED_TEST_DIES_AT. How many there were goes to the file HEED_TEST_COUNT names.
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "writes_by_page.hpp"
#include <unistd.h>

namespace {

std::atomic<long> moments{0};

void pass_moment() {
  static const char* const at = std::getenv("HEED_TEST_DIES_AT");
  static const long last = at ? std::atol(at) : -1;
  if (moments++ != last) return;
  ::kill(::getpid(), SIGKILL);
  for (;;) ::pause();
}

/// Tells how many there were, when the process ends.
struct Count {
  ~Count() {
    const char* const path = std::getenv("HEED_TEST_COUNT");
    std::FILE* const file = path ? std::fopen(path, "w") : nullptr;
    if (!file) return;
    std::fprintf(file, "%ld\n", moments.load());
    std::fclose(file);
  }
} const count;

template <class Call> Call real(const char* name) { return reinterpret_cast<Call>(::dlsym(RTLD_NEXT, name)); }

}  // namespace

extern "C" {

ssize_t pwrite64(int descriptor, const void* bytes, size_t length, off64_t place) {
  return heed::tests::pwrite_by_page(descriptor, bytes, length, place, pass_moment);
}
ssize_t pwrite(int descriptor, const void* bytes, size_t length, off_t place) {
  return ::pwrite64(descriptor, bytes, length, place);
}
int rename(const char* from, const char* to) {
  static const auto then = real<int (*)(const char*, const char*)>("rename");
  pass_moment();
  return then(from, to);
}
int unlink(const char* path) {
  static const auto then = real<int (*)(const char*)>("unlink");
  pass_moment();
  return then(path);
}
int remove(const char* path) {
  static const auto then = real<int (*)(const char*)>("remove");
  pass_moment();
  return then(path);
}
int fsync(int descriptor) {
  static const auto then = real<int (*)(int)>("fsync");
  pass_moment();
  return then(descriptor);
}
int fdatasync(int descriptor) {
  static const auto then = real<int (*)(int)>("fdatasync");
  pass_moment();
  return then(descriptor);
}
}
