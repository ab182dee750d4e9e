#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace heed {

/// Points of the unit cube: for each point the share of the way, 0 … 1, of each parameter's range.
using UnitPoints = std::vector<std::vector<double>>;

/// One point in each of `count` equal cells of each parameter, cells in random order. McKay, Beckman and
/// Conover 1979.
UnitPoints latin_hypercube_points(std::size_t parameters, std::size_t count, std::uint64_t seed);

/// `count` points of a Sobol sequence after the first `skip`, of which the very first is not 0. Directions of
/// Joe and Kuo 2008.
UnitPoints sobol_points(std::size_t parameters, std::size_t count, std::size_t skip = 0);

/// Rows that Sobol indices are estimated from: for each of `rows` base rows A, then A with parameter i from
/// B (i = 1 … d), then B, which makes (d + 2) points a row. A and B are the two halves of a Sobol sequence in
/// 2 d dimensions; as many of its points as `rows`, up to a power of 2, are skipped, so that a power of 2 is
/// a net of its own. Saltelli 2002, in the order of SALib.
UnitPoints saltelli_points(std::size_t parameters, std::size_t rows);

/// The step of a parameter in a Morris design, as a share of its range: 4 levels, p / (2 (p - 1)).
inline constexpr double morris_step = 2.0 / 3;

/// Walks through the cube for elementary effects: each begins at a random point of the 4 levels and takes one
/// step, up or down, in each parameter, in random order: (d + 1) points a walk. Morris 1991, section 3.
UnitPoints morris_points(std::size_t parameters, std::size_t walks, std::uint64_t seed);

}  // namespace heed
