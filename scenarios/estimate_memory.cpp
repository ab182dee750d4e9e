#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"
#include "scenarios/estimate.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>

namespace heed::scenarios {
namespace {

/// Is it the address space that runs short first? Asked of every point of a sweep, so what is cheap is first.
bool is_space_short() {
  rlimit space{};
  const bool limited = getrlimit(RLIMIT_AS, &space) == 0 && space.rlim_cur != RLIM_INFINITY;
  return limited && memory_left().limit == "ulimit -v";
}

/// The stack of a thread.
double stack() {
  rlimit is{};
  const bool known = getrlimit(RLIMIT_STACK, &is) == 0 && is.rlim_cur != RLIM_INFINITY;
  return known ? static_cast<double>(is.rlim_cur) : 0;
}

/// What glibc sets aside of the address space for what a thread allocates, where the process takes more than
/// so many times that: then there is room for it when the thread begins.
double set_aside(double bytes, double times) {
  constexpr double arena = 64 << 20;
  return bytes > times * arena && std::getenv("MALLOC_ARENA_MAX") == nullptr ? arena : 0;
}

/// The bytes that are held of those that `in_memory` says.
double held_of(double needs) {
  if (!is_space_short()) return needs;
  const double held = std::max(0.0, needs - stack());
  return held - set_aside(held, 4);
}

}  // namespace

double in_memory(double bytes) {
  const double held = 0.95 * bytes;
  return is_space_short() ? held + set_aside(held, 3) + stack() : held;
}

void refuse_too_many_at_once(const Design& design, const std::vector<std::size_t>& runs) {
  std::vector<double> each;
  for (const std::size_t run : runs) each.push_back(design.least_memory[design.point(run)]);
  if (each.empty()) return;
  std::sort(each.begin(), each.end());
  refuse_too_little_memory(each.back());
  each.resize(std::min(each.size(), static_cast<std::size_t>(threads())));
  double least = each.back();
  each.pop_back();
  for (const double needs : each) least += held_of(needs);  // each at its most, but one thread writes for all
  const Room room = memory_left();
  if (least > room.bytes)
    throw Error(ErrorKind::usage,
                fmt::format("{} runs at once need {} of memory or more, and {} leaves {}; try fewer with "
                            "--threads, fewer agents or ties, or precision = \"float32\"",
                            each.size() + 1, bytes_text(least), room.limit, bytes_text(room.bytes)));
}

}  // namespace heed::scenarios
