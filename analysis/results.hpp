#pragma once
#include "analysis/table.hpp"
#include "heed/core/matrix.hpp"
#include "heed/io/trajectory.hpp"

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace heed::analysis {

/// A number over time: an observable, or what it is on one topic, or for one method or sensor.
struct Series {
  std::string name;      ///< "polarization", or "polarization[climate]" where there are topics
  std::string variable;  ///< in the file
  std::size_t part = 0, parts = 1;
  bool state = false;  ///< not how the run goes but what it is made of: a reading, a weight
};

/// How a run ended; complete: it did all there was to do, and there was nothing to converge to.
enum class RunStatus { horizon, converged, complete, failed, not_run, interrupted };

/// One run: a point of the design and a seed.
struct RunEnd {
  std::size_t point = 0;
  double seed = 0;
  RunStatus status = RunStatus::horizon;
  double steps = 0;     ///< NaN where it is not known
  std::string message;  ///< why it failed
};

/// A swept parameter, with its value at each point.
struct SweptParameter {
  std::string name;  ///< "temperature"
  std::string path;  ///< "attention.temperature"
  std::vector<Cell> values;
};

/// What a file of heed holds, a run or a sweep: all but the numbers over time, which `for_each_run` reads. A
/// run is a sweep of one point and one seed, without a design.
struct Results {
  std::string file, title, scenario;
  std::string design;  ///< "grid", "latin_hypercube" …; empty for a run
  std::vector<SweptParameter> parameters;
  std::size_t points = 1, seeds = 1;
  std::vector<RunEnd> runs;
  std::vector<double> times;
  std::vector<Series> series;
  std::size_t agents = 0;             ///< 0 where the file does not say
  std::vector<std::string> warnings;  ///< of a run, and of a file that is not whole

  TrajectoryReader reader;

  bool is_sweep() const { return !design.empty(); }
  /// The places of all series.
  std::vector<std::size_t> all_series() const;
};

/// Opens a run or a sweep. Throws Error (data) when it is neither, or cannot be read.
Results read_results(const std::filesystem::path& path);

/// The numbers of a run, (times, series); NaN where there is none.
using OneRun = Matrix<double>;

/// Some of the times of a run, one after the other from `first` on.
struct Piece {
  std::size_t run = 0, first = 0;
  OneRun numbers;  ///< (times, the series asked for)
};

/// Calls visit for the numbers of these series in order, of every run, also of those that did not run; reads
/// a few MiB at a time, however long runs are. Shows how far it is on `progress`, where there is one and it
/// takes seconds.
void for_each_piece(const Results& results, const std::vector<std::size_t>& series,
                    const std::function<void(const Piece&)>& visit, std::FILE* progress = stderr);

/// Calls visit(run, numbers) for every run as a whole, with all its series; has one in memory at a time.
void for_each_run(const Results& results, const std::function<void(std::size_t, const OneRun&)>& visit);

/// The numbers of these series of a run, at the `count` times from `first` on.
OneRun read_times(const Results& results, const std::vector<std::size_t>& series, std::size_t run,
                  std::size_t first, std::size_t count);

/// Times of a run that were recorded: all up to the last at which one of its series has a number. The second
/// reads them, from the end on.
std::size_t recorded_times(const OneRun& run);
std::size_t recorded_times(const Results& results, std::size_t run);

/// The places of the series of these observables, an observable ("polarization") or one part of it
/// ("polarization[climate]"), in the order asked for, each once. Throws Error (usage) for one that the file
/// does not have.
std::vector<std::size_t> find_series(const Results& results, const std::vector<std::string>& observables);

/// The same, or the places of all series where none is asked for; or those of all that are no states.
std::vector<std::size_t> asked_or_all(const Results& results, const std::vector<std::string>& observables);
std::vector<std::size_t> asked_or_no_states(const Results& results,
                                            const std::vector<std::string>& observables);

/// Of so many series, the first, texts and pages tell what tables over time have no room for.
inline constexpr std::size_t series_told = 100;

/// The place of a swept parameter, by name or path. Throws Error (usage) when the file has none such.
std::size_t find_parameter(const Results& results, const std::string& parameter);

}  // namespace heed::analysis
