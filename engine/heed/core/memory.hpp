#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>

namespace heed {

/// Memory for `bytes` bytes, aligned to 64, uninitialised, in huge pages where the system has them and there
/// is enough of it to matter. Throws std::bad_alloc. Freed by `release`.
void* allocate(std::size_t bytes);
void release(void* memory) noexcept;

/// Asks for huge pages for memory that is already there, best before it is first written. Random reads over
/// many small pages take twice as long. Does nothing where the system has none.
void prefer_huge_pages(void* memory, std::size_t bytes) noexcept;

/// An array of plain numbers that starts uninitialised, so that a large one is first written where it is
/// filled.
template <class T> class Buffer {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Buffer() = default;
  explicit Buffer(std::size_t size) : memory_(static_cast<T*>(allocate(size * sizeof(T)))), size_(size) {}

  T* data() { return memory_.get(); }
  const T* data() const { return memory_.get(); }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](std::size_t i) { return memory_.get()[i]; }
  const T& operator[](std::size_t i) const { return memory_.get()[i]; }
  std::span<const T> span() const { return {data(), size_}; }

 private:
  struct Release {
    void operator()(T* memory) const noexcept { release(memory); }
  };
  std::unique_ptr<T[], Release> memory_;
  std::size_t size_ = 0;
};

}  // namespace heed
