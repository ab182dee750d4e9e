#pragma once
#include <algorithm>

#include <dlfcn.h>
#include <sys/types.h>

namespace heed::tests {

inline constexpr off64_t page = 4096;  ///< bytes of the smallest there is

/// Writes as pwrite does, page by page, as the system does it: between two pages it looks whether the process
/// was killed. `before_each` is called before each page. Of what is longer than sixteen pages, values that
/// nothing refers to yet, so many are written at once that a test gets through.
inline ssize_t pwrite_by_page(int descriptor, const void* bytes, size_t count, off64_t place,
                              void (*before_each)()) {
  using Write = ssize_t (*)(int, const void*, size_t, off64_t);
  static const auto real = reinterpret_cast<Write>(::dlsym(RTLD_NEXT, "pwrite64"));
  const off64_t part = count < 16 * page ? page : 128 * page;
  size_t done = 0;
  do {
    const off64_t from = place + static_cast<off64_t>(done);
    const size_t some = std::min(count - done, static_cast<size_t>(part - from % part));
    before_each();
    const ssize_t written = real(descriptor, static_cast<const char*>(bytes) + done, some, from);
    if (written < 0) return written;
    done += static_cast<size_t>(written);
    if (static_cast<size_t>(written) < some) break;
  } while (done < count);
  return static_cast<ssize_t>(done);
}

}  // namespace heed::tests
