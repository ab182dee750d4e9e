#pragma once
#include <filesystem>
#include <string>

namespace heed {

/// What is left of something, in bytes, and what sets the limit.
struct Room {
  double bytes = 0;
  std::string limit;
};

/// Memory this process may still take: the least of what `ulimit -v` leaves, what the cgroup (v2 or v1)
/// leaves, and what the machine has free, swap included.
Room memory_left();

/// The most memory this process has held so far, in bytes (VmHWM); 0 where the system does not say.
double peak_memory();

/// What this process takes of its address space, which `ulimit -v` limits, in bytes.
double address_space();

/// What may still be written to the folder of a file; without end where the system does not say.
Room disk_left(const std::filesystem::path& file);

/// "850 kB", "1.2 MB", "21 GB": three digits.
std::string bytes_text(double bytes);

}  // namespace heed
