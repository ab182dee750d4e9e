#pragma once
#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace heed {

/// How many threads parallel loops use from now on; 0 asks the system (the affinity mask).
void use_threads(int count);
int threads();

/// The version of the library below (oneTBB), such as "2021.8".
std::string threads_library_version();

/// While one of these lives, parallel loops started on this thread run on this thread alone. A sweep that
/// keeps all cores busy with whole runs puts one around each.
class OneThread {
 public:
  OneThread();
  ~OneThread();
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  bool before_;
};

/// Rows handled as one piece. Sums go over pieces of this size in order, so that they do not depend on the
/// threads.
inline constexpr std::size_t block_size = 1024;

/// Calls work(first, last) for [0, n) in pieces of `grain`, in parallel; pieces never overlap. `work` must
/// write only what belongs to its piece; then the result does not depend on the number of threads. The first
/// exception is passed on.
void for_blocks(std::size_t n, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& work);

/// Calls work(i) for every i of [0, n), in parallel over pieces.
template <class Work> void for_each_index(std::size_t n, Work work, std::size_t grain = block_size) {
  for_blocks(n, grain, [&work](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) work(i);
  });
}

/// Σ term(i) over [0, n): pieces in parallel, each in order, then the pieces in order. Same bits on any
/// number of threads.
template <class T = double, class Term> T sum(std::size_t n, Term term) {
  if (n <= block_size) {
    T total{};
    for (std::size_t i = 0; i < n; ++i) total += term(i);
    return total;
  }
  std::vector<T> parts((n + block_size - 1) / block_size);
  for_blocks(n, block_size, [&](std::size_t first, std::size_t last) {
    T part{};
    for (std::size_t i = first; i < last; ++i) part += term(i);
    parts[first / block_size] = part;
  });
  T total{};
  for (const T& part : parts) total += part;
  return total;
}

/// The largest term(i) over [0, n), or `lowest` when n is 0. NaN is passed on.
template <class Term> double largest(std::size_t n, Term term, double lowest = 0) {
  std::vector<double> parts((n + block_size - 1) / block_size, lowest);
  for_blocks(n, block_size, [&](std::size_t first, std::size_t last) {
    double part = lowest;
    for (std::size_t i = first; i < last; ++i)
      if (const double v = term(i); v > part || v != v) part = v;
    parts[first / block_size] = part;
  });
  double out = lowest;
  for (const double part : parts)
    if (part > out || part != part) out = part;
  return out;
}

/// Independent jobs, 0 … n-1, each on whatever thread is free; with fewer jobs than threads a job may use
/// several.
void for_jobs(std::size_t n, const std::function<void(std::size_t)>& job);

}  // namespace heed
