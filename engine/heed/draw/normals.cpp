#include "heed/draw/normals.hpp"

#include "heed/draw/normals_kernels.hpp"

#include <algorithm>
#include <array>

namespace heed {
namespace {

/// A key that no `Stream` has: theirs are (seed, purpose) too, with eleven bits for the purpose, of which the
/// highest is taken here. Other keys are other permutations of the counters, so counters need not be told
/// apart, and a sequence has all 128 bits of them: number and step.
NormalSequence sequence_of(std::uint64_t seed, Purpose purpose, std::uint64_t step) {
  constexpr std::uint32_t sequence = 1024;
  static_assert(static_cast<std::uint32_t>(Purpose::test) < sequence);
  return {{static_cast<std::uint32_t>(seed),
           static_cast<std::uint32_t>(seed >> 32) ^ (static_cast<std::uint32_t>(purpose) | sequence) << 21},
          step};
}

/// Whole groups in place; what is asked of the first and last goes through a group of its own.
template <class Real, class Make> void fill(std::uint64_t first, std::span<Real> out, const Make& make) {
  std::array<Real, normals_group> room;
  const auto piece = [&](std::size_t skip, std::size_t count) {
    make(first / normals_group, std::size_t{1}, room.data());
    std::copy_n(room.begin() + static_cast<std::ptrdiff_t>(skip), count, out.begin());
    first += count;
    out = out.subspan(count);
  };
  if (const std::size_t skip = first % normals_group; skip > 0)
    piece(skip, std::min(normals_group - skip, out.size()));
  const std::size_t groups = out.size() / normals_group;
  make(first / normals_group, groups, out.data());
  first += groups * normals_group;
  out = out.subspan(groups * normals_group);
  if (!out.empty()) piece(0, out.size());
}

}  // namespace

void normals(std::uint64_t seed, Purpose purpose, std::uint64_t step, std::uint64_t first,
             std::span<float> out) {
  const NormalSequence sequence = sequence_of(seed, purpose, step);
  fill(first, out, [&](auto... which) { normal_kernels().for_float(sequence, which...); });
}

void normals(std::uint64_t seed, Purpose purpose, std::uint64_t step, std::uint64_t first,
             std::span<double> out) {
  const NormalSequence sequence = sequence_of(seed, purpose, step);
  fill(first, out, [&](auto... which) { normal_kernels().for_double(sequence, which...); });
}

}  // namespace heed
