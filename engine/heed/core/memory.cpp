#include "heed/core/memory.hpp"

#include <cstdint>
#include <cstdlib>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace heed {
namespace {

constexpr std::size_t huge = std::size_t{1} << 21;

}  // namespace

void* allocate(std::size_t bytes) {
  const std::size_t alignment = bytes >= 2 * huge ? huge : 64;
  const std::size_t whole = (bytes + alignment - 1) / alignment * alignment;
  void* memory = std::aligned_alloc(alignment, whole > 0 ? whole : alignment);
  if (!memory) throw std::bad_alloc();
  prefer_huge_pages(memory, bytes);
  return memory;
}

void release(void* memory) noexcept { std::free(memory); }

void prefer_huge_pages(void* memory, std::size_t bytes) noexcept {
#ifdef MADV_HUGEPAGE
  if (bytes < 2 * huge) return;
  const auto first = (reinterpret_cast<std::uintptr_t>(memory) + huge - 1) / huge * huge;
  const auto last = (reinterpret_cast<std::uintptr_t>(memory) + bytes) / huge * huge;
  if (last > first) (void)madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
#else
  (void)memory, (void)bytes;
#endif
}

}  // namespace heed
