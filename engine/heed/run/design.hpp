#pragma once
#include "heed/core/fields.hpp"
#include "heed/io/swept.hpp"
#include "heed/run/frame.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace heed {

enum class DesignKind { grid, zip, latin_hypercube, sobol, saltelli, morris, file };

/// [sweep]: many runs of one scenario.
struct SweepSettings {
  DesignKind design = DesignKind::grid;
  std::int64_t seeds = 10, points = 100;
  Path file, table;
  Keep states = Keep::none;
  std::vector<Setting> over;

  void fields(Fields& f);
};

/// Which runs a sweep makes: points in parameter space, each with every seed.
struct Design {
  DesignKind kind = DesignKind::grid;
  std::vector<Swept> parameters;
  std::vector<std::string> names;  ///< short names of the parameters, all different: "temperature"
  std::vector<std::vector<std::string>> points;  ///< for each point the value of each parameter, as TOML
  std::vector<std::uint64_t> seeds;
  /// The horizon of each point, in steps; 0 where only the data tell it. Filled by who checks the points.
  std::vector<std::int64_t> horizons = {};
  /// Bytes below which no run of a point can do, 0 where that is not known. Filled by the same.
  std::vector<double> least_memory = {};

  /// Of every point.
  bool knows_horizons() const;
  std::size_t runs() const { return points.size() * seeds.size(); }
  /// The settings of run r; the seed varies fastest.
  std::vector<Setting> settings(std::size_t run) const;
  std::uint64_t seed(std::size_t run) const { return seeds[run % seeds.size()]; }
  std::size_t point(std::size_t run) const { return run / seeds.size(); }
};

/// The word of a design in files.
std::string_view design_word(DesignKind kind);

/// Makes the design: grid (every combination, the last parameter fastest), zip (first with first, …),
/// latin_hypercube (McKay, Beckman, Conover 1979: `points` points, each parameter's range in as many equal
/// cells, one point in each), sobol (the first `points` points of a Sobol sequence, directions of Joe and Kuo
/// 2008), saltelli and morris (`points` rows for sensitivity indices, see unit_cube.hpp), file (a table whose
/// header names the parameters). Seeds are replicate_seed(seed, 0 … seeds-1), the
/// same at every point: common random numbers. A parameter goes by the last part of its place, or by the
/// whole of it where that is also another one's, or one of the names `taken`. Problems are added;
/// there are no points where those, times the parameters or the seeds, are more than limit::runs.
Design make_design(const SweepSettings& settings, std::uint64_t seed, std::vector<Problem>& problems,
                   const std::vector<std::string>& taken = {});

}  // namespace heed
