#include "heed/simd/instructions.hpp"

#include "heed/core/error.hpp"
#include "heed/core/version.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <string>

namespace heed {
namespace {

#ifdef HEED_SIMD_X86

constexpr std::array sets{Instructions::sse4, Instructions::avx2, Instructions::avx512};

/// How many of `sets` this machine can use.
std::size_t count_usable() {
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("sse4.1") || !__builtin_cpu_supports("sse4.2"))
    throw Error(ErrorKind::usage, "this machine lacks SSE4.2, which heed needs");
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") || !__builtin_cpu_supports("bmi") ||
      !__builtin_cpu_supports("bmi2"))
    return 1;
  if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw") ||
      !__builtin_cpu_supports("avx512cd") || !__builtin_cpu_supports("avx512dq") ||
      !__builtin_cpu_supports("avx512vl"))
    return 2;
  return 3;
}

#else

constexpr std::array sets{Instructions::neon};
std::size_t count_usable() { return 1; }

#endif

std::atomic<Instructions>& in_use() {
  static std::atomic<Instructions> set = usable_instructions().back();
  return set;
}

}  // namespace

std::span<const Instructions> usable_instructions() {
  static const std::size_t count = count_usable();
  return std::span(sets).first(count);
}

Instructions instructions() { return in_use().load(std::memory_order_relaxed); }

void use_instructions(Instructions set) {
  const auto usable = usable_instructions();
  if (std::find(usable.begin(), usable.end(), set) == usable.end())
    throw Error(ErrorKind::usage, "this machine cannot use the instructions '" + std::string(name_of(set)) +
                                      "'; it has '" + std::string(name_of(usable.back())) + "' and narrower");
  in_use() = set;
}

std::string_view name_of(Instructions set) {
  constexpr std::array<std::string_view, 4> names{"sse4", "avx2", "avx512", "neon"};
  return names[static_cast<std::size_t>(set)];
}

std::string_view arithmetic() {
  return instructions() == Instructions::sse4 ? "separate multiply and add" : "fused multiply-add";
}

std::string made_by() {
  const std::string with = instructions() == Instructions::sse4 ? " with " + std::string(arithmetic()) : "";
  return "heed " + version() + with;
}

}  // namespace heed
