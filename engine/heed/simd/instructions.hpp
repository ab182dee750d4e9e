#pragma once
#include <span>
#include <string>
#include <string_view>

namespace heed {

/// The instruction sets vector kernels are made for: on x86-64 SSE4 (which every machine since 2008 has),
/// AVX2 with fused multiply-add, and AVX-512; on arm64 NEON. Results have the same bits on all that fuse
/// multiply and add; SSE4, which cannot, may differ from them in the last bit.
enum class Instructions { sse4, avx2, avx512, neon };

/// The set in use: the widest that this build, this machine and its operating system have, until
/// `use_instructions`.
Instructions instructions();

/// Those that can be used here, narrowest first.
std::span<const Instructions> usable_instructions();

/// Uses another set from now on; for tests and benchmarks. Throws Error (usage) where it cannot be used here.
void use_instructions(Instructions set);

/// "sse4", "avx2", "avx512", "neon".
std::string_view name_of(Instructions set);

/// Two kinds of sets, each with bits of its own: "fused multiply-add", and "separate multiply and add" of
/// SSE4.
std::string_view arithmetic();

/// What a file says made it: "heed 0.1.0", and " with separate multiply and add" where that is so.
std::string made_by();

}  // namespace heed

/// HEED_KERNELS(Table, name) declares that a file *.simd.cpp defines `extern const Table name` in the
/// namespace heed::HEED_INSTRUCTIONS, and so once for every instruction set; heed::name() is the one of the
/// set in use. To be said outside of every namespace; the table holds pointers to functions.
#ifdef HEED_SIMD_X86
#define HEED_KERNELS(Table, name)                     \
  namespace heed::sse4 {                              \
  extern const Table name;                            \
  }                                                   \
  namespace heed::avx2 {                              \
  extern const Table name;                            \
  }                                                   \
  namespace heed::avx512 {                            \
  extern const Table name;                            \
  }                                                   \
  namespace heed {                                    \
  inline const Table& name() {                        \
    switch (instructions()) {                         \
      case Instructions::avx512: return avx512::name; \
      case Instructions::avx2: return avx2::name;     \
      default: return sse4::name;                     \
    }                                                 \
  }                                                   \
  }
#else
#define HEED_KERNELS(Table, name)                   \
  namespace heed::neon {                            \
  extern const Table name;                          \
  }                                                 \
  namespace heed {                                  \
  inline const Table& name() { return neon::name; } \
  }
#endif
