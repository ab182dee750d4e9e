#pragma once
#include <cstddef>
#include <functional>
#include <string>

namespace heed::hdf5 {

/// How work went that was first done in a process of its own.
struct Foretaste {
  enum class End { done, refused, died };
  End end = End::done;
  std::string why;  ///< what `work` threw, or how its process died
};

/// Does `work` in a child process, which may take `bytes` more memory than this one has, and 60 seconds of a
/// processor: libhdf5 crashes on some damaged files, goes round in circles on others, and asks for memory by
/// what the file says. Where no process can be made, nothing is done and End::done comes back.
Foretaste foretaste(const std::function<void()>& work, std::size_t bytes);

}  // namespace heed::hdf5
