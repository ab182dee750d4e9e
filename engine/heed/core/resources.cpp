#include "heed/core/resources.hpp"

#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

namespace heed {
namespace {

namespace fs = std::filesystem;

/// The number after a word at the start of a line of a /proc file, in kB there; NaN where it is not there.
double kilobytes_after(const char* file, const std::string& word) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(word)) return std::strtod(line.c_str() + word.size(), nullptr) * 1024;
  return std::nan("");
}

double number_in(const std::string& file) {
  std::ifstream in(file);
  double out = std::nan("");
  return in >> out ? out : std::nan("");  // "max" is no number: no limit
}

/// What the control group of this process leaves, or NaN.
double cgroup_left() {
  std::ifstream in("/proc/self/cgroup");
  double least = std::nan("");
  for (std::string line; std::getline(in, line);) {
    std::istringstream parts(line);
    std::string id, controllers, group;
    std::getline(parts, id, ':'), std::getline(parts, controllers, ':'), std::getline(parts, group);
    const bool second = controllers.empty();
    if (!second && controllers != "memory") continue;
    // Within a container the path is often that of the host, and the group is at the top.
    for (const std::string& place : {group, std::string()}) {
      const std::string folder = (second ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory") + place + "/memory.";
      const double left = number_in(folder + (second ? "max" : "limit_in_bytes")) -
                          number_in(folder + (second ? "current" : "usage_in_bytes"));
      least = std::fmin(least, left);
    }
  }
  return least;
}

void take_less(Room& room, double bytes, const char* limit) {
  if (bytes < room.bytes) room = {std::fmax(bytes, 0), limit};
}

}  // namespace

Room memory_left() {
  Room out{std::numeric_limits<double>::infinity(), "nothing"};
  take_less(out,
            kilobytes_after("/proc/meminfo", "MemAvailable:") + kilobytes_after("/proc/meminfo", "SwapFree:"),
            "this machine");
  take_less(out, cgroup_left(), "the control group");
  rlimit space{};
  if (getrlimit(RLIMIT_AS, &space) == 0 && space.rlim_cur != RLIM_INFINITY)
    take_less(out, static_cast<double>(space.rlim_cur) - address_space(), "ulimit -v");
  return out;
}

double peak_memory() {
  const double bytes = kilobytes_after("/proc/self/status", "VmHWM:");
  return std::isnan(bytes) ? 0 : bytes;
}

double address_space() {
  const double bytes = kilobytes_after("/proc/self/status", "VmSize:");
  return std::isnan(bytes) ? 0 : bytes;
}

Room disk_left(const fs::path& file) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  struct statvfs is {};
  if (statvfs(folder.c_str(), &is) != 0) return {std::numeric_limits<double>::infinity(), folder.string()};
  return {static_cast<double>(is.f_bavail) * static_cast<double>(is.f_frsize), folder.string()};
}

std::string bytes_text(double bytes) {
  static constexpr const char* units[] = {"bytes", "kB", "MB", "GB", "TB", "PB"};
  std::size_t unit = 0;
  for (; bytes >= 999.5 && unit + 1 < std::size(units); ++unit) bytes /= 1000;
  return fmt::format("{:.3g} {}", bytes, units[unit]);
}

}  // namespace heed
