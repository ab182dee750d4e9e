#pragma once
#include "heed/core/random.hpp"

#include <span>

namespace heed {

/// Gaussian noise at vector speed: out[k] = standard normal number `first + k` of the sequence (seed,
/// purpose, step). A pure function of these four: the same on any thread and whatever piece of the sequence
/// is asked for, with the same bits on every instruction set that fuses multiply and add, and within 4 units
/// in the last place on SSE4, which cannot.
///
/// Two numbers, √(-2 ln u) cos 2πv and √(-2 ln u) sin 2πv, come from two uniform ones in (0, 1) that are in
/// the middle of steps of 2^-32 for float (|out| < 6.8) and of 2^-52 and 2^-54 for double (|out| < 8.6).
/// Small ones and large ones are as accurate as others: to 5 units in the last place.
///
/// The sequence in float is the one in double to single precision: both start from the same words, to which
/// double adds 32 lower bits. They differ by more than 1e-5 only far out in the tail, for some two numbers of
/// a million.
///
/// No number depends on a word that a `Stream` gives, of whatever seed and purpose: the key of a sequence has
/// a bit set that theirs have not.
///
/// seed   below 2^53        first + out.size()   at most 2^64
/// Costs about 1 ns a number in float and 2 in double, and least where first and size are multiples of 64:
/// numbers are made in groups of that many.
/// Box and Muller 1958; Salmon, Moraes, Dror, Shaw 2011 (Philox4x32-10).
void normals(std::uint64_t seed, Purpose purpose, std::uint64_t step, std::uint64_t first,
             std::span<float> out);
void normals(std::uint64_t seed, Purpose purpose, std::uint64_t step, std::uint64_t first,
             std::span<double> out);

}  // namespace heed
